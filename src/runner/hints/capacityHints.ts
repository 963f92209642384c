/** Does `create` take the capacities that are declared, and only those? */
import type { QueueProfile } from "../../adapters/profiles.js";
import { AdapterError } from "../../scheduler/subject.js";
import type { Profile } from "./declarations.js";
import { isExplainedUnder, type Observed } from "./fitDeclarations.js";
import { probes } from "./probes.js";
import type { Workbench } from "../workbench.js";

const MEANINGS = ["unbounded", "rendezvous"] as const;
const config = { capacity: 0 };

/** Sentences about capacities that do not fit `create`. */
export async function capacityHints(bench: Workbench): Promise<readonly string[]> {
  const { adapter } = bench;
  if (adapter.primitive !== "queue") return [];
  if (adapter.profile.zero === "refused") return refusedHints(bench, adapter.profile);
  const { capacities, putSettles } = adapter.profile;
  return capacities === "none" && putSettles !== "immediate" ? noneHints(bench) : [];
}

/** Where there is said to be no capacity: whether the subject behaves otherwise when it is made with one. */
async function noneHints(bench: Workbench): Promise<readonly string[]> {
  for (const steps of probes(bench)) {
    const without = await bench.run({ config: { capacity: null }, steps });
    const bounded = await bench.run({ config: { capacity: 1 }, steps });
    if (bounded.events.join() === without.events.join()) continue;
    return [
      "`profile.capacities` says `none`, but the subject has one: made with `maxsize` 1 it behaves otherwise than with " +
        "Infinity. List those to try, as `capacities: [Infinity, 1, 2]`, or let `create` not read `maxsize`",
    ];
  }
  return [];
}

/** Where 0 is said to be refused: whether it is, and what it seems to mean if not. */
async function refusedHints(bench: Workbench, declared: QueueProfile): Promise<readonly string[]> {
  try {
    await bench.run({ config, steps: [] });
  } catch (error) {
    if (error instanceof AdapterError) return [];
    throw error;
  }
  const observed: Observed[] = [];
  for (const steps of probes(bench)) {
    const plan = { config, steps };
    observed.push({ plan, history: await bench.run(plan) });
  }
  const fits = MEANINGS.filter((zero) => {
    const profile: Profile = { ...(declared as Profile), capacities: [0], zero };
    return isExplainedUnder(bench, profile, observed);
  });
  const [meaning] = fits;
  const seems = fits.length === 1 && meaning ? `, and behaves as \`zero: ${JSON.stringify(meaning)}\`` : "";
  return [
    `\`profile.zero\` says that capacity 0 is refused, but \`create\` takes it${seems}: is the declaration wrong, or ` +
      "does the subject forget to check it?",
  ];
}
