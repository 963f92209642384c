/** The axes that smallest wrong histories are about: of each those that differ from the plain ones. */
import { DEFAULT_CLOSE, type QueueAxes } from "../models/queue/axes.js";

type Axes = Partial<QueueAxes>;

export const LIFO: Axes = { order: "lifo" };
export const PRIORITY: Axes = { order: "priority" };
export const STABLE_PRIORITY: Axes = { order: "priority", equalPriority: "fifo" };
export const JOINS: Axes = { joins: true };
export const DROP_NEW: Axes = { overflow: "drop-new" };
export const DROP_OLD: Axes = { overflow: "drop-old" };
export const REJECT: Axes = { overflow: "reject" };
export const CONSUMED: Axes = { putSettles: "consumed" };
export const DRAIN: Axes = { close: { close: DEFAULT_CLOSE } };
export const DISCARD: Axes = { close: { close: { ...DEFAULT_CLOSE, items: "discarded" } } };
