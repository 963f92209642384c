/**
 * The faults of a Queue, one for each rule: the smallest relaxation of the model that lets the rule be broken. Sentences
 * stand in `src/properties/queue` under the same ids. What belongs to waiting in line is in `lineFaults.ts`.
 */
import { NONE, SPENT, TIMEOUT_VARIANT, type Fault, type Model, type ModelEvent } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { endingOf } from "./closing.js";
import { haunted } from "./ghosts.js";
import { broughtForward, givenBack, nextItems, taken } from "./itemOrder.js";
import { admitted, brought, pulledBy } from "./settling.js";
import {
  altered,
  alteredOperation,
  changed,
  effected,
  GHOSTS,
  inPhase,
  newOperation,
  outOfLine,
  without,
  withOperation,
  type Operation,
  type Phase,
  type QueueState,
} from "./state.js";

export type QueueFault = Fault<QueueState>;
export type Verb = "get" | "put";
export type Situation = QueueFault["situation"];
export type Relaxation = (state: QueueState, event: ModelEvent) => readonly QueueState[];

export const isCall = (event: ModelEvent, verb: Operation["verb"]): boolean =>
  event.kind === "call" && event.verb === verb;
export const isNow = (event: ModelEvent, verb: string, outcome: string): boolean =>
  event.kind === "now" && event.verb === verb && event.outcome === outcome;

/** An item comes in, or is offered by a put(). */
export const adds = (event: ModelEvent): boolean => isCall(event, "put") || isNow(event, "putNowait", "ok");

/** A put() whose item is inside or was taken, and that waits for what lets it return. */
export const isHeld = (operation: Operation | undefined): boolean =>
  operation?.verb === "put" && (operation.phase === "held" || operation.phase === "pulled");

/** A fault that acts at one kind of event, in states that satisfy `situation`. */
export function fault(rule: string, at: QueueFault["at"], situation: Situation, successors: Relaxation): QueueFault {
  return { rule, at, situation, relax: (state, event) => (situation(state, event) ? successors(state, event) : []) };
}

/** Waiting clients of `verb`, awake, ghosts left out. */
export function waiting(state: QueueState, verb: Verb): number[] {
  return inPhase(state, verb, "waiting").filter((client) => client < GHOSTS);
}

/** The operation that the event is about. */
export function own(state: QueueState, event: ModelEvent): Operation | undefined {
  return ("client" in event ? state.operations[event.client] : null) ?? undefined;
}

/** Waiting clients of `verb` other than the event's own. */
export function others(state: QueueState, event: ModelEvent, verb: Verb): number[] {
  const self = "client" in event && event.kind !== "now" ? event.client : -1;
  return waiting(state, verb).filter((client) => client !== self);
}

/** Each of the clients alone, and all of them together. */
export function oneOrAll(clients: readonly number[]): number[][] {
  const groups = clients.map((client) => [client]);
  if (clients.length > 1) groups.push([...clients]);
  return groups;
}

/** The state with these clients' operations in `phase`. Who is overlooked is still asked to end, if it was. */
export function moved(state: QueueState, clients: readonly number[], phase: Phase): QueueState {
  return clients.reduce(
    (next, client) =>
      phase === "asleep"
        ? changed(next, client, { phase })
        : changed(outOfLine(next, client), client, { phase, cancelled: false }),
    state,
  );
}

/** A get() that comes now would find something. */
export function isAvailable(capacity: number): (state: QueueState) => boolean {
  return (state) => state.items.length > 0 || (capacity === 0 && waiting(state, "put").length > 0);
}

/** The state in which every get() that was served returns, be it cancelled since. */
function withNothingTakenBack(state: QueueState): QueueState {
  const isSure = (o: QueueState["operations"][number]): boolean =>
    !(o?.verb === "get" && o.phase === "done" && o.cancelled);
  if (state.operations.every(isSure)) return state;
  return altered(state, {
    operations: state.operations.map((o) => (o && !isSure(o) ? alteredOperation(o, { cancelled: false }) : o)),
  });
}

/** The event goes as usual, and these operations are overlooked from then on. */
export function victims(model: Model<QueueState>, verb: Verb): Relaxation {
  return (state, event) =>
    oneOrAll(others(state, event, verb)).flatMap((group) => model.step(moved(state, group, "asleep"), event));
}

/** A cancellation costs another operation of the same verb its wakeup: one that waits, or the next one that comes. */
function stumbling(model: Model<QueueState>, rule: string, verb: Verb, overlooked: Relaxation): QueueFault {
  const isCancelled: Situation = (state, event) => event.kind === "cancel" && own(state, event)?.verb === verb;
  return {
    rule,
    at: ["cancel"],
    situation: (state, event) => isCancelled(state, event) && others(state, event, verb).length > 0,
    relax: (state, event) => {
      if (isCall(event, verb) && state.jinx === verb) return overlooked(altered(state, { jinx: "" }), event);
      if (!isCancelled(state, event)) return [];
      const overlooking = victims(model, verb)(state, event);
      // who was served already leaves nothing behind in the line
      if (own(state, event)?.phase === "done") return overlooking;
      return [...model.step(state, event).map((next): QueueState => altered(next, { jinx: verb })), ...overlooking];
    },
  };
}

/** The signal of the called operation was aborted before the call. */
export const isAborted =
  (verb: Verb): Situation =>
  (_, event) =>
    event.kind === "call" && event.verb === verb && event.aborted === true;

const either =
  (one: Situation, other: Situation): Situation =>
  (state, event) =>
    one(state, event) || other(state, event);

/** A get() is cancelled although something is there for it: woken, served, or about to be. */
function cancelledWhenServed(capacity: number): Situation {
  return (state, event) => {
    const operation = own(state, event);
    if (event.kind !== "cancel" || operation?.verb !== "get") return false;
    if (operation.phase === "waiting") return isAvailable(capacity)(state);
    return operation.phase === "woken" || operation.phase === "done";
  };
}

/** A put() is cancelled although there is room for it: woken, admitted, or about to be. */
function cancelledWhenAdmitted(capacity: number): Situation {
  return (state, event) => {
    const operation = own(state, event);
    if (event.kind !== "cancel" || operation?.verb !== "put") return false;
    if (operation.phase === "waiting") return state.items.length < capacity;
    return operation.phase === "woken" || operation.phase === "done";
  };
}

/**
 * A wakeup that a cancelled operation keeps to itself. Not in `contract`: it never knows for certain who was woken, and
 * sees such a breach as QUEUE-16 or QUEUE-21.
 */
export function passingOnFaults(model: Model<QueueState>, capacity: number): QueueFault[] {
  const served = cancelledWhenServed(capacity);
  const admitted = cancelledWhenAdmitted(capacity);
  /** As {@link victims}, where the cancelled operation certainly ends cancelled. */
  const endedWithVictims =
    (verb: Verb): Relaxation =>
    (state, event) =>
      victims(model, verb)(state, event).flatMap((next) =>
        own(next, event)?.phase === "done"
          ? model.internal(next).filter((ended) => own(ended, event)?.phase === "ended")
          : [next],
      );
  return [
    fault(
      "QUEUE-17",
      ["cancel"],
      (state, event) => served(state, event) && others(state, event, "get").length > 0,
      endedWithVictims("get"),
    ),
    fault(
      "QUEUE-22",
      ["cancel"],
      (state, event) => admitted(state, event) && others(state, event, "put").length > 0,
      endedWithVictims("put"),
    ),
  ];
}

/** The faults that every profile has, for a queue of this capacity. */
export function commonFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const { capacity, overflow, putSettles } = axes;
  const isRoom = (state: QueueState): boolean => state.items.length < capacity;
  const available = isAvailable(capacity);
  /** A put() that comes now would find room. */
  const admissible = (state: QueueState): boolean => isRoom(state) || waiting(state, "get").length > 0;
  const isOpen = (state: QueueState): boolean => state.closed === "";
  /** A full queue lets put() wait. */
  const waitsForRoom = overflow === "wait" && putSettles !== "backpressure";
  /** A put() that found room returns only when its item was taken. */
  const waitsForTaker = putSettles === "consumed" || putSettles === "pull";
  /** A full queue turns putNowait() away. */
  const turnsAway = overflow === "wait" || overflow === "reject";

  const overlooked = overlookedCall(model);

  /** The called put() takes effect as usual, but may never return. */
  const muted: Relaxation = (state, event) =>
    event.kind === "call" ? model.step(state, event).map((next) => changed(next, event.client, { mute: true })) : [];

  const cancels = (event: ModelEvent, state: QueueState, verb: Verb): boolean =>
    event.kind === "cancel" && own(state, event)?.verb === verb;
  /** The model does not allow this answer here. */
  const refuses = (state: QueueState, event: ModelEvent, outcome: "full" | "empty"): boolean =>
    event.kind === "now" && model.step(state, { ...event, outcome }).length === 0;
  const waits = (state: QueueState, event: ModelEvent): boolean =>
    ["waiting", "asleep"].includes(own(state, event)?.phase ?? "");

  /** The cancellation is ignored, or the operation is forgotten altogether. */
  const unheard: Relaxation = (state, event) =>
    event.kind === "cancel" ? [state, changed(outOfLine(state, event.client), event.client, { phase: "lost" })] : [];

  /** The operation ends cancelled, and something of it stays behind. */
  const leavesGhost: Relaxation = (state, event) => {
    if (event.kind !== "cancel") return [];
    const left = haunted(state, event.client);
    return left ? [changed(left, event.client, { phase: "ended", cancelled: false })] : [];
  };

  /** An operation whose signal was aborted before the call does what it would have done, or stays in line, and ends cancelled. */
  const actsAllTheSame: Relaxation = (state, event) => {
    if (event.kind !== "call") return [];
    const { client, verb } = event;
    return model.step(state, { ...event, aborted: false }).flatMap((next) => {
      const phase = next.operations[client]?.phase ?? "";
      const isServed = ["done", "held", "pulled"].includes(phase);
      const left = isServed ? next : haunted(next, client);
      const item = verb === "get" ? { item: NONE } : {};
      return left ? [changed(left, client, { phase: "ended", cancelled: false, ...item })] : [];
    });
  };

  const faults: QueueFault[] = [
    fault(
      "QUEUE-01",
      ["now", "settle"],
      (_, event) =>
        isNow(event, "getNowait", "item") ||
        isNow(event, "getNowait", "foreign") ||
        isNow(event, "getNowait", "empty") ||
        event.kind === "settle",
      (state, event) => invented(state, event, axes, (outcome) => outcome === "foreign"),
    ),
    fault(
      "QUEUE-02",
      ["now", "settle"],
      (_, event) => (event.kind === "settle" || event.kind === "now") && event.outcome === "item",
      (state, event) => [
        ...invented(state, event, axes, (outcome, item) => outcome === "item" && item === SPENT),
        ...copied(model, state, event, axes),
      ],
    ),
    fault(
      "QUEUE-03",
      ["call", "now"],
      (state, event) => adds(event) && isOpen(state),
      (state, event) => {
        if (event.kind !== "call" && event.kind !== "now") return [];
        const { item } = event;
        const doomed = model.step(state, event).map((next) => altered(next, { doomed: [item] }));
        // it is lost, not uncounted: whether join() knows of it is a matter of other rules
        const counted = axes.joins ? altered(state, { unfinished: state.unfinished + 1 }) : state;
        if (event.kind === "now") return [counted, ...doomed];
        const accepted = effected(withOperation(counted, event.client, newOperation("put", item)), event.client, item);
        return [accepted, ...doomed];
      },
    ),
    fault("QUEUE-04", ["now", "settle"], chooses, (state, event) => outOfOrder(model, state, event, axes)),
    {
      rule: "QUEUE-05",
      at: ["call"],
      situation: (state, event) => isCall(event, "put") && isOpen(state) && !admissible(state),
      relax: (state, event) => {
        if (event.kind === "call" && event.verb === "put" && isOpen(state) && !admissible(state)) {
          const called = withOperation(state, event.client, newOperation("put", event.item));
          return [admitted(called, event.client, axes)];
        }
        const operation = own(state, event);
        // a put() that returns only when its item was taken shows nothing by returning
        if (waitsForTaker || event.kind !== "settle" || event.outcome !== "ok" || operation?.verb !== "put") return [];
        if ((operation.phase !== "waiting" && operation.phase !== "woken") || isRoom(state)) return [];
        const over = withOperation(outOfLine(state, event.client), event.client, null);
        return [brought(over, operation.item, axes)];
      },
    },
    fault(
      "QUEUE-06",
      ["now"],
      (state, event) => event.kind === "now" && event.verb === "putNowait" && isOpen(state) && !admissible(state),
      (state, event) => (event.kind === "now" && event.outcome === "ok" ? [brought(state, event.item, axes)] : []),
    ),
    fault(
      "QUEUE-07",
      ["now"],
      (state, event) => isNow(event, "putNowait", "full") && isOpen(state),
      (state, event) =>
        event.kind === "now" ? model.step(state, event).map((next) => brought(next, event.item, axes)) : [],
    ),
    fault(
      "QUEUE-08",
      ["now"],
      (state, event) =>
        event.kind === "now" &&
        event.verb === "putNowait" &&
        isOpen(state) &&
        admissible(state) &&
        refuses(state, event, "full"),
      (state, event) => (isNow(event, "putNowait", "full") ? [state] : []),
    ),
    fault(
      "QUEUE-09",
      ["now"],
      (state, event) =>
        event.kind === "now" && event.verb === "getNowait" && available(state) && refuses(state, event, "empty"),
      (state, event) => (isNow(event, "getNowait", "empty") ? [state] : []),
    ),
    {
      rule: "QUEUE-10",

      at: ["call", "now"],
      situation: (state, event) =>
        (isCall(event, "get") && available(state)) || (adds(event) && waiting(state, "get").length > 0),
      relax: (state, event) => (isCall(event, "get") ? overlooked(state, event) : []),
    },
    fault("QUEUE-11", ["call"], (state, event) => isCall(event, "get") && available(state), overlooked),
    {
      rule: "QUEUE-12",
      at: ["call", "now"],
      situation: (state, event) =>
        (isCall(event, "put") && isOpen(state) && admissible(state)) ||
        ((isCall(event, "get") || isNow(event, "getNowait", "item")) && waiting(state, "put").length > 0),
      relax: (state, event) => (isCall(event, "put") ? [...overlooked(state, event), ...muted(state, event)] : []),
    },
    fault(
      "QUEUE-13",
      ["call"],
      (state, event) => isCall(event, "put") && isOpen(state) && admissible(state),
      (state, event) => [...overlooked(state, event), ...(waitsForTaker ? [] : muted(state, event))],
    ),
    fault("QUEUE-14", ["cancel"], (state, event) => cancels(event, state, "get") && waits(state, event), unheard),
    fault(
      "QUEUE-15",
      ["cancel"],
      (state, event) => cancels(event, state, "put") && (waits(state, event) || isHeld(own(state, event))),
      unheard,
    ),
    stumbling(model, "QUEUE-16", "get", overlooked),
    fault(
      "QUEUE-18",
      ["cancel"],
      (state, event) => cancels(event, state, "get") && waits(state, event) && !available(state),
      // an item that is there already is no later one, nor one that comes back: who takes that along breaks another rule
      (state, event) => (available(state) ? [] : leavesGhost(withNothingTakenBack(state), event)),
    ),
    fault("QUEUE-19", ["cancel", "call"], either(cancelledWhenServed(capacity), isAborted("get")), (state, event) => {
      if (event.kind !== "cancel") return actsAllTheSame(state, event);
      const ended = changed(outOfLine(state, event.client), event.client, {
        phase: "ended",
        cancelled: false,
        item: NONE,
      });
      if (own(state, event)?.phase === "done") return [ended];
      return nextItems(state, axes).map((item) => taken(ended, item));
    }),
    fault(
      "QUEUE-20",
      ["cancel", "call"],
      either(
        (state, event) =>
          cancels(event, state, "put") && (waits(state, event) || cancelledWhenAdmitted(capacity)(state, event)),
        isAborted("put"),
      ),
      (state, event) => {
        if (event.kind !== "cancel") return actsAllTheSame(state, event);
        const phase = own(state, event)?.phase;
        if (phase !== "done" && phase !== "held") return leavesGhost(state, event);
        return [changed(state, event.client, { phase: "ended", cancelled: false })];
      },
    ),
    stumbling(model, "QUEUE-21", "put", overlooked),
    fault(
      "QUEUE-23",
      ["cancel"],
      (state, event) => event.kind === "cancel" && othersThatWait(state, event).length > 0,
      (state, event) =>
        oneOrAll(othersThatWait(state, event)).flatMap((group) => model.step(moved(state, group, "ended"), event)),
    ),
    fault(
      "QUEUE-24",
      ["lateCancel"],
      (state, event) => event.kind === "lateCancel" && waiting(state, "get").length > 0,
      (state, event) => oneOrAll(others(state, event, "get")).map((group) => moved(state, group, "asleep")),
    ),
    fault(
      "QUEUE-25",
      ["now", "settle"],
      (_, event) => event.kind === "settle" || event.kind === "now",
      (state, event) => unasked(state, event, axes),
    ),
    fault(
      "QUEUE-26",
      ["observe"],
      (_, event) => event.kind === "observe" && event.observer === "size",
      (state) => [state],
    ),
    {
      rule: "QUEUE-36",
      at: ["settle"],
      situation: (_, event) => event.kind === "settle",
      // the second settlement may carry an item away
      relax: (state, event) =>
        event.kind === "again"
          ? [state, ...state.items.map((item) => altered(state, { items: without(state.items, item) }))]
          : [],
    },
  ];
  const isPromised: Readonly<Record<string, boolean>> = {
    "QUEUE-04": axes.order === "fifo",
    "QUEUE-05": waitsForRoom,
    "QUEUE-06": turnsAway,
    "QUEUE-07": turnsAway,
    "QUEUE-20": putSettles !== "backpressure" && putSettles !== "pull",
  };
  return faults.filter(({ rule }) => isPromised[rule] ?? true);

  function othersThatWait(state: QueueState, event: ModelEvent): number[] {
    const self = event.kind === "cancel" ? event.client : -1;
    const joiners = inPhase(state, "join", "waiting").filter((client) => client !== self);
    return [...others(state, event, "get"), ...others(state, event, "put"), ...joiners];
  }
}

/** The called operation waits, overlooked. */
export function overlookedCall(model: Model<QueueState>): Relaxation {
  return (state, event) => {
    // one whose signal is aborted already has nothing to wait for
    if (event.kind !== "call" || event.aborted === true) return [];
    // a get() that is overlooked has begun all the same
    const begun = event.verb === "get" ? pulledBy(state) : state;
    const called = withOperation(begun, event.client, overlookedOperation(state, event));
    return [altered(called, { line: inLine(model, event, called) })];
  };
}

/** Where the called operation stands in line: at the tail, in models that have one. */
function inLine(model: Model<QueueState>, event: ModelEvent, called: QueueState): readonly number[] {
  if (event.kind !== "call") return called.line;
  // a model with places puts an operation that cannot be served into its line
  const [alone] = model.step(model.initial, { ...event, verb: "get" });
  return alone?.line.includes(event.client) ? [...called.line, event.client] : called.line;
}

/** A called operation that waits and is overlooked: it knows of its time-out and of the close all the same. */
export function overlookedOperation(
  state: QueueState,
  event: Extract<ModelEvent, { readonly kind: "call" }>,
): Operation {
  return alteredOperation(newOperation(event.verb, event.verb === "put" ? event.item : NONE), {
    phase: "asleep",
    timed: event.variant === TIMEOUT_VARIANT,
    late: state.closed !== "",
  });
}

/** Something that is no item of the queue was delivered; what the getter had been given may be back or gone. */
function invented(
  state: QueueState,
  event: ModelEvent,
  axes: QueueAxes,
  accepts: (outcome: string, item: number) => boolean,
): readonly QueueState[] {
  if ((event.kind !== "settle" && event.kind !== "now") || !accepts(event.outcome, event.item)) return [];
  if (event.kind === "now") {
    if (event.verb !== "getNowait") return [];
    return [state, ...nextItems(state, axes).map((item) => taken(state, item))];
  }
  const operation = state.operations[event.client];
  if (operation?.verb !== "get") return [];
  const over = withOperation(outOfLine(state, event.client), event.client, null);
  if (operation.phase === "done") return [over, givenBack(over, operation.item, axes)];
  return [over, ...nextItems(over, axes).map((item) => taken(over, item))];
}

/** A delivered item is still inside. */
function copied(
  model: Model<QueueState>,
  state: QueueState,
  event: ModelEvent,
  axes: QueueAxes,
): readonly QueueState[] {
  if ((event.kind !== "settle" && event.kind !== "now") || event.outcome !== "item" || event.item < 0) return [];
  return model.step(state, event).map((next) => givenBack(next, event.item, axes));
}

/** A delivery with a choice: another item is inside, or has been given to a get() that has not returned. */
export const chooses: Situation = (state, event) => {
  if ((event.kind !== "settle" && event.kind !== "now") || event.outcome !== "item") return false;
  return state.items.length + inPhase(state, "get", "done").length > 1;
};

/** An item that is not the next was delivered. `isMeant` chooses by the item that left and the one that had to. */
export function outOfOrder(
  model: Model<QueueState>,
  state: QueueState,
  event: ModelEvent,
  axes: QueueAxes,
  isMeant: (leaves: number, stays: number) => boolean = () => true,
): readonly QueueState[] {
  if ((event.kind !== "settle" && event.kind !== "now") || event.outcome !== "item" || event.item < 0) return [];
  const operation = event.kind === "settle" ? state.operations[event.client] : null;
  if (operation?.verb === "get" && operation.phase === "done" && state.items.includes(event.item)) {
    if (!isMeant(event.item, operation.item)) return [];
    // what the getter had taken stays inside in place of what it returns with
    const over = withOperation(state, event.client, null);
    return [givenBack(taken(over, event.item), operation.item, axes)];
  }
  if (operation?.verb === "get" && operation.phase === "done" && mayBeAhead(event.item, operation.item, axes)) {
    const other = state.operations.findIndex((each) => each?.verb === "get" && each.item === event.item);
    // the other getter was given what this one had to
    if (other < 0 || state.operations[other]?.phase !== "done" || !isMeant(event.item, operation.item)) return [];
    return [changed(withOperation(state, event.client, null), other, { item: operation.item })];
  }
  const exchanged = state.items.includes(event.item)
    ? preferred(state, event.item, axes, isMeant)
    : handedBack(state, event, axes, isMeant).flatMap((next) =>
        // given back, it may still have to be preferred
        nextItems(next, axes).includes(event.item) ? [next] : preferred(next, event.item, axes, isMeant),
      );
  if (event.kind === "now") return exchanged.flatMap((next) => model.step(next, event));
  if (operation?.verb !== "get" || operation.phase !== "waiting") return [];
  return exchanged.map((next) => taken(withOperation(outOfLine(next, event.client), event.client, null), event.item));
}

/** Whether an item that leaves before another one, both of which were next, is out of order: by when they were put. */
function mayBeAhead(leaves: number, stays: number, { order }: QueueAxes): boolean {
  return order === "priority" ? leaves !== stays : order === "lifo" ? leaves < stays : leaves > stays;
}

/** The item stands where the next one does, whatever its priority; nothing where it is the next. */
function preferred(
  state: QueueState,
  item: number,
  axes: QueueAxes,
  isMeant: (leaves: number, stays: number) => boolean,
): readonly QueueState[] {
  const next = nextItems(state, axes);
  if (next.includes(item) || !next.some((stays) => isMeant(item, stays))) return [];
  const first = broughtForward(state, item, axes);
  if (axes.order !== "priority") return [first];
  const priorities = state.priorities.slice();
  priorities[item] = Math.min(...state.items.map((other) => state.priorities[other] ?? 0));
  return [altered(first, { priorities })];
}

/**
 * The item that another getter was given, and has not returned with, is exchanged for one inside: the next, or where
 * priorities rank them, any that had to stay.
 */
function handedBack(
  state: QueueState,
  event: { readonly item: number; readonly client: number },
  axes: QueueAxes,
  isMeant: (leaves: number, stays: number) => boolean,
): readonly QueueState[] {
  const holder = state.operations.findIndex((o) => o?.verb === "get" && o.phase === "done" && o.item === event.item);
  if (holder < 0 || holder === event.client) return [];
  const candidates = axes.order === "priority" ? state.items : nextItems(state, axes).slice(0, 1);
  return candidates
    .filter((leaves) => isMeant(leaves, event.item))
    .map((leaves) => givenBack(taken(changed(state, holder, { item: leaves }), leaves), event.item, axes));
}

/** An operation ended in a way that nobody asked for, with or without its effect. */
function unasked(state: QueueState, event: ModelEvent, axes: QueueAxes): readonly QueueState[] {
  if (event.kind === "now") {
    const usual = ["ok", "item", "full", "empty", "foreign"];
    if (usual.includes(event.outcome) || event.verb === "taskDone") return [];
    if (event.verb === "close") return state.closed === "" ? [state] : [];
    // closed is what a closed queue answers
    return event.outcome === "closed" && state.closed !== "" ? [] : [state];
  }
  if (event.kind !== "settle") return [];
  const operation = state.operations[event.client];
  if (!operation || event.outcome === "ok" || event.outcome === "item" || event.outcome === "foreign") return [];
  const isAsked = operation.cancelled || operation.phase === "ended";
  if (isAsked && operation.ends.includes(event.outcome)) return [];
  // a close asks to end, and how is a matter of its own rules
  const isCloses = event.outcome === "closed" || event.outcome === "error";
  if (isCloses && !operation.cancelled && endingOf(state, operation, axes)) return [];
  const over = withOperation(outOfLine(state, event.client), event.client, null);
  if (operation.phase !== "done") return [over];
  if (operation.verb === "get") return [over, altered(over, { items: [operation.item, ...over.items] })];
  return [over, altered(over, { items: without(over.items, operation.item) })];
}
