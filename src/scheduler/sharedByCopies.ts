/**
 * What belongs to the whole process, whichever copy of the kit asks: a program may have loaded several (the ES module and
 * the CommonJS one, an entry that was bundled by itself, another version). Who changes the shape takes another name.
 *
 * A function stands on the global object, and answers it: what stands there itself is taken apart by jest once a test file is
 * over, though the kit's timer has yet to run.
 */
export function sharedByCopies<T extends object>(name: string, initial: () => T): T {
  const holder = globalThis as unknown as Record<symbol, (() => T) | undefined>;
  const key = Symbol.for(`async-tck.${name}`);
  const known = holder[key];
  if (known) return known();
  const made = initial();
  holder[key] = () => made;
  return made;
}
