// @shutterstock/p-map-iterable 1.1.2: a dequeue() that waits is told that the queue is done, though nobody called done().
import { setImmediate } from "node:timers/promises";
import { BlockingQueue } from "@shutterstock/p-map-iterable";

const queue = new BlockingQueue();
const read = [];
void queue.dequeue().then((item) => read.push(`A: ${item}`)); // 1. A waits
void queue.enqueue("x"); // 2. A is woken, and will look again some turns later
void queue.dequeue().then((item) => read.push(`B: ${item}`)); // 3. B does not wait, and takes "x"
await setImmediate();
console.log(read.join(", ")); // undefined: "there are no more items and processing is complete"
