/** What an editor says of an adapter: nothing of an ordinary one, and of a mistake one readable sentence at its line. */
import { describe, expect, test } from "vitest";
import { compile } from "./compile.js";

const SUBJECTS = `
import { defineEvent, defineQueue, EMPTY, FULL, profiles, type AnyAdapter, type EventDefinition, type QueueDefinition } from "async-tck";
interface Job { readonly due: number }
class MyQueue<T> {
  constructor(readonly maxsize = Infinity) {}
  get(signal?: AbortSignal): Promise<T> { throw signal; }
  put(item: T, options?: { signal?: AbortSignal | undefined }): Promise<void> { throw [item, options]; }
  offer(item: T): boolean { throw item; }
  poll(): T | undefined { throw 0; }
  get size(): number { return 0; }
}
class MyEvent {
  wait(signal?: AbortSignal): Promise<void> { throw signal; }
  set(): void {}
  isSet(): boolean { return true; }
}
`;
const BEFORE = SUBJECTS.split("\n").length;

/** The mistakes of an adapter below the subjects; its lines count from 1. */
const mistakesOf = (adapter: string): readonly string[] =>
  compile(`${SUBJECTS}\n${adapter}`).map(({ line, text }) => `${line - BEFORE}: ${text}`);

describe("an ordinary adapter needs no type argument", () => {
  const makers: Readonly<Record<string, string>> = {
    "a capacity": "({ maxsize }) => new MyQueue(maxsize)",
    "no argument": "() => new MyQueue()",
    "a promise": "async ({ maxsize }) => new MyQueue<object>(maxsize)",
    "a queue of one type of items": "({ maxsize }) => new MyQueue<Job>(maxsize)",
  };
  test.each(Object.entries(makers))("made with %s", (_how, create) => {
    expect(
      mistakesOf(`
const adapter = defineQueue({
  name: "my-queue",
  create: ${create},
  put: (queue, item, { signal }) => queue.put(item, { signal }),
  get: (queue, { signal }) => queue.get(signal),
  putNowait: (queue, item) => (queue.offer(item) ? undefined : FULL),
  getNowait: (queue) => queue.poll(),
  size: (queue) => queue.size,
  variants: { get: { timeout: (queue, { timeout }) => queue.get(AbortSignal.timeout(timeout)) } },
  outcomes: {
    getNowait: (answer: unknown) => (answer === undefined ? EMPTY : answer),
    thrown: { full: "QueueFull", closed: (error) => String(error) === "closed", cancelled: RangeError },
  },
  dispose: (queue) => void queue.poll(),
  profile: { ...profiles.fifo, capacities: [1, 2], order: "lifo" },
});
export default adapter;
const named: QueueDefinition<never> | AnyAdapter = adapter;
void named;
`),
    ).toEqual([]);
  });

  test("the subject's own type is inferred", () => {
    const infers = (create: string, type: string): readonly string[] =>
      mistakesOf(`
const adapter = defineQueue({ name: "q", create: ${create}, get: (queue) => queue.get(), profile: profiles.fifo });
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const isSame: Same<typeof adapter, QueueDefinition<${type}>> = true;
export default isSame;
`);
    expect(infers("() => new MyQueue<Job>()", "MyQueue<Job>")).toEqual([]);
    expect(infers("async ({ maxsize }) => new MyQueue<Job>(maxsize)", "MyQueue<Job>")).toEqual([]);
    expect(infers("() => new MyQueue<Job>()", "MyQueue<string>")).toHaveLength(1);
    expect(
      mistakesOf(`
const adapter = defineEvent({ name: "e", create: () => new MyEvent(), wait: (event) => event.wait(), profile: profiles.fifo });
const typed: EventDefinition<MyEvent> = adapter;
export default typed;
`),
    ).toEqual([]);
  });

  test("and may list create last", () => {
    expect(
      mistakesOf(`
export default defineQueue({
  name: "my-queue",
  get: (queue, { signal }) => queue.get(signal),
  putNowait: (queue, item) => queue.offer(item),
  create: ({ maxsize }) => new MyQueue(maxsize),
  profile: profiles.fifo,
});
`),
    ).toEqual([]);
  });
});

describe("a mistake is an error at its own line, and nowhere else", () => {
  const right = {
    create: "  create: ({ maxsize }) => new MyQueue(maxsize),",
    get: "  get: (queue, { signal }) => queue.get(signal),",
    putNowait: "  putNowait: (queue, item) => queue.offer(item),",
    size: "  size: (queue) => queue.size,",
    outcomes: '  outcomes: { thrown: { empty: "QueueEmpty" } },',
    profile: "  profile: { ...profiles.fifo, capacities: [1] },",
  };
  const queueWith = (changed: Partial<typeof right>): readonly string[] =>
    mistakesOf(
      [
        "",
        "export default defineQueue({",
        '  name: "my-queue",',
        ...Object.values({ ...right, ...changed }),
        "});",
      ].join("\n"),
    );

  test("the one that the others are made from has none", () => {
    expect(queueWith({})).toEqual([]);
  });

  /** By mistake: the line of it and what the first sentence says. */
  const MISTAKES: readonly (readonly [Partial<typeof right>, number, RegExp])[] = [
    [
      { get: "  gett: (queue) => queue.get()," },
      4,
      /'gett' does not exist in type 'QueueAdapter<MyQueue<unknown>>'\. Did you mean to write 'get'\?/,
    ],
    [{ get: "  wait: (queue) => queue.get()," }, 4, /'wait' does not exist in type 'QueueAdapter<MyQueue<unknown>>'/],
    [
      { get: "  get: (queue, signal: AbortSignal) => queue.get(signal)," },
      4,
      /Type 'OperationContext' is missing the following properties from type 'AbortSignal'/,
    ],
    [
      { get: "  get: (queue, context, more) => queue.get()," },
      4,
      /Target signature provides too few arguments\. Expected 3 or more, but got 2/,
    ],
    [
      { get: "  get: (queue, { sgnal }) => queue.get(sgnal)," },
      4,
      /Property 'sgnal' does not exist on type 'OperationContext'/,
    ],
    [
      { get: "  get: (queue) => queue.gett()," },
      4,
      /Property 'gett' does not exist on type 'MyQueue<unknown>'\. Did you mean 'get'\?/,
    ],
    [
      { get: "  get: (queue) => queue.get(3)," },
      4,
      /Argument of type 'number' is not assignable to parameter of type 'AbortSignal'/,
    ],
    [
      { putNowait: "  putNowait: 3," },
      5,
      /Type 'number' is not assignable to type '\(queue: .*, item: never, context: OperationContext\) => unknown'/,
    ],
    [{ size: "  size: (queue) => String(queue.size)," }, 6, /Type 'string' is not assignable to type 'number'/],
    [
      { outcomes: '  outcomes: { thrown: { emty: "QueueEmpty" } },' },
      7,
      /'emty' does not exist in type 'ThrownOutcomes'\. Did you mean to write 'empty'\?/,
    ],
    [
      { outcomes: '  outcomes: { get: "item" },' },
      7,
      /Type 'string' is not assignable to type '\(value: never\) => unknown'/,
    ],
    [{ profile: '  profile: "fifo",' }, 8, /Type 'string' is not assignable to type 'QueueProfile'/],
    [{ profile: "  profile: profiles.lifo," }, 8, /Property 'lifo' does not exist on type/],
    [
      { profile: "  profile: { ...profiles.fifo, capacites: [1] }," },
      8,
      /'capacites' does not exist in type 'QueueProfile'\. Did you mean to write 'capacities'\?/,
    ],
    [
      { profile: '  profile: { ...profiles.fifo, order: "lilo" },' },
      8,
      /Type '"lilo"' is not assignable to type 'ItemOrder \| undefined'/,
    ],
    [{ profile: '  profile: { ...profiles.fifo, kind: "pulse" },' }, 8, /'kind' does not exist in type 'QueueProfile'/],
  ];
  test.each(MISTAKES)("%j", (changed, line, words) => {
    const mistakes = queueWith(changed);
    expect(mistakes.map((mistake) => Number(mistake.split(":")[0]) - 1)).toEqual(mistakes.map(() => line));
    expect(mistakes.join("\n")).toMatch(words);
  });

  test("what is missing is named at the call", () => {
    const [mistake, ...others] = queueWith({ profile: "" });
    expect(others).toEqual([]);
    expect(mistake).toMatch(/^2: [\s\S]*Property 'profile' is missing in type/);
  });

  test.each([
    [
      "sett: (event) => event.set(),",
      /'sett' does not exist in type 'EventAdapter<MyEvent>'\. Did you mean to write 'set'\?/,
    ],
    ["isSet: (event) => String(event.isSet()),", /Type 'string' is not assignable to type 'boolean'/],
    ["set: (event) => event.fire(),", /Property 'fire' does not exist on type 'MyEvent'/],
  ])("of an event: %s", (line, words) => {
    const mistakes = mistakesOf(`
export default defineEvent({
  name: "my-event",
  create: () => new MyEvent(),
  wait: (event, { signal }) => event.wait(signal),
  ${line}
  profile: profiles.fifo,
});
`);
    expect(mistakes.map((mistake) => mistake.split(":")[0])).toEqual(mistakes.map(() => "6"));
    expect(mistakes.join("\n")).toMatch(words);
  });
});
