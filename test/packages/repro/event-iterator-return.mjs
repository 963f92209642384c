// event-iterator 2.0.0: a next() that waits when return() is called can never end.
import { setImmediate } from "node:timers/promises";
import { EventIterator } from "event-iterator";

let feed;
const iterator = new EventIterator((queue) => void (feed = queue))[Symbol.asyncIterator]();
let answer = "pending";
void iterator.next().then(() => (answer = "settled")); // 1. a consumer waits
await iterator.return(); // 2. another one leaves
feed.push("x"); // 3. ignored from now on
feed.stop(); // 4. ignored too
await setImmediate();
console.log(`next: ${answer}, later next: ${(await iterator.next()).done ? "done" : "value"}`);
