/**
 * Looks at a class: its methods and their parameters, and what a few calls on fresh instances answer. It says how the class
 * is called, never what it promises: that is for its author to declare.
 */
import type { CapacityArgument, ClassFacts, Member, Tried } from "./classFacts.js";
import { constructorParametersOf, parametersOf } from "./parameters.js";
import { ADDS, ADDS_AT_ONCE, CAPACITY, SETS, TAKES, TAKES_AT_ONCE, WAITS } from "./verbNames.js";

type Callable = (...args: readonly unknown[]) => unknown;
type Maker = abstract new (...args: never[]) => object;

/** A class, or a function that makes a primitive without `new`. */
export function isMaker(value: unknown): value is Maker {
  return typeof value === "function";
}

/** The name that its author gave it; empty for an anonymous default export, which loaders name themselves. */
export function ownName({ name }: Maker): string {
  return /^_?default$/.test(name) ? "" : name;
}

/** Everything that can be seen of a class. Resolves always; what the class throws becomes part of the answer. */
export async function tryOut(made: Maker, exportedAs: string): Promise<ClassFacts> {
  const isFactory = !isClass(made);
  const make = (...args: readonly unknown[]): object =>
    (isFactory ? (made as unknown as Callable)(...args) : Reflect.construct(made, args)) as object;
  const parameters = constructorParametersOf(made);
  const capacity = capacityOf(parameters, make);
  const roomFor = (most: number): readonly unknown[] =>
    capacity.is === "none" ? [] : [capacity.is === "first" ? most : { [capacity.name]: most }];
  const fresh = (most = 8): object => make(...roomFor(most));
  const problem = messageOfThrown(() => fresh());
  const members = membersOf(problem === null ? fresh() : (made.prototype as object));
  const facts: ClassFacts = {
    name: ownName(made),
    exportedAs,
    isFactory,
    constructorParameters: parameters,
    capacity,
    cannotMake: problem,
    members,
    added: {},
    addedToFull: {},
    taken: {},
    delivers: {},
    waited: {},
    set: {},
    answers: {},
  };
  return problem === null ? { ...facts, ...(await trials(members, fresh, capacity)) } : facts;
}

/** A function whose instances have methods of their own, or that was written as a class. */
function isClass(made: Maker): boolean {
  const prototype = made.prototype as object | undefined;
  if (prototype === undefined) return false;
  return Function.prototype.toString.call(made).startsWith("class") || Reflect.ownKeys(prototype).length > 1;
}

function messageOfThrown(run: () => unknown): string | null {
  try {
    const made = run();
    return typeof made === "object" && made !== null ? null : "it gives no object";
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  }
}

function capacityOf(parameters: readonly string[], make: Callable): CapacityArgument {
  const [first = ""] = parameters;
  const takes = (argument: unknown): boolean => messageOfThrown(() => make(argument)) === null;
  const name = /^[\w$]+/.exec(first)?.[0] ?? "";
  if (CAPACITY.test(name)) return { is: "first", takesInfinity: takes(Infinity), takesZero: takes(0) };
  const option = first.startsWith("{") ? first.match(/[\w$]+/g)?.find((word) => CAPACITY.test(word)) : undefined;
  if (option === undefined) return { is: "none" };
  return {
    is: "option",
    name: option,
    takesInfinity: takes({ [option]: Infinity }),
    takesZero: takes({ [option]: 0 }),
  };
}

/** Public members, an object's own before inherited ones; nothing is called, and no getter read. */
function membersOf(from: object): readonly Member[] {
  const members = new Map<string, Member>();
  for (let each: object | null = from; each !== null && each !== Object.prototype;) {
    for (const name of Object.getOwnPropertyNames(each)) {
      if (name === "constructor" || name.startsWith("_") || members.has(name)) continue;
      const { value } = Object.getOwnPropertyDescriptor(each, name) ?? {};
      const source = typeof value === "function" ? Function.prototype.toString.call(value) : "";
      members.set(name, {
        name,
        kind: typeof value === "function" ? "method" : "property",
        parameters: parametersOf(source),
        speaksOfSignal: /\bsignal\b/i.test(source),
      });
    }
    each = Object.getPrototypeOf(each) as object | null;
  }
  return [...members.values()];
}

async function trials(
  members: readonly Member[],
  fresh: (most?: number) => object,
  capacity: CapacityArgument,
): Promise<Partial<ClassFacts>> {
  const methods = (names: readonly string[]): readonly string[] =>
    names.filter((name) => members.some((member) => member.name === name && member.kind === "method"));
  const each = (names: readonly string[], run: (name: string) => Tried): Record<string, Tried> =>
    Object.fromEntries(methods(names).map((name) => [name, run(name)]));
  const call = (name: string, ...args: readonly unknown[]): Tried => tried(() => calling(fresh(), name, ...args));
  const added = each([...ADDS_AT_ONCE, ...ADDS], (name) => call(name, {}));
  const taken = each([...TAKES_AT_ONCE, ...TAKES], (name) => call(name));
  return {
    added,
    addedToFull: capacity.is === "none" ? {} : each([...ADDS_AT_ONCE, ...ADDS], (name) => tried(addTwice(fresh, name))),
    taken,
    delivers: await deliveries(fresh, added, taken),
    waited: each(WAITS, (name) => call(name)),
    set: each(SETS, (name) => call(name)),
    answers: Object.fromEntries(
      members
        .filter(({ parameters, kind }) => kind === "property" || parameters.length === 0)
        .filter(
          ({ name }) => !(name in added) && !(name in taken) && /^(?:is|has)|size|length|count|signaled/i.test(name),
        )
        .map(({ name }) => [name, typeOfAnswer(fresh(), name)]),
    ),
  };
}

function calling(instance: object, name: string, ...args: readonly unknown[]): unknown {
  return (instance as Record<string, Callable>)[name]?.(...args);
}

/** Adds to a queue of capacity 1 that is full. */
function addTwice(fresh: (most?: number) => object, name: string): () => unknown {
  return () => {
    const full = fresh(1);
    quieted(calling(full, name, {}));
    return calling(full, name, {});
  };
}

function tried(run: () => unknown): Tried {
  try {
    const answer = quieted(run());
    if (isThenable(answer)) return { is: "promise" };
    const known = [undefined, null, true, false].find((value) => value === answer);
    const isKnown = known !== undefined || answer === undefined;
    return { is: "value", value: isKnown ? (String(answer) as "undefined" | "null" | "true" | "false") : "other" };
  } catch (thrown) {
    if (!(thrown instanceof Error)) return { is: "throws", name: "", message: String(thrown) };
    const { name, message, constructor } = thrown;
    return { is: "throws", name: name === "Error" ? constructor.name : name, message };
  }
}

/** Nobody waits for what a trial leaves behind: its rejection is no news. */
function quieted(answer: unknown): unknown {
  if (isThenable(answer)) answer.then(undefined, () => undefined);
  return answer;
}

function isThenable(answer: unknown): answer is PromiseLike<unknown> {
  return typeof answer === "object" && answer !== null && typeof (answer as { then?: unknown }).then === "function";
}

async function deliveries(
  fresh: () => object,
  added: Readonly<Record<string, Tried>>,
  taken: Readonly<Record<string, Tried>>,
): Promise<ClassFacts["delivers"]> {
  const found: Record<string, ClassFacts["delivers"][string]> = {};
  const add = Object.keys(added).find((name) => added[name]?.is !== "throws");
  if (add === undefined) return found;
  for (const name of Object.keys(taken).filter((each) => taken[each]?.is === "promise")) {
    const item = {};
    const instance = fresh();
    quieted(calling(instance, add, item));
    // a macrotask later a promise that an item is there for has settled; one that has not says nothing
    const later = new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)));
    const answer: unknown = await Promise.race([
      Promise.resolve(calling(instance, name)).catch(() => undefined),
      later,
    ]);
    if (answer === item) found[name] = "the item";
    else if (isIteratorResult(answer, item)) found[name] = "an iterator result";
    else if (answer !== undefined) found[name] = "something else";
  }
  return found;
}

function isIteratorResult(answer: unknown, item: object): boolean {
  return (
    typeof answer === "object" && answer !== null && "done" in answer && "value" in answer && answer.value === item
  );
}

function typeOfAnswer(instance: object, name: string): string {
  try {
    const value = (instance as Record<string, unknown>)[name];
    return typeof (typeof value === "function" ? calling(instance, name) : value);
  } catch {
    return "nothing";
  }
}
