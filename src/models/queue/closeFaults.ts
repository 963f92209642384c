/** The faults of closing: what a close() does to who waits and what is inside, and what is answered afterwards. */
import type { Model, ModelEvent, ModelOutcome } from "../model.js";
import type { CloseSemantics, QueueAxes } from "./axes.js";
import { fault, isCall, isNow, oneOrAll, own, victims, waiting, type QueueFault, type Situation } from "./faults.js";
import { changed, ended, newOperation, withOperation, type Operation, type QueueState } from "./state.js";

/** A close takes effect on an open queue. */
const closes = (state: QueueState, event: ModelEvent): boolean =>
  state.closed === "" && (isNow(event, "close", "ok") || isCall(event, "close"));

const isClosed = (state: QueueState): boolean => state.closed !== "";
const ENDS: readonly ModelOutcome[] = ["closed", "error", "ok", "full", "empty"];

/** The operation of the event settles, whatever was declared, with one of the ends that a close may bring. */
function anyEnd(isMeant: (operation: Operation) => boolean): QueueFault["relax"] {
  return (state, event) => {
    const operation = own(state, event);
    if (event.kind !== "settle" || !operation || !isMeant(operation) || !ENDS.includes(event.outcome)) return [];
    if (operation.phase === "done" || operation.ends.includes(event.outcome)) return [];
    const over = withOperation(state, event.client, null);
    return [
      {
        ...over,
        line: over.line.filter((index) => index !== event.client),
        ready: over.ready.filter((index) => index !== event.client),
      },
    ];
  };
}

export function closeFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const kinds = Object.keys(axes.close);
  if (kinds.length === 0) return [];
  const kindOf = (event: ModelEvent): string => ("verb" in event ? (event.variant ?? "close") : "");
  const discards = (event: ModelEvent): boolean => axes.close[kindOf(event)]?.items === "discarded";
  const nothingLeft = (state: QueueState): boolean => state.items.length === 0;
  /** The called operation waits, and is overlooked. */
  const overlooked = (state: QueueState, event: ModelEvent): readonly QueueState[] =>
    event.kind === "call"
      ? [withOperation(state, event.client, { ...newOperation(event.verb, event.item), phase: "asleep", late: true })]
      : [];
  const waits =
    (verb: "get" | "put"): Situation =>
    (state, event) =>
      closes(state, event) && waiting(state, verb).length > 0;
  const any: QueueFault[] = [
    fault("QUEUE-51", waits("get"), victims(model, "get")),
    {
      rule: "QUEUE-52",
      situation: waits("get"),
      relax: (state, event) =>
        isClosed(state) ? anyEnd(({ verb, late }) => verb === "get" && !late)(state, event) : [],
    },
    {
      rule: "QUEUE-53",
      situation: waits("put"),
      relax: (state, event) => {
        if (waits("put")(state, event)) {
          return [
            ...victims(model, "put")(state, event),
            // its item comes in although it was to be lost, or is lost although it was to be kept
            ...oneOrAll(waiting(state, "put")).flatMap((group) =>
              model
                .step(state, event)
                .flatMap((next) => [
                  group.reduce((after, client) => ended(after, client, ENDS), next),
                  group.reduce(
                    (after, client) =>
                      ended({ ...after, items: [...after.items, state.operations[client]?.item ?? -1] }, client, [
                        "ok",
                      ]),
                    next,
                  ),
                ]),
            ),
          ];
        }
        return isClosed(state) ? anyEnd(({ verb, late }) => verb === "put" && !late)(state, event) : [];
      },
    },
    fault(
      "QUEUE-54",
      (state, event) => closes(state, event) && !nothingLeft(state) && !discards(event),
      (state, event) => model.step(state, event).map((next) => ({ ...next, items: [] })),
    ),
    fault(
      "QUEUE-55",
      (state, event) => closes(state, event) && !nothingLeft(state) && discards(event),
      (state, event) => model.step(state, event).map((next) => ({ ...next, items: state.items })),
    ),
    {
      rule: "QUEUE-56",
      situation: (state, event) => isCall(event, "get") && isClosed(state) && nothingLeft(state),
      relax: (state, event) => {
        if (!isClosed(state)) return [];
        if (isCall(event, "get") && nothingLeft(state)) return overlooked(state, event);
        return anyEnd(({ verb, late }) => verb === "get" && late)(state, event);
      },
    },
    fault(
      "QUEUE-57",
      (state, event) => event.kind === "now" && event.verb === "getNowait" && isClosed(state) && nothingLeft(state),
      (state, event) =>
        event.kind === "now" && (event.outcome === "ok" || ENDS.includes(event.outcome)) ? [state] : [],
    ),
    {
      rule: "QUEUE-58",
      situation: (state, event) => isCall(event, "put") && isClosed(state),
      relax: (state, event) => {
        if (!isClosed(state)) return [];
        if (isCall(event, "put")) return overlooked(state, event);
        return anyEnd(({ verb, late }) => verb === "put" && late)(state, event);
      },
    },
    fault(
      "QUEUE-59",
      (state, event) =>
        isClosed(state) && (isCall(event, "put") || (event.kind === "now" && event.verb === "putNowait")),
      (state, event) =>
        model
          .step(state, event)
          .map((next) => ("item" in event ? { ...next, items: [...next.items, event.item] } : next)),
    ),
    fault(
      "QUEUE-60",
      (state, event) => event.kind === "now" && event.verb === "putNowait" && isClosed(state),
      (state, event) =>
        event.kind === "now" && ENDS.includes(event.outcome)
          ? [state, { ...state, items: [...state.items, event.item] }]
          : [],
    ),
    {
      rule: "QUEUE-61",
      situation: (state, event) =>
        isClosed(state) && (isCall(event, "close") || (event.kind === "now" && event.verb === "close")),
      relax: (state, event) => {
        if (!isClosed(state)) return [];
        if (event.kind === "now" && event.verb === "close") return ENDS.includes(event.outcome) ? [state] : [];
        if (isCall(event, "close")) return overlooked(state, event);
        return anyEnd(({ verb, late }) => verb === "close" && late)(state, event);
      },
    },
    fault(
      "QUEUE-62",
      (state, event) => isCall(event, "close") && closes(state, event) && !nothingLeft(state) && !discards(event),
      (state, event) =>
        model
          .step(state, event)
          .map((next) => ("client" in event ? changed(next, event.client, { phase: "done" }) : next)),
    ),
    fault(
      "QUEUE-63",
      (state, event) => isCall(event, "close") && closes(state, event),
      (state, event) =>
        model
          .step(state, event)
          .map((next) => ("client" in event ? changed(next, event.client, { mute: true }) : next)),
    ),
  ];
  const isDeclared = (says: (close: CloseSemantics) => boolean): boolean =>
    kinds.some((kind) => {
      const close = axes.close[kind];
      return close !== undefined && says(close);
    });
  const promised: Readonly<Record<string, boolean>> = {
    "QUEUE-51": isDeclared(({ getters }) => getters === "closed" || getters === "error"),
    "QUEUE-52": isDeclared(({ getters }) => getters !== "any"),
    "QUEUE-53": isDeclared(({ putters }) => putters !== "any"),
    "QUEUE-54": isDeclared(({ items }) => items === "drained"),
    "QUEUE-55": isDeclared(({ items }) => items === "discarded"),
    "QUEUE-56": isDeclared(({ get }) => get !== "any"),
    "QUEUE-57": isDeclared(({ getNowait }) => getNowait !== "any"),
    "QUEUE-58": isDeclared(({ put }) => put !== "any"),
    "QUEUE-60": isDeclared(({ putNowait }) => putNowait !== "any"),
    "QUEUE-61": isDeclared(({ again }) => again !== "any"),
  };
  return any.filter(({ rule }) => promised[rule] ?? true);
}
