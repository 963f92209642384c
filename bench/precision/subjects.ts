/** Correct subjects of different build, with what makes each of them unlike the others. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { asyncioAdapters } from "../../src/adapters/asyncio/adapters.js";
import { packageAdapters } from "../../src/adapters/packages/index.js";
import { correctSubjects } from "../../test/subjects/index.js";

/** Why a subject is among them, by its name: the strictest profile that it satisfies is taken. */
const IN_TREE: Readonly<Record<string, string>> = {
  "array-queue": "wake and retry",
  "direct-queue": "direct hand-over",
  "recall-queue": "a hand-over that a cancel calls back",
  "semaphore-queue": "two semaphores around an array",
  "layered-hint-queue": "turns before and after each operation",
  "operation-queue": "operations that are objects, no signals",
  "taking-back-consumed": "put() waits until its item is taken, which a cancel can undo",
  "racing-queue": "a time-out from outside that races the get()",
  "tick-hint-queue": "wakes by nextTick",
  "immediate-direct-queue": "wakes by setImmediate",
  "shared-promise-event": "one promise for all who wait",
  "hint-auto-reset-event": "auto-reset, woken waiters look again",
};

/** Packages and the platform: what is believed right. */
const PUBLISHED: readonly string[] = ["p-fifo", "@esfx/async-manualresetevent"];

/** A subject that must not be accused. */
export interface PrecisionSubject {
  readonly name: string;
  readonly about: string;
  readonly adapter: AnyAdapter;
}

function inTree(): readonly PrecisionSubject[] {
  return Object.entries(IN_TREE).map(([name, about]) => {
    const subject = correctSubjects.find((each) => each.name === name);
    const strictest = subject?.satisfies[subject.satisfies.length - 1];
    if (!subject || !strictest) throw new Error(`There is no correct subject ${name}`);
    return { name, about, adapter: subject.withProfile(strictest) };
  });
}

function published(): readonly PrecisionSubject[] {
  return PUBLISHED.map((name) => {
    const found = packageAdapters.find(({ adapter }) => adapter.name.startsWith(name));
    if (!found) throw new Error(`There is no adapter for ${name}`);
    return { name: found.adapter.name, about: "a published package", adapter: found.adapter };
  });
}

/** All of them. */
export const precisionSubjects: readonly PrecisionSubject[] = [
  ...inTree(),
  ...[asyncioAdapters.Event, asyncioAdapters.PriorityQueue].map((adapter) => ({
    name: adapter.name,
    about: "the asyncio that ships with the kit",
    adapter,
  })),
  ...published(),
];
