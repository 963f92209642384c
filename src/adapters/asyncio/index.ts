/**
 * `async-tck/asyncio`: the Event and the queues of Python's asyncio for JavaScript, with the semantics of CPython 3.13,
 * turn by turn. Stands alone: it uses nothing of the kit, no package and nothing from Node.
 *
 * Limits. Python's tasks are promises here: an abort cancels one call, not a task. There are no loops to be bound to, and
 * no `repr`.
 */
export { Event } from "./event.js";
export { LifoQueue } from "./lifoQueue.js";
export { PriorityQueue, type PriorityOptions } from "./priorityQueue.js";
export { Queue, type ShutdownOptions } from "./queue.js";
export { QueueEmpty, QueueFull, QueueShutDown } from "./errors.js";
export type { ItemStore } from "./itemStore.js";
export type { CallOptions } from "./waiters.js";
