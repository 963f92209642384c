/** When a put() whose item is inside may return: the axis `putSettles`. */
import type { QueueAxes } from "./axes.js";
import { altered, changed, effected, GHOSTS, held, type QueueState } from "./state.js";

/** The item is inside now, counted where items are. */
export function brought(state: QueueState, item: number, { joins }: QueueAxes): QueueState {
  return altered(state, { items: [...state.items, item], unfinished: state.unfinished + (joins ? 1 : 0) });
}

/** The putter's item is inside now. */
export function admitted(state: QueueState, putter: number, axes: QueueAxes): QueueState {
  const item = state.operations[putter]?.item ?? -1;
  const inside = brought(state, item, axes);
  const returns = axes.putSettles === "accepted" || axes.putSettles === "immediate";
  return returns ? effected(inside, putter, item) : held(inside, putter, item);
}

/** The putter's item went straight to a getter. */
export function handedOver(state: QueueState, putter: number, axes: QueueAxes): QueueState {
  const item = state.operations[putter]?.item ?? -1;
  const counted = altered(state, { unfinished: state.unfinished + (axes.joins ? 1 : 0) });
  return axes.putSettles === "pull" ? held(counted, putter, item) : effected(counted, putter, item);
}

/** The state in which every put() that may return by now will. */
export function returning(state: QueueState, { putSettles, capacity }: QueueAxes): QueueState {
  if (putSettles === "accepted" || putSettles === "immediate") return state;
  let next = state;
  for (let client = 0; client < GHOSTS; client++) {
    const operation = state.operations[client];
    if (operation?.phase !== "held" || operation.verb !== "put") continue;
    const isInside = state.items.includes(operation.item);
    if (putSettles === "backpressure") {
      if (state.items.length <= capacity || !isInside) next = changed(next, client, { phase: "done" });
    } else if (!isInside) {
      next = changed(next, client, { phase: putSettles === "pull" ? "pulled" : "done" });
    }
  }
  return next;
}

/** Another get() begins: it lets every put() return whose item was taken before. */
export function pulledBy(state: QueueState): QueueState {
  let next = state;
  for (let client = 0; client < GHOSTS; client++) {
    if (state.operations[client]?.phase === "pulled") next = changed(next, client, { phase: "done" });
  }
  return next;
}
