/** A workbench for an adapter, as every check, replay and measurement begins with it. */
import type { AnyAdapter } from "../adapters/contract.js";
import { createNodeHost } from "../host/node.js";
import type { Host } from "../scheduler/host.js";
import type { Plan } from "../scheduler/plan.js";
import { cancellableVerbs, smokeCheck } from "./smoke.js";
import { Workbench } from "./workbench.js";

/** Where it runs, and who is told of each plan before it runs. */
export interface SetUp {
  readonly host?: Host;
  readonly onPlan?: (plan: Plan) => void;
}

/** A workbench that knows which operations can be cancelled. Rejects with an AdapterError where no subject can be made. */
export async function workbenchFor(adapter: AnyAdapter, setUp: SetUp = {}): Promise<Workbench> {
  const { host = createNodeHost(), onPlan = () => undefined } = setUp;
  return new Workbench(adapter, host, await cancellableVerbs(adapter, host, onPlan), onPlan);
}

/** The same after a smoke check, which also settles which items its plans may bring; with the hints of that check. */
export async function checkedWorkbench(
  adapter: AnyAdapter,
  setUp: SetUp = {},
): Promise<{ readonly bench: Workbench; readonly hints: readonly string[] }> {
  const bench = await workbenchFor(adapter, setUp);
  return { bench, hints: await smokeCheck(bench) };
}
