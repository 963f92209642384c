// signal-promise 1.0.3: a notify() releases a wait(ms) that begins after it.
import { setImmediate } from "node:timers/promises";
import Signal from "signal-promise";

async function resumedBy(...limit) {
  const signal = new Signal();
  const resumed = [];
  void signal.wait().then(() => resumed.push("A")); // 1. A waits
  signal.notify(); // 2. A is notified
  void signal.wait(...limit).then(() => resumed.push("B")); // 3. B waits for the next notify()
  await setImmediate();
  return resumed.join(", ");
}

console.log(`B without a limit: ${await resumedBy()}`);
console.log(`B with a limit of an hour: ${await resumedBy(3_600_000)}`);
