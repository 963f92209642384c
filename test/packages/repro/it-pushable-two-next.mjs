// it-pushable 3.2.4: of two calls of next() that wait, the first is forgotten.
import { setImmediate } from "node:timers/promises";
import { pushable } from "it-pushable";

const source = pushable({ objectMode: true });
const ended = [];
for (const name of ["A", "B"]) void source.next().then(({ value }) => ended.push(`${name}: ${value}`)); // 1. both wait
source.push("x"); // 2. goes to B
source.push("y"); // 3. nobody is known to wait
source.end(); // 4. after "y"
await setImmediate();
console.log(ended.join(", ")); // A is missing
