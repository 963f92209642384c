/**
 * Correct queues and events of different build: the kit must pass each under the profiles that it satisfies, and find
 * that it does not satisfy the stricter ones that it fails.
 */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { EventProfile, ProfileName, QueueProfile } from "../../src/adapters/profiles.js";
import { adaptAxisQueue, type AxisAbilities, type AxisChoices } from "./adaptAxisQueue.js";
import { adaptEvent, adaptQueue, type EventAbilities, type EventLike, type QueueLike } from "./adaptSubject.js";
import { adaptAlternatingQueue } from "./alternatingQueue.js";
import { ArrayEvent } from "./arrayEvent.js";
import { ArrayQueue } from "./arrayQueue.js";
import type { AxisOptions, AxisQueue } from "./axisQueue.js";
import { AttemptFlagsQueue, FinishingDropQueue, LastCloseQueue, ReleasingCloseQueue } from "./axisVariants.js";
import { AsyncioEvent } from "./asyncioEvent.js";
import { DirectQueue } from "./directQueue.js";
import { HintSignalEvent } from "./hintSignalEvent.js";
import { ImmediateAsyncioEvent, ImmediateEvent } from "./immediateEvent.js";
import { ImmediateDirectQueue, ImmediateHintQueue } from "./immediateQueue.js";
import { layeredAxisQueue } from "./layeredAxisQueue.js";
import { TickHintQueue, TimerDirectQueue } from "./lateWakeQueue.js";
import { LayeredEvent } from "./layeredEvent.js";
import { LayeredQueue } from "./layeredQueue.js";
import { LinkedEvent } from "./linkedEvent.js";
import { LinkedQueue } from "./linkedQueue.js";
import { adaptOperationEvent } from "./operationEvent.js";
import { adaptOperationQueue } from "./operationQueue.js";
import { adaptMarkedQueue } from "./markedQueue.js";
import { MailboxQueue } from "./mailboxQueue.js";
import { LookingAgainEvent } from "./lookingAgainEvent.js";
import { PairingQueue } from "./pairingQueue.js";
import { LeavingLateQueue, RacingQueue } from "./racingQueue.js";
import { RecallQueue } from "./recallQueue.js";
import { RecheckEvent } from "./recheckEvent.js";
import { SemaphoreQueue } from "./semaphoreQueue.js";
import { SignalEvent } from "./signalEvent.js";
import { adaptTakingBackQueue } from "./takingBackQueue.js";
import { SharedPromiseEvent } from "./sharedPromiseEvent.js";

/** A correct implementation, and what it claims. */
export interface CorrectSubject {
  readonly name: string;
  readonly primitive: "event" | "queue";
  /** Under the first profile that it satisfies. */
  readonly adapter: AnyAdapter;
  /** Under any profile. */
  readonly withProfile: (profile: ProfileName) => AnyAdapter;
  readonly satisfies: readonly ProfileName[];
  /** Profiles whose choices this build makes differently: the kit must find that out. */
  readonly fails: readonly ProfileName[];
}

interface Claims {
  readonly satisfies: readonly [ProfileName, ...ProfileName[]];
  readonly fails: readonly ProfileName[];
}

const all: Claims = { satisfies: ["contract", "fifo", "asyncio"], fails: [] };
const hint: Claims = { satisfies: ["contract", "asyncio"], fails: ["fifo"] };
const direct: Claims = { satisfies: ["contract", "fifo"], fails: ["asyncio"] };
/** Profile asyncio has no rendezvous: claiming it is an adapter error, not a failure. */
const meeting: Claims = { satisfies: ["contract", "fifo"], fails: [] };
const unmet: Claims = { satisfies: ["contract"], fails: ["fifo"] };
/** A pulse that comes before the waiter has registered is missed, and `fifo` has it registered at the call. */
const pulseLate: Claims = { satisfies: ["contract"], fails: ["fifo"] };
const auto = { kind: "auto-reset" } as const;
const pulseOne = { kind: "pulse", releases: "one" } as const;
const inLine = { releaseOrder: "fifo" } as const;
const able: EventAbilities = { timed: true, counts: true };
const late: Claims = { satisfies: ["contract"], fails: ["fifo", "asyncio"] };

function subject(
  name: string,
  primitive: "event" | "queue",
  { satisfies, fails }: Claims,
  withProfile: (profile: ProfileName) => AnyAdapter,
): CorrectSubject {
  return { name, primitive, adapter: withProfile(satisfies[0]), withProfile, satisfies, fails };
}

function queue(
  name: string,
  claims: Claims,
  create: (maxsize: number) => QueueLike,
  choices?: Omit<QueueProfile, "name">,
): CorrectSubject {
  return subject(name, "queue", claims, (profile) => adaptQueue(name, create, profile, choices));
}

function event(
  name: string,
  claims: Claims,
  create: () => EventLike,
  choices?: Omit<EventProfile, "name">,
  abilities?: EventAbilities,
): CorrectSubject {
  return subject(name, "event", claims, (profile) => adaptEvent(name, create, profile, choices, abilities));
}

function axisQueue(name: string, choices: AxisChoices, abilities?: AxisAbilities): CorrectSubject {
  return subject(name, "queue", meeting, (profile) => adaptAxisQueue(name, profile, choices, abilities));
}

const meet = { profile: { capacities: [0], zero: "rendezvous" } } as const;
const bounded = { profile: { capacities: [1, 2] } } as const;
const all4 = { joins: true, timed: true, observed: true } as const;
const shut = { putNowait: "error", getNowait: "empty", again: "error" } as const;

/** One queue for every value of every axis, and some of them together. */
const axisSubjects: readonly CorrectSubject[] = [
  axisQueue("axis-plain", {}, all4),
  axisQueue("axis-lifo", { order: "lifo" }, all4),
  axisQueue("axis-priority", { order: "priority" }, { joins: true }),
  axisQueue("axis-stable-priority", { order: "priority" }, { profile: { equalPriority: "fifo" } }),
  axisQueue("axis-drop-new", { overflow: "drop-new" }, { ...all4, ...bounded }),
  axisQueue("axis-drop-old", { overflow: "drop-old" }, { timed: true, observed: true, ...bounded }),
  axisQueue("axis-reject", { overflow: "reject" }, { ...all4, ...bounded }),
  axisQueue("axis-consumed", { putSettles: "consumed" }, all4),
  axisQueue("axis-consumed-rendezvous", { putSettles: "consumed" }, { ...all4, ...meet }),
  axisQueue("axis-backpressure", { putSettles: "backpressure" }, { joins: true, timed: true }),
  axisQueue("axis-pull", { putSettles: "pull" }, { joins: true, timed: true }),
  axisQueue("axis-immediate", { putSettles: "immediate" }, { ...all4, profile: { capacities: "none" } }),
  axisQueue("axis-rendezvous", {}, { joins: true, timed: true, ...meet }),
  axisQueue("axis-close", {}, { ...all4, close: { close: {} } }),
  axisQueue("axis-close-discarding", {}, { ...all4, close: { close: { items: "discarded" } } }),
  axisQueue("axis-close-kept", {}, { timed: true, observed: true, close: { close: { putters: "kept" } } }),
  axisQueue(
    "axis-close-errors",
    {},
    { close: { close: { ...shut, getters: "error", putters: "error", put: "error" } } },
  ),
  axisQueue(
    "axis-close-never",
    {},
    { close: { close: { getters: "never", putters: "never", put: "never", get: "never" } } },
  ),
  axisQueue("axis-close-ok", {}, { close: { close: { putters: "ok", put: "ok", putNowait: "ok" } } }),
  axisQueue("axis-close-full", {}, { close: { close: { putNowait: "full", getNowait: "empty", again: "closed" } } }),
  axisQueue("axis-close-two-ways", {}, { ...all4, close: { close: {}, stop: { items: "discarded", get: "error" } } }),
  axisQueue("axis-blocking-close", { blockingClose: true }, { timed: true, close: { close: {} } }),
  axisQueue("axis-blocking-close-kept", { blockingClose: true }, { close: { close: { putters: "kept" } } }),
  axisQueue("axis-close-rendezvous", {}, { close: { close: {} }, ...meet }),
  axisQueue("axis-close-consumed", { putSettles: "consumed" }, { close: { close: {}, stop: { items: "discarded" } } }),
  axisQueue(
    "axis-close-consumed-two-ways",
    { putSettles: "consumed" },
    { close: { close: {}, stop: { items: "discarded", putters: "error" } } },
  ),
  axisQueue(
    "axis-close-backpressure",
    { putSettles: "backpressure" },
    { close: { close: {}, stop: { items: "discarded" } } },
  ),
  axisQueue("axis-close-pull", { putSettles: "pull" }, { close: { close: {} } }),
  axisQueue("axis-lifo-close", { order: "lifo" }, { ...all4, close: { close: {} } }),
  axisQueue("axis-priority-close", { order: "priority" }, { close: { close: { items: "discarded" } } }),
];

function marked(name: string, mark: unknown, mapsInVerb = false): CorrectSubject {
  return subject(name, "queue", meeting, (profile) => adaptMarkedQueue(name, mark, mapsInVerb, profile));
}

/** Queues that tell "nothing there" by a value that could be an item. */
const markedSubjects: readonly CorrectSubject[] = [
  marked("marked-queue-undefined", undefined),
  marked("marked-queue-null", null),
  marked("marked-queue-false", false),
  marked("marked-queue-false-in-verb", false, true),
];

/** A queue of another build than {@link AxisQueue}, with its options. */
function builtQueue(
  name: string,
  claims: Claims,
  create: (options: AxisOptions) => AxisQueue,
  choices: AxisChoices,
  abilities?: AxisAbilities,
): CorrectSubject {
  return subject(name, "queue", claims, (profile) => adaptAxisQueue(name, profile, choices, abilities, create));
}

function takingBack(name: string, choices: Parameters<typeof adaptTakingBackQueue>[2]): CorrectSubject {
  return subject(name, "queue", direct, (profile) => adaptTakingBackQueue(name, profile, choices));
}

/** A cancellation wins over an item that was handed over, for turns. */
const takingBackSubjects: readonly CorrectSubject[] = [
  takingBack("taking-back-queue", { capacities: [Infinity, 1] }),
  subject("taking-back-drop-old", "queue", meeting, (profile) =>
    adaptTakingBackQueue("taking-back-drop-old", profile, { capacities: [1, 2], overflow: "drop-old" }),
  ),
  subject("taking-back-consumed", "queue", meeting, (profile) =>
    adaptTakingBackQueue("taking-back-consumed", profile, { capacities: [Infinity], putSettles: "consumed" }),
  ),
  takingBack("taking-back-discarding", {
    capacities: [Infinity],
    withJoin: true,
    close: { close: { items: "discarded" } },
  }),
];

/** Choices that profiles leave open. */
const variantSubjects: readonly CorrectSubject[] = [
  builtQueue(
    "attempt-flags-rendezvous",
    meeting,
    (options) => new AttemptFlagsQueue(options),
    {},
    { observed: true, close: { close: { putters: "kept" } }, ...meet },
  ),
  builtQueue(
    "finishing-drop-queue",
    meeting,
    (options) => new FinishingDropQueue(options),
    { overflow: "drop-old" },
    { joins: true, ...bounded },
  ),
  builtQueue(
    "last-close-queue",
    meeting,
    (options) => new LastCloseQueue(options),
    {},
    { observed: true, close: { close: {}, stop: { items: "discarded", get: "error" }, lock: { again: "error" } } },
  ),
  builtQueue(
    "releasing-close-queue",
    meeting,
    (options) => new ReleasingCloseQueue(options),
    { putSettles: "pull" },
    { close: { close: {} } },
  ),
  builtQueue("racing-queue", meeting, (options) => new RacingQueue(options), {}, { timed: true, observed: true }),
  builtQueue("leaving-late-queue", meeting, (options) => new LeavingLateQueue(options), {}, { timed: true }),
  axisQueue("axis-drop-old-join", { overflow: "drop-old" }, { joins: true, ...bounded }),
];

/** Effects and timers that come turns after the call. */
const layeredSubjects: readonly CorrectSubject[] = [
  builtQueue("layered-axis-timed", unmet, layeredAxisQueue, {}, all4),
  builtQueue("mailbox-queue-timed", unmet, (options) => new MailboxQueue(options), {}, { timed: true }),
  builtQueue("layered-axis-pull", unmet, layeredAxisQueue, { putSettles: "pull" }, {}),
  builtQueue(
    "layered-axis-blocking-close",
    unmet,
    layeredAxisQueue,
    { blockingClose: true },
    { close: { close: {}, stop: { items: "discarded" } } },
  ),
];

/** Every correct subject. */
export const correctSubjects: readonly CorrectSubject[] = [
  event("array-event", direct, () => new ArrayEvent()),
  event("shared-promise-event", all, () => new SharedPromiseEvent()),
  event("linked-event", direct, () => new LinkedEvent()),
  event("asyncio-event", all, () => new AsyncioEvent()),
  event("recheck-event", late, () => new RecheckEvent()),
  event("layered-event", late, () => new LayeredEvent(new ArrayEvent(), 2, 1)),
  event("late-settling-event", direct, () => new LayeredEvent(new ArrayEvent(), 0, 3)),
  event("late-settling-asyncio-event", all, () => new LayeredEvent(new AsyncioEvent(), 0, 2)),
  event("immediate-event", direct, () => new ImmediateEvent()),
  event("immediate-asyncio-event", all, () => new ImmediateAsyncioEvent()),
  subject("operation-event", "event", direct, (profile) => adaptOperationEvent("operation-event", profile)),
  event("auto-reset-event", meeting, () => new SignalEvent({ memory: 1 }), { ...auto, setResult: "changed" }, able),
  event("counting-event", meeting, () => new SignalEvent({ memory: Infinity }), { ...auto, memory: Infinity }, able),
  event("counting-event-in-line", meeting, () => new SignalEvent({ memory: 3 }), { ...auto, memory: 3, ...inLine }),
  event("pulse-event", meeting, () => new SignalEvent({ memory: 0, all: true }), { kind: "pulse" }, able),
  event("pulse-one-event", meeting, () => new SignalEvent({ memory: 0 }), { ...pulseOne, setResult: "changed" }, able),
  event("pulse-one-event-in-line", meeting, () => new SignalEvent({ memory: 0 }), { ...pulseOne, ...inLine }),
  event("hint-auto-reset-event", unmet, () => new HintSignalEvent(), auto, { counts: true }),
  event("layered-auto-reset-event", unmet, () => new LayeredEvent(new SignalEvent({ memory: 1 }), 2, 1), auto),
  event(
    "layered-timed-auto-reset-event",
    unmet,
    () => new LayeredEvent(new SignalEvent({ memory: 1 }), 2, 1),
    auto,
    // its time-outs are armed turns after the call
    { timed: true },
  ),
  event("late-auto-reset-event", meeting, () => new LayeredEvent(new SignalEvent({ memory: 1 }), 0, 2), auto),
  event("layered-pulse-event", pulseLate, () => new LayeredEvent(new SignalEvent({ memory: 0, all: true }), 2, 1), {
    kind: "pulse",
  }),
  event("looking-again-event", meeting, () => new LookingAgainEvent(), { clearedInTurn: "must-not" }, { counts: true }),
  event("cleared-array-event", meeting, () => new ArrayEvent(), { clearedInTurn: "must" }),
  event("may-array-event", meeting, () => new ArrayEvent(), { clearedInTurn: "may" }),
  event("may-looking-again-event", meeting, () => new LookingAgainEvent(), { clearedInTurn: "may" }),
  queue("array-queue", hint, (maxsize) => new ArrayQueue(maxsize)),
  queue("direct-queue", direct, (maxsize) => new DirectQueue(maxsize)),
  queue("linked-queue", direct, (maxsize) => new LinkedQueue(maxsize)),
  queue("recall-queue", direct, (maxsize) => new RecallQueue(maxsize)),
  queue("layered-direct-queue", late, (maxsize) => new LayeredQueue(new DirectQueue(maxsize), 2, 1)),
  queue("layered-hint-queue", late, (maxsize) => new LayeredQueue(new ArrayQueue(maxsize), 1, 2)),
  queue("late-settling-queue", direct, (maxsize) => new LayeredQueue(new DirectQueue(maxsize), 0, 3)),
  queue("late-settling-hint-queue", hint, (maxsize) => new LayeredQueue(new ArrayQueue(maxsize), 0, 2)),
  queue("immediate-hint-queue", hint, (maxsize) => new ImmediateHintQueue(maxsize)),
  queue("immediate-direct-queue", direct, (maxsize) => new ImmediateDirectQueue(maxsize)),
  queue("tick-hint-queue", hint, (maxsize) => new TickHintQueue(maxsize)),
  queue("timer-direct-queue", direct, (maxsize) => new TimerDirectQueue(maxsize)),
  queue("rendezvous-queue", meeting, (maxsize) => new DirectQueue(maxsize), { capacities: [0], zero: "rendezvous" }),
  queue("semaphore-queue", late, (maxsize) => new SemaphoreQueue(maxsize)),
  subject("alternating-queue", "queue", unmet, (profile) => adaptAlternatingQueue("alternating-queue", profile)),
  queue("pairing-queue", unmet, () => new PairingQueue(), { capacities: [0], zero: "rendezvous" }),
  ...markedSubjects,
  ...axisSubjects,
  ...takingBackSubjects,
  ...variantSubjects,
  ...layeredSubjects,
  subject("operation-queue", "queue", direct, (profile) => adaptOperationQueue("operation-queue", false, profile)),
  subject("silent-operation-queue", "queue", direct, (profile) =>
    adaptOperationQueue("silent-operation-queue", true, profile),
  ),
];
