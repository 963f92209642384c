/** Random schedules and what CPython 3.13 did, as cpython.py printed them: turn by turn, the same here. */
import * as asyncio from "async-tck/asyncio";
import { expect, test } from "vitest";
import schedules from "./cpython.json" with { type: "json" };

/** The number of the put step, and a priority; `!` is compared with nothing. */
interface Item {
  readonly step: number;
  readonly priority: string;
}

interface Options {
  readonly signal: AbortSignal;
}

function isLess(a: Item, b: Item): boolean {
  if (a.priority === "!" || b.priority === "!") throw new TypeError("not comparable");
  return a.priority < b.priority;
}

function subjectOf(kind: string, maxsize: number): asyncio.Event | asyncio.Queue<Item> {
  if (kind === "Event") return new asyncio.Event();
  if (kind === "PriorityQueue") return new asyncio.PriorityQueue<Item>(maxsize, { isLess });
  return kind === "LifoQueue" ? new asyncio.LifoQueue<Item>(maxsize) : new asyncio.Queue<Item>(maxsize);
}

/** What a call answered, in the words of the schedule. */
function shown(value: unknown): string {
  return typeof value === "object" && value !== null ? `ok ${(value as Item).step}` : "ok";
}

/** The name that Python's error has. */
const pythonName = (name: string): string => (name === "RangeError" ? "ValueError" : name);

async function execute(kind: string, maxsize: number, plan: string): Promise<string> {
  const subject = subjectOf(kind, maxsize);
  const controllers = new Map<number, AbortController>();
  const seen: string[] = [];
  const ended: string[] = [];

  const begin = (step: number, operation: (options: Options) => Promise<unknown>): void => {
    const controller = new AbortController();
    const { signal } = controller;
    controllers.set(step, controller);
    operation({ signal }).then(
      (value) => ended.push(`${step} ${shown(value)}`),
      (error: Error) => ended.push(`${step} ${error === signal.reason ? "cancelled" : pythonName(error.name)}`),
    );
  };
  const answer = (call: () => unknown): string => {
    try {
      return shown(call());
    } catch (error) {
      return pythonName((error as Error).name);
    }
  };

  for (const [step, words] of plan.split(", ").entries()) {
    const [verb, argument = ""] = words.split(" ");
    const item: Item = { step, priority: argument };
    let answered = "";
    if (verb === "cancel") controllers.get(Number(argument))?.abort();
    else if (verb === "tick") await null;
    else if (verb === "run") await new Promise((resolve) => setImmediate(resolve));
    else if (subject instanceof asyncio.Event) {
      if (verb === "wait") begin(step, (options) => subject.wait(options));
      else answered = answer(() => (verb === "set" ? subject.set() : subject.clear()));
    } else if (verb === "put") begin(step, (options) => subject.put(item, options));
    else if (verb === "get") begin(step, (options) => subject.get(options));
    else if (verb === "join") begin(step, (options) => subject.join(options));
    else if (verb === "shutdown") subject.shutdown({ immediate: argument === "immediate" });
    else if (verb === "put_nowait") answered = answer(() => subject.putNowait(item));
    else if (verb === "get_nowait") answered = answer(() => subject.getNowait());
    else answered = answer(() => subject.taskDone());
    const size = subject instanceof asyncio.Event ? Number(subject.isSet()) : subject.qsize();
    seen.push(`${answered} ${size}`.trim());
  }
  await new Promise((resolve) => setImmediate(resolve));
  return `${seen.join(", ")}; ${ended.join(", ")}`;
}

test.each(schedules)("$kind of $maxsize: $plan", async ({ kind, maxsize, plan, seen }) => {
  expect(await execute(kind, maxsize, plan)).toBe(seen);
});
