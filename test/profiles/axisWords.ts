/**
 * What each axis says, for docs/profiles.md. The type forces the list to be complete: a new axis of a profile, or a new
 * value of one, does not compile until it stands here.
 */
import type { Cancellation, EventProfile, QueueProfile } from "../../src/adapters/profiles.js";
import type { CloseSemantics } from "../../src/models/queue/axes.js";
import type { ItemClass } from "../../src/scheduler/plan.js";

/** One axis. */
export interface AxisWords<V extends string = string> {
  /** What the axis is about. */
  readonly says: string;
  /** The default. */
  readonly usual: string;
  /** What each value means. */
  readonly values: Readonly<Record<V, string>>;
  /** Where no plan shows a value: what it changes, and how it is checked. */
  readonly checked?: string;
}

/** The words of an axis of type `T`: exactly its values, or where it is no union of words any names for them. */
type WordsFor<T> = [Exclude<T, string | undefined>] extends [never]
  ? AxisWords<Extract<T, string>>
  : AxisWords<Extract<T, string>> & AxisWords;

type Common = "cancellation" | "wakesWithin";
type EventAxes = { readonly [A in Exclude<keyof EventProfile, Common> as `event.${A}`]-?: WordsFor<EventProfile[A]> };
type QueueAxes = {
  readonly [A in Exclude<keyof QueueProfile, Common | "close" | "items"> as `queue.${A}`]-?: WordsFor<QueueProfile[A]>;
};
type CloseAxes = { readonly [F in keyof CloseSemantics as `close.${F}`]: AxisWords<CloseSemantics[F]> };
interface OtherAxes {
  readonly "queue.whoWins": AxisWords;
  readonly "queue.items": AxisWords<ItemClass>;
  readonly cancellation: AxisWords<Cancellation>;
  readonly "cancellation ends": AxisWords;
  readonly wakesWithin: AxisWords;
}

const closed = "ends closed";
const error = "ends with an error";
const never = "never ends";
const any = "nothing is promised";

export const axes = {
  "event.name": {
    says: "The preset. It decides everything that no other axis says.",
    usual: "has to be said",
    values: {
      contract: "a wait() takes effect at any moment between its call and its return",
      fifo: "effects come at the call: a set() releases there and then",
      asyncio: "as `fifo`, and a cancellation that comes before the waiter resumes wins",
    },
  },
  "event.kind": {
    says: "What a set() does, and how long it lasts.",
    usual: "`manual-reset`",
    values: {
      "manual-reset": "stays set until it is cleared; releases everybody",
      "auto-reset": "releases one waiter, or is remembered for the next one",
      pulse: "releases who waits, and is not remembered",
    },
  },
  "event.releases": {
    says: "How many waiters one set() of a pulse releases.",
    usual: "`all`; an auto-reset event always releases one",
    values: { all: "everybody who waits", one: "one of them" },
  },
  "event.memory": {
    says: "How many set() calls that found nobody waiting an auto-reset event remembers.",
    usual: "1",
    values: { "1": "one: a flag", "2": "two", Infinity: "all of them: a count, as of a semaphore" },
  },
  "event.releaseOrder": {
    says: "Where one set() releases one waiter: which.",
    usual: "`any` under `contract`, else `fifo`",
    values: { fifo: "the one that waits longest", any: "any of them" },
  },
  "event.clearedInTurn": {
    says: "Manual-reset: what becomes of waiters at a set() that is cleared in the same turn.",
    usual: "`may` under `contract`, else `must`",
    values: {
      must: "they are released",
      may: "either",
      "must-not": "they look again when they resume, and wait on",
    },
  },
  "event.setResult": {
    says: "What set() answers.",
    usual: "`nothing`",
    values: { nothing: "nothing that is checked", changed: "true when it changed the event, else false" },
  },
  "event.waitResult": {
    says: "What a wait() that was released answers.",
    usual: "`nothing`",
    values: { nothing: "nothing that is checked", true: "true, as `asyncio.Event.wait` does", undefined: "undefined" },
  },
  "event.maxWaiters": {
    says: "Most wait() calls that may be outstanding at a time.",
    usual: "as many as there are clients",
    values: { "1": "one", "any number": "no limit" },
    checked:
      "Plans respect the limit: they give wait() to so many clients only, and a client has one call outstanding.",
  },
  "queue.name": {
    says: "The preset. It decides everything that no other axis says.",
    usual: "has to be said",
    values: {
      contract: "an operation takes effect at any moment between its call and its return",
      fifo: "effects come at the call, an item or slot goes to whoever waits longest, nobody overtakes",
      asyncio: "a wake is a hint: a newcomer may take the item first; a cancellation wins over a wake",
    },
  },
  "queue.whoWins": {
    says: "Who wins where a waiter was chosen and is cancelled before it resumes. It comes with the preset.",
    usual: "`either` under `contract` and `fifo`, `cancellation` under `asyncio`",
    values: {
      either: "it returns, or it ends cancelled and the item or slot goes on",
      cancellation: "it ends cancelled, and the item or slot stays",
    },
  },
  "queue.capacities": {
    says: "The capacities that `create` is asked for.",
    usual: "`[Infinity, 1, 2, 3, 4]`",
    values: {
      none: "the queue knows no capacity",
      "1": "`[1]`: one item fits",
      "2": "`[2]`: two items fit",
      Infinity: "`[Infinity]`: unbounded",
    },
  },
  "queue.zero": {
    says: "What capacity 0 means. It is tried where `capacities` has it.",
    usual: "`refused`",
    values: {
      unbounded: "no bound, as in CPython",
      rendezvous: "a put() waits until a get() takes its item",
      refused: "`create` throws",
    },
    checked:
      "`refused` takes part in no plan: capacity 0 is left out of the configurations. The smoke check calls `create` with " +
      "0, and where it does not throw the report has a hint.",
  },
  "queue.order": {
    says: "Which item leaves next.",
    usual: "`fifo`",
    values: {
      fifo: "the oldest",
      lifo: "the newest",
      priority: "one of the most urgent priority, the smallest number",
    },
  },
  "queue.equalPriority": {
    says: "Which of the items of equal priority leaves first.",
    usual: "`any`",
    values: { any: "any of them", fifo: "the oldest" },
  },
  "queue.overflow": {
    says: "What happens to an item that comes to a full queue.",
    usual: "`wait`",
    values: {
      wait: "put() waits for room, putNowait() answers full",
      "drop-new": "it is lost, and the put succeeds",
      "drop-old": "it displaces the oldest",
      reject: "put() ends full",
    },
  },
  "queue.putSettles": {
    says: "When put() settles, and how it waits.",
    usual: "`accepted`",
    values: {
      accepted: "once the item is inside",
      consumed: "once the item was taken out again",
      backpressure: "the item is inside at the call; put() settles once no more than the capacity are inside",
      pull: "once the item was taken and then another get() has begun",
      immediate: "at once, whatever the capacity says",
    },
  },
  "queue.closing": {
    says: "Whether close() answers at once or has to be awaited.",
    usual: "`immediate`",
    values: { immediate: "at once", blocking: "it returns once everything was taken" },
  },
  "queue.items": {
    says: "Classes of items that the queue can hold besides plain objects.",
    usual: "what the smoke check finds of undefined, null, 0, the empty string, NaN and false",
    values: {
      object: "plain objects only",
      undefined: "undefined",
      null: "null",
      zero: "0",
      "empty-string": "the empty string",
      nan: "NaN",
      false: "false",
      error: "an Error",
      function: "a function",
      "rejected-promise": "a promise that rejects",
    },
    checked: "Plans bring items of the declared classes only; a queue that cannot hold one of them is refused.",
  },
  "queue.maxGetters": {
    says: "Most get() calls that may be outstanding at a time.",
    usual: "as many as there are clients",
    values: { "1": "one", "any number": "no limit" },
    checked: "Plans respect the limit: they give get() to so many clients only, and a client has one call outstanding.",
  },
  "queue.maxPutters": {
    says: "Most put() calls that may be outstanding at a time.",
    usual: "as many as there are clients",
    values: { "1": "one", "any number": "no limit" },
    checked: "Plans respect the limit: they give put() to so many clients only, and a client has one call outstanding.",
  },
  "queue.constantCost": {
    says: "Whether bulk costs must not grow with the number of waiters or items.",
    usual: "false: costs are reported, never failed",
    values: { true: "QUEUE-79 applies", false: "QUEUE-79 does not apply" },
    checked:
      "No plan is about time. Crowds of 500 and of 4,000 operations are timed, and the cost of one operation must not grow " +
      "threefold.",
  },
  cancellation: {
    says: "How an outstanding operation of a verb is cancelled; said of each verb by itself.",
    usual: "found out: a verb that reads `signal`, or returns an operation with `cancel()`, can be cancelled",
    values: {
      signal: "by the AbortSignal in its context",
      method: "by the `cancel()` of the operation that it returns",
      none: "not at all",
    },
    checked: "With `none` no plan cancels the verb. Of the other two the kit uses the one that the verb offers.",
  },
  "cancellation ends": {
    says: "How a cancelled operation ends. No field of the profile: the adapter says it.",
    usual: "`rejected`, with the reason of the signal or an error named AbortError",
    values: {
      rejected: "it rejects with what `outcomes.thrown.cancelled` names",
      resolved: "it resolves, and `outcomes` maps the answer to CANCELLED",
      silent: "the operation says `silent: true` and never settles",
    },
  },
  wakesWithin: {
    says: "The longest timer, in milliseconds of the virtual clock, that a wake may need.",
    usual: "1",
    values: { "1": "1 ms", "5": "5 ms" },
    checked: "Timers of at most so many milliseconds run before everything counts as quiet.",
  },
  "close.items": {
    says: "What becomes of the items inside.",
    usual: "`drained`",
    values: { drained: "they are still delivered", discarded: "they are gone" },
  },
  "close.getters": {
    says: "What a get() that waits ends with.",
    usual: "`closed`",
    values: { closed, error, never, any },
  },
  "close.putters": {
    says: "What becomes of a put() that waits.",
    usual: "`closed`",
    values: { kept: "it goes on waiting for room", closed, error, ok: "returns, with its item lost", never, any },
  },
  "close.put": {
    says: "What a put() after the close ends with.",
    usual: "`closed`",
    values: { closed, error, ok: "returns, and is ignored", never, any },
  },
  "close.putNowait": {
    says: "What putNowait() answers after the close.",
    usual: "`closed`",
    values: { closed: "closed", error: "throws an error", full: "full", ok: "returns, and is ignored", any },
  },
  "close.get": {
    says: "What a get() after the close ends with, once nothing is left.",
    usual: "`closed`",
    values: { closed, error, never, any },
  },
  "close.getNowait": {
    says: "What getNowait() answers after the close, once nothing is left.",
    usual: "`closed`",
    values: { closed: "closed", empty: "empty", error: "throws an error", any },
  },
  "close.again": {
    says: "What a second close answers.",
    usual: "`ok`",
    values: { ok: "returns", closed: "throws that it is closed", error: "throws another error", any },
  },
} satisfies EventAxes & QueueAxes & CloseAxes & OtherAxes;

/** The name of an axis. */
export type AxisName = keyof typeof axes;
