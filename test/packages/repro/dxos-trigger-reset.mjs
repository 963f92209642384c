// @dxos/async 2.33.8: reset() of a Trigger that is WAITING strands whoever waits already.
import { setImmediate } from "node:timers/promises";
import { Trigger } from "@dxos/async";

const trigger = new Trigger();
const resumed = [];
void trigger.wait().then(() => resumed.push("A")); // 1. A waits; the trigger is WAITING
trigger.reset(); // 2. back to WAITING from WAITING
trigger.wake(); // 3. "will be resolved once `wake()` is called"
void trigger.wait().then(() => resumed.push("B")); // 4. the trigger is READY now
await setImmediate();
console.log(`resumed: ${resumed.join(", ")}`); // A is missing
