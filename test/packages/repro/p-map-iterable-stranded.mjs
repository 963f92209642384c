// @shutterstock/p-map-iterable 1.1.2: done() leaves a dequeue() waiting for ever, if an enqueue() waits at that moment.
import { setImmediate } from "node:timers/promises";
import { BlockingQueue } from "@shutterstock/p-map-iterable";

const queue = new BlockingQueue({ maxUnread: 1 });
const read = [];
for (const name of ["A", "B", "C"]) void queue.dequeue().then((item) => read.push(`${name}: ${item}`)); // 1. all wait
void queue.enqueue("x"); // 2. A is woken
void queue.enqueue("y"); // 3. B is woken; two items are unread, so this enqueue waits
queue.done(); // 4. no more items will come
await setImmediate();
console.log(`${read.join(", ")}, unread: ${queue.length}`); // C is missing
