/** The faults of closing: what a close() does to who waits and what is inside, and what is answered afterwards. */
import type { Model, ModelEvent, ModelOutcome } from "../model.js";
import type { CloseSemantics, QueueAxes } from "./axes.js";
import { closeOf, endingsOf, exhaustions } from "./closing.js";
import {
  fault,
  isCall,
  isNow,
  oneOrAll,
  overlookedOperation,
  own,
  victims,
  waiting,
  type QueueFault,
  type Relaxation,
  type Situation,
} from "./faults.js";
import { brought } from "./settling.js";
import {
  altered,
  alteredOperation,
  changed,
  ended,
  inPhase,
  without,
  withOperation,
  type Operation,
  type QueueState,
} from "./state.js";

/** A close takes effect on an open queue. */
const closes = (state: QueueState, event: ModelEvent): boolean =>
  state.closed === "" && (isNow(event, "close", "ok") || isCall(event, "close"));

const isClosed = (state: QueueState): boolean => state.closed !== "";
/** Ends that a close may bring: of a blocking operation, and of an immediate one. */
const ENDS: Readonly<Record<Operation["verb"], readonly ModelOutcome[]>> = {
  get: ["closed", "error", "full", "empty"],
  put: ["closed", "error", "ok", "full", "empty"],
  join: [],
  close: ["closed", "error", "ok"],
};
const ANSWERS: readonly ModelOutcome[] = ["closed", "error", "ok", "full", "empty"];

/** The operation of the event settles, whatever was declared, with one of the ends that a close may bring. */
function anyEnd(isMeant: (operation: Operation) => boolean): QueueFault["relax"] {
  return (state, event) => {
    const operation = own(state, event);
    if (event.kind !== "settle" || !operation || !isMeant(operation)) return [];
    if (!ENDS[operation.verb].includes(event.outcome)) return [];
    if (operation.phase === "done" || operation.ends.includes(event.outcome)) return [];
    const over = withOperation(state, event.client, null);
    return [
      altered(over, {
        line: over.line.filter((index) => index !== event.client),
        ready: over.ready.filter((index) => index !== event.client),
      }),
    ];
  };
}

/** What may be left of the items: all of them, one, or all but one. */
function leftOf(items: readonly number[]): readonly (readonly number[])[] {
  const some = items.length > 1 ? items.map((item) => [item]) : [];
  const most = items.length > 2 ? items.map((item) => without(items, item)) : [];
  return [items, ...some, ...most];
}

export function closeFaults(model: Model<QueueState>, axes: QueueAxes): QueueFault[] {
  const kinds = Object.keys(axes.close);
  if (kinds.length === 0) return [];
  const kindOf = (event: ModelEvent): string => ("verb" in event ? (event.variant ?? "close") : "");
  const discards = (event: ModelEvent): boolean => axes.close[kindOf(event)]?.items === "discarded";
  const nothingLeft = (state: QueueState): boolean => state.items.length === 0;
  /** The called operation ends in any way, or never. */
  const endsAnyhow = (state: QueueState, event: ModelEvent): readonly QueueState[] => {
    if (event.kind !== "call") return [];
    const operation = overlookedOperation(state, event);
    const ends = ENDS[operation.verb];
    return [withOperation(state, event.client, alteredOperation(operation, { phase: "ended", ends, silent: true }))];
  };
  /** The called put() is let in as if the queue were open; not where it may return without that. */
  const letIn = (state: QueueState, event: ModelEvent): readonly QueueState[] => {
    if (event.kind !== "call") return [];
    const operation = alteredOperation(overlookedOperation(state, event), { phase: "ended" as const, ends: ["ok"] });
    const late = endingsOf(state, operation, axes);
    if (late.some(({ ends }) => ends.includes("ok"))) return [];
    const called = withOperation(state, event.client, operation);
    const { item } = event;
    // whoever is about to be told of the close may still be served
    const served = inPhase(state, "get", "ended").map((client) => changed(called, client, { phase: "done", item }));
    return [brought(called, item, axes), ...served];
  };
  /** The close goes as usual, but some who wait need not be told of it. */
  const untold =
    (verb: "get" | "put"): Relaxation =>
    (state, event) =>
      oneOrAll(waiting(state, verb)).flatMap((group) =>
        model
          .step(state, event)
          .map((next) => group.reduce((after, client) => changed(after, client, { silent: true }), next)),
      );
  const waits =
    (verb: "get" | "put"): Situation =>
    (state, event) =>
      closes(state, event) && waiting(state, verb).length > 0;
  const any: QueueFault[] = [
    fault("QUEUE-51", ["call", "now"], waits("get"), untold("get")),
    {
      rule: "QUEUE-52",
      at: ["call", "now"],
      situation: waits("get"),
      relax: (state, event) =>
        isClosed(state) ? anyEnd(({ verb, late }) => verb === "get" && !late)(state, event) : [],
    },
    {
      rule: "QUEUE-53",
      at: ["call", "now"],
      situation: waits("put"),
      relax: (state, event) => {
        if (waits("put")(state, event)) {
          return [
            ...untold("put")(state, event),
            ...victims(model, "put")(state, event),
            // it goes on waiting for room, and comes in once there is some
            ...oneOrAll(waiting(state, "put")).flatMap((group) =>
              model.step(
                group.reduce((before, client) => changed(before, client, { outlives: true }), state),
                event,
              ),
            ),
            // its item comes in although it was to be lost, or is lost although it was to be kept
            ...oneOrAll(waiting(state, "put")).flatMap((group) =>
              model
                .step(state, event)
                .flatMap((next) => [
                  group.reduce((after, client) => ended(after, client, ENDS.put), next),
                  group.reduce(
                    (after, client) =>
                      ended(altered(after, { items: [...after.items, state.operations[client]?.item ?? -1] }), client, [
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
    {
      rule: "QUEUE-54",
      at: ["call", "now"],
      situation: (state, event) => closes(state, event) && !nothingLeft(state) && !discards(event),
      relax: (state, event) => {
        if (nothingLeft(state)) return [];
        if (closes(state, event) && !discards(event)) {
          return model.step(state, event).map((next) => altered(next, { items: [] }));
        }
        // what is still inside is withheld
        if (!isClosed(state) || closeOf(state, axes).items === "discarded") return [];
        if (event.kind === "now" && event.verb === "getNowait") {
          return exhaustions(state, axes).includes(event.outcome) ? [state] : [];
        }
        if (event.kind === "call" && event.verb === "get") {
          const late = alteredOperation(overlookedOperation(state, event), { phase: "ended" as const });
          return endingsOf(state, late, axes).map(({ ends, silent }) =>
            withOperation(state, event.client, alteredOperation(late, { ends, silent })),
          );
        }
        return anyEnd(
          (operation) =>
            operation.verb === "get" &&
            endingsOf(state, operation, axes).some(({ ends }) => "outcome" in event && ends.includes(event.outcome)),
        )(state, event);
      },
    },
    fault(
      "QUEUE-55",
      ["call", "now"],
      (state, event) => closes(state, event) && !nothingLeft(state) && discards(event),
      // all of them, one, or all but one stay, and are still to be done
      (state, event) =>
        leftOf(state.items).flatMap((items) => {
          const gone = state.items.filter((item) => !items.includes(item));
          return model.step(altered(state, { items: gone }), event).map((next) => altered(next, { items }));
        }),
    ),
    {
      rule: "QUEUE-56",
      at: ["call"],
      situation: (state, event) => isCall(event, "get") && isClosed(state) && nothingLeft(state),
      relax: (state, event) => {
        if (!isClosed(state)) return [];
        if (!nothingLeft(state)) return [];
        if (isCall(event, "get")) return endsAnyhow(state, event);
        return anyEnd(({ verb, late }) => verb === "get" && late)(state, event);
      },
    },
    fault(
      "QUEUE-57",
      ["now"],
      (state, event) => event.kind === "now" && event.verb === "getNowait" && isClosed(state) && nothingLeft(state),
      (state, event) => (event.kind === "now" && ANSWERS.includes(event.outcome) ? [state] : []),
    ),
    {
      rule: "QUEUE-58",
      at: ["call"],
      situation: (state, event) => isCall(event, "put") && isClosed(state),
      relax: (state, event) => {
        if (!isClosed(state)) return [];
        if (isCall(event, "put")) return [...endsAnyhow(state, event), ...letIn(state, event)];
        return anyEnd(({ verb, late }) => verb === "put" && late)(state, event);
      },
    },
    fault(
      "QUEUE-59",
      ["call", "now"],
      (state, event) =>
        isClosed(state) && (isCall(event, "put") || (event.kind === "now" && event.verb === "putNowait")),
      (state, event) => {
        if (event.kind !== "call" && event.kind !== "now") return [];
        const { item } = event;
        // a get() that was never told of the close may take it
        const forgotten = inPhase(state, "get", "ended").filter((client) => state.operations[client]?.silent);
        return model
          .step(state, event)
          .flatMap((next) => [
            brought(next, item, axes),
            ...forgotten.map((client) => changed(next, client, { phase: "done", item })),
          ]);
      },
    ),
    fault(
      "QUEUE-60",
      ["now"],
      (state, event) => event.kind === "now" && event.verb === "putNowait" && isClosed(state),
      (state, event) =>
        event.kind === "now" && ANSWERS.includes(event.outcome) && model.step(state, event).length === 0
          ? [state, brought(state, event.item, axes)]
          : [],
    ),
    {
      rule: "QUEUE-61",
      at: ["call", "now"],
      situation: (state, event) =>
        isClosed(state) && (isCall(event, "close") || (event.kind === "now" && event.verb === "close")),
      relax: (state, event) => {
        if (!isClosed(state)) return [];
        if (event.kind === "now" && event.verb === "close") return ANSWERS.includes(event.outcome) ? [state] : [];
        if (isCall(event, "close")) return endsAnyhow(state, event);
        return anyEnd(({ verb, late }) => verb === "close" && late)(state, event);
      },
    },
    {
      rule: "QUEUE-62",
      at: ["call"],
      situation: (state, event) =>
        isCall(event, "close") && closes(state, event) && !nothingLeft(state) && !discards(event),
      relax: (state, event) => {
        const operation = own(state, event);
        if (event.kind !== "settle" || event.outcome !== "ok" || operation?.verb !== "close") return [];
        return operation.phase === "held" ? [withOperation(state, event.client, null)] : [];
      },
    },
    fault(
      "QUEUE-63",
      ["call"],
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
