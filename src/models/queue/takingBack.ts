/** What becomes of an item that a cancelled get() gives back: where a model lets a cancellation take an effect back. */
import { NONE } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { displaced } from "./common.js";
import { givenBack } from "./itemOrder.js";
import { altered, changed, GHOSTS, without, type QueueState } from "./state.js";

/** An item goes back inside: every way in which that may go with a queue that is full, and with those whose item it is. */
export function backInside(state: QueueState, item: number, axes: QueueAxes): readonly QueueState[] {
  const { overflow, putSettles, capacity } = axes;
  const returned = returnedTo(state, item, axes);
  const isOver = state.items.length >= capacity;
  if (isOver && overflow === "drop-old") return returned.flatMap((back) => [back, ...displaced(back, axes)]);
  if (isOver && overflow === "drop-new") {
    return returned.flatMap((back) => [back, altered(back, { items: without(back.items, newest(state)) })]);
  }
  if (putSettles === "accepted" || putSettles === "immediate") return returned;
  return returned.flatMap((back) => {
    // a put() that was about to return because of that may wait on
    let waiting = back;
    for (let client = 0; client < GHOSTS; client++) {
      const operation = back.operations[client];
      if (operation?.verb !== "put" || (operation.phase !== "done" && operation.phase !== "pulled")) continue;
      const isBack =
        putSettles === "backpressure" ? isOver && back.items.includes(operation.item) : operation.item === item;
      if (isBack) waiting = changed(waiting, client, { phase: "held" });
    }
    return waiting === back ? [back] : [back, waiting];
  });
}

/** The item is inside again: where it leaves next, or where it was among those that came before and after it. */
function returnedTo(state: QueueState, item: number, axes: QueueAxes): readonly QueueState[] {
  const next = givenBack(state, item, axes);
  // items are numbered in the order in which they came
  const later = state.items.findIndex((one) => one > item);
  const at = later < 0 ? state.items.length : later;
  const place = altered(state, { items: [...state.items.slice(0, at), item, ...state.items.slice(at)] });
  return place.items.join() === next.items.join() ? [next] : [next, place];
}

/** The item that came last. */
function newest({ items }: QueueState): number {
  return items.at(-1) ?? NONE;
}

/** An item that a close() found on its way is gone like the others: it may be finished with that, or not. */
export function thrownAway(state: QueueState): readonly QueueState[] {
  if (state.unfinished === 0) return [state];
  return [state, altered(state, { unfinished: state.unfinished - 1 })];
}
