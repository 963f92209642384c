// async-channel 0.2.0, right although it looks odd: B resumes before A, although A was handed its item first.
import { setImmediate } from "node:timers/promises";
import { Channel } from "async-channel";

const channel = new Channel(2);
const resumed = [];
void channel.get().then((item) => resumed.push(`A with ${item}`)); // 1. A parks
void channel.push(1); // 2. A is handed 1: its promise is resolved with a promise, which takes turns
void channel.push(2); // 3. 2 is stored
void channel.get().then((item) => resumed.push(`B with ${item}`)); // 4. B does not park
await setImmediate();
console.log(resumed.join(", "));
