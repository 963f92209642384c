/** Which item leaves next, and where one goes that comes back: the axis `order`. */
import type { QueueAxes } from "./axes.js";
import { altered, without, type QueueState } from "./state.js";

/** Items that may leave next; several where equal priorities have no order. */
export function nextItems(state: QueueState, { order, equalPriority }: QueueAxes): readonly number[] {
  const { items, priorities } = state;
  if (items.length === 0) return [];
  if (order === "fifo") return items.slice(0, 1);
  if (order === "lifo") return items.slice(-1);
  const urgency = (item: number): number => priorities[item] ?? 0;
  const most = Math.min(...items.map(urgency));
  const urgent = items.filter((item) => urgency(item) === most);
  return equalPriority === "fifo" ? urgent.slice(0, 1) : urgent;
}

/** The state without the item. */
export function taken(state: QueueState, item: number): QueueState {
  return altered(state, { items: without(state.items, item) });
}

/** The state with an item that had been taken inside again, where it leaves next among its like. */
export function givenBack(state: QueueState, item: number, { order }: QueueAxes): QueueState {
  return altered(state, { items: order === "lifo" ? [...state.items, item] : [item, ...state.items] });
}

/** The state in which the item leaves before all others, as far as priorities allow. */
export function broughtForward(state: QueueState, item: number, axes: QueueAxes): QueueState {
  return givenBack(taken(state, item), item, axes);
}
