/**
 * What belongs to the whole process, whichever copy of the kit asks: a program may have loaded several (the ES module and
 * the CommonJS one, an entry that was bundled by itself, another version). Who changes the shape takes another name.
 */
export function sharedByCopies<T extends object>(name: string, initial: () => T): T {
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  return (holder[Symbol.for(`async-tck.${name}`)] ??= initial());
}
