// effect 4.1.0, right although it looks odd: a take that begins in the turn of an offer overtakes a take that waits.
import { setTimeout } from "node:timers/promises";
import { Effect, Queue } from "effect";

const queue = await Effect.runPromise(Queue.unbounded());
const taken = [];
const take = (name) => void Effect.runPromise(Queue.take(queue)).then((item) => taken.push(`${name} takes ${item}`));
take("A"); // 1. A parks
await setTimeout(5);
Queue.offerUnsafe(queue, 1); // 2. A is told to look again, later
take("B"); // 3. B looks at once
await setTimeout(5);
Queue.offerUnsafe(queue, 2); // 4. A kept its place
await setTimeout(5);
console.log(taken.join(", "));
