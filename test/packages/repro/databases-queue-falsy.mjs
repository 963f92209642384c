// @databases/queue 1.0.1: an AsyncQueue loses a falsy item that it had to store.
import { setImmediate } from "node:timers/promises";
import { AsyncQueue } from "@databases/queue";

for (const item of [1, 0, "", false, null, undefined, NaN]) {
  const queue = new AsyncQueue();
  queue.push(item); // 1. nobody waits: the item is stored
  let shifted = "pending";
  void queue.shift().then(() => (shifted = "resolved")); // 2. the item is there
  await setImmediate();

  const other = new AsyncQueue(); // the other order: a shift waits, then the push
  const waiting = other.shift();
  other.push(item);
  const isSame = Object.is(await waiting, item);
  const shown = typeof item === "string" ? '""' : String(item);
  console.log(
    `${shown}: ${shifted}, length ${queue.getLength()}; when the shift waits first: ${isSame ? "resolved" : "lost"}`,
  );
}
