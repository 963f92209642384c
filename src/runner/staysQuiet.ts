/** Whether a subject that is about to be accused really does nothing more, or is woken by what the host cannot see. */
import type { History } from "../scheduler/history.js";
import type { Plan } from "../scheduler/plan.js";
import { AdapterError } from "../scheduler/subject.js";
import type { Workbench } from "./workbench.js";

/**
 * Runs the plan once more, with a few real milliseconds at each quiet point. Rejects with an {@link AdapterError} where
 * something else is observed than in `history`: then something wakes the subject that the host cannot see, and its quiet
 * points are none. Real time only ever withdraws an accusation here, and never makes one.
 */
export async function staysQuiet(bench: Workbench, plan: Plan, history: History): Promise<void> {
  if (bench.adapter.remote) return;
  const patient = await bench.run(plan, "patient");
  if (patient.events.join() === history.events.join()) return;
  throw new AdapterError(
    `${bench.adapter.name} goes on when it is given some milliseconds, though nothing of it is under way as far as Node ` +
      `tells: a wake that comes from WebAssembly, \`Atomics.waitAsync\` or a native addon cannot be observed, so that ` +
      `whether it is quiet cannot be known. Plan: ${JSON.stringify(plan)}`,
  );
}
