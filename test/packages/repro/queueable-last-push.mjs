// queueable 5.3.2: a last push() closes a Channel if it waits for its pull, and does not if a pull waits for it.
import { setImmediate } from "node:timers/promises";
import { Channel } from "queueable";

const shown = ({ done, value }) => (done ? "done" : value);

const channel = new Channel();
const pulled = [];
for (const name of ["A", "B"]) void channel.next().then((result) => pulled.push(`${name}: ${shown(result)}`)); // 1. both wait
void channel.push(undefined, true); // 2. "closes the balancer when this result is resolved": A's
await setImmediate();
void channel.push("more"); // 3. after the end
await setImmediate();
console.log(`pulls first: ${pulled.join(", ")}`);

const other = new Channel();
void other.push(undefined, true); // the same, with the last push first
console.log(`push first: A: ${shown(await other.next())}, B: ${shown(await other.next())}`);
