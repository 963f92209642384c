/** What all models of a Queue do alike: how operations return, what a close does, and what is seen of a state. */
import { NONE, TIMEOUT_VARIANT, type Model, type ModelEvent, type ModelOutcome } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { closedBy, drainedClosers, endingOf, exhaustions, holdersEnded, refusals, repetitions } from "./closing.js";
import { encodeQueue } from "./codes.js";
import { movedGhosts } from "./ghosts.js";
import { servedFirst } from "./overlooked.js";
import { pulledBy, returning } from "./settling.js";
import {
  altered,
  alteredOperation,
  changed,
  emptyQueue,
  ended,
  GHOSTS,
  inPhase,
  knownItems,
  newOperation,
  renamedClients,
  renamedItems,
  withOperation,
  type Operation,
  type QueueState,
} from "./state.js";

/** What makes one queue model differ from another. */
export interface QueueSemantics {
  /** A get() or put() is called on a queue that may be closed; it is already registered as `waiting`. */
  call(state: QueueState, client: number): readonly QueueState[];
  /** Whether an operation of this verb may begin later than at its call. */
  beginsLater(verb: "get" | "close"): boolean;
  /** Whether there is room for one more item, or somebody to take it. */
  mayStore(state: QueueState): boolean;
  /** Whether an item may find the queue full now. */
  mayRefuse(state: QueueState): boolean;
  /** putNowait() stores the item: every way in which that may go. */
  store(state: QueueState, item: number): readonly QueueState[];
  /** getNowait() takes `item`: every way in which that may go. */
  take(state: QueueState, item: number): readonly QueueState[];
  /** Whether getNowait() may find nothing now. */
  mayBeEmpty(state: QueueState): boolean;
  /** The outstanding operation of `client` is asked to end. */
  cancel(state: QueueState, client: number): readonly QueueState[];
  /** A join() begins while nothing is unfinished. */
  joined(state: QueueState, client: number): QueueState;
  /** Whether an item that comes may go straight to who waits. */
  readonly handsOver: boolean;
  /** A second close of another kind, which throws items away: whether it may be without effect. */
  readonly mayIgnoreSecondClose: boolean;
  /** A close took effect on the items: what becomes of those who wait. */
  close(state: QueueState): readonly QueueState[];
  /** Nothing is unfinished any more: what becomes of those who wait in join(). */
  finished(state: QueueState): QueueState;
  /** Unseen steps, in a list that is the caller's own. */
  internal(state: QueueState): QueueState[];
  /** Somebody waits who could be served. */
  isServable(state: QueueState): boolean;
  /** What quiescence tells. */
  rest(state: QueueState): QueueState;
}

type Now = Extract<ModelEvent, { kind: "now" }>;

/** Makes the model of a queue from what is special to it. */
export function queueModel(axes: QueueAxes, semantics: QueueSemantics): Model<QueueState> {
  const { overflow, joins } = axes;

  function putNowait(state: QueueState, { outcome, item }: Now): readonly QueueState[] {
    if (state.closed !== "") return refusals(state, axes).includes(outcome) ? [state] : [];
    if (outcome === "full") return waitsOrRefuses(overflow) && semantics.mayRefuse(state) ? [state] : [];
    if (outcome !== "ok") return [];
    const stored = semantics.mayStore(state) ? semantics.store(counted(state), item) : [];
    if (waitsOrRefuses(overflow) || !semantics.mayRefuse(state)) return stored;
    if (overflow === "drop-new") return [...stored, state];
    return [...stored, ...displaced(state, axes).flatMap((next) => semantics.store(counted(next), item))];
  }

  function counted(state: QueueState): QueueState {
    return joins ? altered(state, { unfinished: state.unfinished + 1 }) : state;
  }

  function now(state: QueueState, event: Now): readonly QueueState[] {
    switch (event.verb) {
      case "putNowait":
        return putNowait(state, event);
      case "getNowait": {
        const pulled = pulledBy(state);
        if (event.outcome === "item") return semantics.take(pulled, event.item);
        if (!semantics.mayBeEmpty(state)) return [];
        const empty: readonly ModelOutcome[] = state.closed === "" ? ["empty"] : exhaustions(state, axes);
        if (!empty.includes(event.outcome)) return [];
        return pulled === state ? [state] : [state, pulled];
      }
      case "taskDone": {
        if (state.unfinished === 0) return event.outcome === "error" ? [state] : [];
        return event.outcome === "ok" ? [finishedOne(state)] : [];
      }
      case "close":
        if (state.closed !== "") {
          if (!repetitions(state, axes, event.variant).includes(event.outcome)) return [];
          return event.outcome === "ok" ? closedAgain(state, event.variant) : [state];
        }
        return event.outcome === "ok" ? closed(state, event.variant) : [];
      default:
        return [];
    }
  }

  function finishedOne(state: QueueState): QueueState {
    const less = altered(state, { unfinished: state.unfinished - 1 });
    return less.unfinished === 0 ? semantics.finished(less) : less;
  }

  /** A close takes effect. */
  function closed(state: QueueState, kind = "close"): readonly QueueState[] {
    return semantics.close(emptied(state, kind));
  }

  /** A second close: one of another kind may throw away what the first one left, and may take its place altogether. */
  function closedAgain(state: QueueState, kind = "close"): readonly QueueState[] {
    if (kind === state.closed) return [state];
    const discards = axes.close[kind]?.items === "discarded";
    const escalated = altered(emptied(state, kind), { closed: state.closed });
    if (!semantics.mayIgnoreSecondClose) return discards ? [escalated] : [state];
    // whose item is thrown away ends as the first close says, or as the second one does
    const kept = discards ? [escalated, emptied(state, kind, state.closed)] : [];
    return [state, ...kept, ...semantics.close(emptied(state, kind))];
  }

  /** What a close of this kind throws away is gone; all else is as the close `as` says. */
  function emptied(state: QueueState, kind: string, as = kind): QueueState {
    const freed = holdersEnded(state, altered(closedBy(state, kind, axes), { closed: as }), axes);
    return state.unfinished > 0 && freed.unfinished === 0 ? semantics.finished(freed) : freed;
  }

  /** An operation begins. One whose signal is aborted already ends cancelled without a trace, or is cancelled at once. */
  function call(state: QueueState, event: Extract<ModelEvent, { kind: "call" }>): readonly QueueState[] {
    const called = begun(state, event);
    if (event.aborted !== true) return called;
    const { client, verb, item } = event;
    const unborn = alteredOperation(newOperation(verb, verb === "put" ? item : NONE), { phase: "ended" as const });
    return [withOperation(state, client, unborn), ...called.flatMap((next) => asked(next, client, "cancelled"))];
  }

  function begun(state: QueueState, event: Extract<ModelEvent, { kind: "call" }>): readonly QueueState[] {
    const { client, verb, item } = event;
    const isPut = verb === "put";
    if (!isPut && verb !== "get" && verb !== "join" && verb !== "close") return [];
    const operation: Operation = alteredOperation(newOperation(verb, isPut ? item : NONE), {
      timed: event.variant === TIMEOUT_VARIANT,
      late: state.closed !== "",
    });
    if ((verb === "get" || verb === "close") && semantics.beginsLater(verb)) {
      return [withOperation(state, client, alteredOperation(operation, { unbegun: event.variant ?? verb }))];
    }
    const called = withOperation(verb === "get" ? pulledBy(state) : state, client, operation);
    if (verb === "join") {
      return [state.unfinished === 0 ? semantics.joined(called, client) : called];
    }
    return verb === "close" ? closing(called, client, event.variant) : semantics.call(called, client);
  }

  /** A close() that is awaited begins. */
  function closing(state: QueueState, client: number, kind = "close"): readonly QueueState[] {
    const holding = changed(state, client, { phase: "held", unbegun: "" });
    if (state.closed === "") return closed(holding, kind);
    const ends = repetitions(state, axes, kind);
    const atOnce = closedAgain(ended(state, client, ends), kind);
    // a second close may wait until everything is drained, like the first, or return at once
    return ends.includes("ok") ? [...atOnce, ...closedAgain(holding, kind)] : atOnce;
  }

  function settle(state: QueueState, event: Extract<ModelEvent, { kind: "settle" }>): readonly QueueState[] {
    const operation = state.operations[event.client];
    if (!operation) return [];
    const over = withOperation(state, event.client, null);
    if (operation.phase === "ended") return operation.ends.includes(event.outcome) ? [over] : [];
    if (operation.phase !== "done") return [];
    if (operation.verb !== "get") return event.outcome === "ok" ? [over] : [];
    return event.outcome === "item" && event.item === operation.item ? [over] : [];
  }

  /** The operation is asked to end: it was cancelled, or its time is up. */
  function asked(state: QueueState, client: number, end: ModelOutcome): readonly QueueState[] {
    const operation = state.operations[client];
    if (!operation || operation.phase === "lost") return [state];
    const isAsked = operation.cancelled || operation.phase === "ended";
    const ends = isAsked ? [...new Set([...operation.ends, end])] : [end];
    const told = changed(state, client, { ends });
    if (operation.phase === "ended") return [told];
    if (operation.verb === "close") return [changed(told, client, { cancelled: true })];
    return semantics.cancel(told, client);
  }

  /** Asked to end with others, before or after them: who waits may still see what comes of that. */
  function askedTogether(state: QueueState, client: number, end: ModelOutcome): readonly QueueState[] {
    const states = asked(state, client, end);
    const operation = state.operations[client];
    if (operation?.phase !== "waiting") return states;
    const ends = operation.cancelled ? [...new Set([...operation.ends, end])] : [end];
    return [...states, changed(state, client, { cancelled: true, ends })];
  }

  /** Time-outs that may, or must, strike now. */
  function elapsed(state: QueueState, isLast: boolean): readonly QueueState[] {
    let states: readonly QueueState[] = [state];
    const ask = state.operations.filter((operation) => operation?.timed === true).length > 1 ? askedTogether : asked;
    for (let client = 0; client < GHOSTS; client++) {
      if (state.operations[client]?.timed !== true) continue;
      states = states.flatMap((one) => {
        const struck = ask(one, client, "timedOut");
        return isLast ? struck : [one, ...struck];
      });
    }
    return states;
  }

  /** Quiet: nobody is on the way to return, and nobody can be served. */
  function isQuiet(state: QueueState): boolean {
    for (let client = 0; client < GHOSTS; client++) {
      const operation = state.operations[client];
      if (!operation) continue;
      if (operation.cancelled && operation.phase !== "lost") return false;
      if (operation.phase === "done" && !operation.mute) return false;
      if (operation.phase === "woken" || (operation.phase === "ended" && !operation.silent)) return false;
      if (operation.phase === "waiting" && operation.unbegun !== "") return false;
      if (operation.phase === "waiting" && operation.verb === "join" && state.unfinished === 0) return false;
      // who is overlooked is so by items and slots, not by a close
      if (operation.phase !== "waiting" && operation.phase !== "asleep") continue;
      const isServed = operation.verb === "get" && state.items.length > 0;
      if (endingOf(state, operation, axes)?.kept === false && !isServed) return false;
    }
    return state.ready.length === 0 && !semantics.isServable(state);
  }

  function internal(state: QueueState): readonly QueueState[] {
    const next = semantics.internal(state);
    if (state.closed !== "") {
      // no other get() may ever come: a put() whose item was taken need not wait for one
      const returned = pulledBy(state);
      if (returned !== state) next.push(returned);
    }
    let client = -1;
    for (const operation of state.operations) {
      client++;
      // one of several that were asked together
      if (operation?.phase === "waiting" && operation.cancelled) {
        next.push(...decided(semantics.cancel(state, client), client));
      }
      if (operation?.phase === "waiting" && operation.unbegun !== "") {
        if (operation.verb === "close") next.push(...closing(state, client, operation.unbegun));
        else next.push(changed(pulledBy(state), client, { unbegun: "" }));
      }
      // who cancels a close() only stops waiting for it
      if (operation?.verb === "close" && operation.cancelled) next.push(ended(state, client, operation.ends));
    }
    if (state.line.length > 1) next.push(...movedGhosts(state));
    // only after a fault: an item may vanish
    for (const item of state.doomed) {
      if (!state.items.includes(item)) continue;
      const gone = state.items.filter((other) => other !== item);
      const doomed = state.doomed.filter((other) => other !== item);
      // as if nobody had seen it go, or as if somebody had taken it
      next.push(altered(state, { items: gone, doomed }));
      next.push(...semantics.take(state, item).map((taken) => altered(taken, { doomed })));
    }
    return next.map(tidy);
  }

  /** Those in which the client no longer waits. */
  function decided(states: readonly QueueState[], client: number): readonly QueueState[] {
    return states.filter((one) => one.operations[client]?.phase !== "waiting");
  }

  /** What follows at once from a change. */
  function tidy(state: QueueState): QueueState {
    return drainedClosers(returning(state, axes));
  }

  /** The state knows the priority of the item that an operation brings. */
  function ranked(state: QueueState, event: ModelEvent): QueueState {
    if (axes.order !== "priority" || (event.kind !== "call" && event.kind !== "now")) return state;
    if (event.verb !== "put" && event.verb !== "putNowait") return state;
    const priorities = state.priorities.slice();
    priorities[event.item] = event.priority ?? 0;
    return altered(state, { priorities });
  }

  function observed(state: QueueState, observer: string, value: number): boolean {
    const { items, closed } = state;
    switch (observer) {
      case "size":
        return value === items.length;
      case "isEmpty":
        // at a rendezvous, whether getNowait() would find something, or whether anything is stored
        return (
          value === (items.length === 0 ? 1 : 0) || (value === 0 && axes.capacity === 0 && isWaiting(state, "put"))
        );
      case "isFull":
        return (
          value === (items.length >= axes.capacity ? 1 : 0) ||
          (value === 0 && axes.capacity === 0 && isWaiting(state, "get"))
        );
      case "isClosed":
        // some say so once everything is drained
        return closed === "" ? value === 0 : value === 1 || items.length > 0 || isWaiting(state, "put");
      case "getters":
        return waits(state, "get", value);
      case "signedSize":
        return waits(state, "get", items.length - value);
      case "putters":
        return waits(state, "put", value);
      case "listeners":
      case "rejections":
        return value === 0;
      default:
        return true;
    }
  }

  function servedPast(state: QueueState, event: ModelEvent): readonly QueueState[] {
    return semantics.handsOver ? servedFirst(ranked(state, event), event, axes) : [];
  }

  function step(state: QueueState, event: ModelEvent): readonly QueueState[] {
    switch (event.kind) {
      case "call":
        return [...call(ranked(state, event), event), ...servedPast(state, event)];
      case "now":
        return [...now(ranked(state, event), event), ...servedPast(state, event)];
      case "settle":
        return settle(state, event);
      case "cancel": {
        const operation = state.operations[event.client];
        if (!operation || operation.phase === "lost") return [state];
        const told = event.silent ? changed(state, event.client, { silent: true }) : state;
        return event.shared === true
          ? askedTogether(told, event.client, "cancelled")
          : asked(told, event.client, "cancelled");
      }
      case "elapse":
        return elapsed(state, event.isLast);
      case "quiet":
        return isQuiet(state) ? [semantics.rest(state)] : [];
      case "observe":
        return observed(state, event.observer, event.value) ? [state] : [];
      case "again":
        return [];
      case "lateCancel":
      case "turn":
        return [state];
    }
  }

  return {
    initial: emptyQueue,
    encode: encodeQueue,
    step: (state, event) => step(state, event).map(tidy),
    internal,
    passTurn: (state) => {
      let passed = state;
      for (let index = 0; index < state.operations.length; index++) {
        if (state.operations[index]?.fresh === true) passed = changed(passed, index, { fresh: false });
      }
      return passed;
    },
    items: knownItems,
    rename: renamedItems,
    renameClients: renamedClients,
    view: (state) => {
      const parked = [0, 1, 2, 3].filter((client) => {
        const phase = state.operations[client]?.phase;
        return phase === "waiting" || phase === "asleep" || phase === "lost" || phase === "held" || phase === "pulled";
      });
      const place = (client: number): number =>
        (state.line.indexOf(client) + state.line.length + 1) % (state.line.length + 1);
      return { content: state.items, waiting: parked.sort((a, b) => place(a) - place(b)), woken: chosen(state) };
    },
  };
}

/** Clients on their way to return: who was told to look again first, in the order of waking. */
function chosen({ operations, ready }: QueueState): readonly number[] {
  const isOnItsWay = (client: number): boolean =>
    ["woken", "done", "ended"].includes(operations[client]?.phase ?? "waiting");
  const told = ready.filter((client) => client < GHOSTS && isOnItsWay(client));
  return [...told, ...[0, 1, 2, 3].filter((client) => !told.includes(client) && isOnItsWay(client))];
}

/** Whether a full queue lets put() wait or turns it away, instead of dropping something. */
function waitsOrRefuses(overflow: QueueAxes["overflow"]): boolean {
  return overflow === "wait" || overflow === "reject";
}

/** Whether some client waits in `verb`. */
function isWaiting(state: QueueState, verb: "get" | "put"): boolean {
  return inPhase(state, verb, "waiting").some((client) => client < GHOSTS);
}

/** Whether so many operations of `verb` may be said to wait: those cancelled in silence may count or not. */
function waits(state: QueueState, verb: "get" | "put", value: number): boolean {
  let certain = 0;
  let possible = 0;
  for (let client = 0; client < GHOSTS; client++) {
    const operation = state.operations[client];
    if (operation?.verb !== verb) continue;
    possible++;
    // a put() whose item is inside waits for something else than room
    if (!operation.silent && operation.phase !== "held" && operation.phase !== "pulled") certain++;
  }
  return value >= certain && value <= possible;
}

/**
 * The oldest item is dropped: it is unfinished for ever, or finished with that, and where it was the last one a join() that
 * waits may return.
 */
export function displaced(state: QueueState, { joins }: QueueAxes): readonly QueueState[] {
  const dropped = altered(state, { items: state.items.slice(1) });
  if (!joins) return [dropped];
  // -1 for a moment, where more was marked as done than was taken: the item that comes is counted next
  const finished = altered(dropped, { unfinished: state.unfinished - 1 });
  if (finished.unfinished !== 0) return [dropped, finished];
  return [dropped, ...someReturn(finished, inPhase(finished, "join", "waiting"))];
}

/** Each of these join() may return by now. */
function someReturn(state: QueueState, [join, ...others]: readonly number[]): readonly QueueState[] {
  if (join === undefined) return [state];
  return someReturn(state, others).flatMap((next) => [next, changed(next, join, { phase: "done" })]);
}

/** What a put() that finds the queue full does at once, if it does not wait: every way in which that may go. */
export function overflown(state: QueueState, putter: number, axes: QueueAxes): readonly QueueState[] | null {
  switch (axes.overflow) {
    case "wait":
      return null;
    case "reject":
      return [ended(state, putter, ["full"])];
    case "drop-new":
      return [ended(state, putter, ["ok"])];
    case "drop-old":
      return [];
  }
}

/** Whether somebody waits, awake, who could be served; ghosts need not be. */
export function somebodyIsServable(state: QueueState, axes: QueueAxes): boolean {
  const { capacity } = axes;
  const getters = inPhase(state, "get", "waiting").filter((index) => index < GHOSTS);
  const putters = inPhase(state, "put", "waiting").filter((index) => index < GHOSTS);
  if (getters.length > 0 && state.items.length > 0) return true;
  const alwaysIn = axes.overflow !== "wait" || axes.putSettles === "backpressure";
  if (putters.length > 0 && (alwaysIn || state.items.length < capacity)) return true;
  return capacity === 0 && getters.length > 0 && putters.length > 0;
}
