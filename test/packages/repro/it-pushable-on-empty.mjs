// it-pushable 3.2.4: onEmpty() resolves at once, whatever is in the queue, unless it is given a signal.
import { setImmediate } from "node:timers/promises";
import { pushable } from "it-pushable";

for (const options of [undefined, { signal: new AbortController().signal }]) {
  const source = pushable({ objectMode: true });
  source.push("x"); // 1. nobody takes it
  let answer = "pending";
  void source.onEmpty(options).then(() => (answer = "resolved")); // 2. "resolves when the underlying queue becomes empty"
  await setImmediate();
  console.log(`${options ? "with" : "without"} a signal: ${answer}, length ${source.readableLength}`);
}
