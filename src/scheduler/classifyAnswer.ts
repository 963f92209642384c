import { describeValue } from "./describeValue.js";
import type { Outcome, Verb } from "./subject.js";

/** Where runs keep their items, and the steps that put them. Runs take turns, so one of each is enough for all of them. */
const steps: number[] = [];
const items: unknown[] = [];

/** Items of the steps that have been issued, to be recognised when they come back. */
export class PutItems {
  private count = 0;
  private isClosed = false;
  private rejections: { readonly step: number; readonly reason: unknown }[] | undefined;

  /** Remembers the item of a put step. */
  add(step: number, item: unknown): void {
    if (this.isClosed) return;
    steps[this.count] = step;
    items[this.count] = item;
    this.count++;
  }

  /** Nothing is remembered any more. */
  close(): void {
    this.isClosed = true;
    this.count = 0;
  }

  /** Remembers what the item of a put step is rejected with: a promise that is fulfilled with it rejects instead. */
  addRejection(step: number, reason: unknown): void {
    (this.rejections ??= []).push({ step, reason });
  }

  /** The step whose item is a promise rejected with exactly this, or -1. */
  stepOfRejection(thrown: unknown): number {
    return this.rejections?.find(({ reason }) => reason === thrown)?.step ?? -1;
  }

  /** The step that put exactly this value, or -1. */
  stepOf(value: unknown): number {
    const { count } = this;
    // only of numbers does === say something else: NaN is itself, and 0 is not -0
    if (typeof value === "number") {
      for (let index = 0; index < count; index++) if (Object.is(items[index], value)) return steps[index] ?? -1;
    } else {
      for (let index = 0; index < count; index++) if (items[index] === value) return steps[index] ?? -1;
    }
    return -1;
  }
}

/** A shared object, as one is needed for each delivered item. Read it before the next answer is classified. */
interface Delivered {
  readonly is: "item";
  item: number;
}
const delivered: Delivered = { is: "item", item: -1 };

/**
 * Says what an answer means. A value identical to a put item is that item before any mapping; a value that the verb
 * maps to another value is looked up once more, and is `foreign` where nobody put it.
 */
export function classifyAnswer(
  verb: Verb,
  isThrown: boolean,
  answer: unknown,
  reason: unknown,
  put: PutItems,
): Outcome {
  if (verb.deliversItem ?? !verb.takesItem) {
    delivered.item = isThrown ? put.stepOfRejection(answer) : put.stepOf(answer);
    if (delivered.item >= 0) return delivered;
  }
  const mapped = verb.outcome(isThrown ? { thrown: answer } : { value: answer }, reason);
  if (mapped.is !== "value") return mapped;
  delivered.item = put.stepOf(mapped.value);
  if (delivered.item >= 0) return delivered;
  return { is: "foreign", detail: describeValue(mapped.value) };
}
