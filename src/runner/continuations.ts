/**
 * What may come after a failing plan: further calls, one after the other, each when everything is quiet. What they are
 * answered tells what the subject has become, where the plan alone leaves that open.
 */
import { CLIENTS, type CallStep, type Plan, type Step } from "../scheduler/plan.js";
import type { CallAction, PlanSpace } from "../scheduler/planSpace.js";
import { fitsSpace } from "./fitsSpace.js";

/** Most calls of one verb in a row. */
const MOST_IN_A_ROW = 6;

/** The plan with each continuation, the shortest first: one verb, one after another, and one again and again. */
export function* continuations(plan: Plan, space: PlanSpace): Generator<Plan> {
  const plain = space.actions.filter(
    (action): action is CallAction => action.do === "call" && action.variant === undefined,
  );
  for (const first of plain) yield* continued(plan, [first], space);
  for (const first of plain) for (const second of plain) yield* continued(plan, [first, second], space);
  const times = Math.min(plan.steps.length + 1, MOST_IN_A_ROW);
  if (times <= 2) return;
  for (const action of plain) yield* continued(plan, new Array<CallAction>(times).fill(action), space);
}

function* continued(plan: Plan, calls: readonly CallAction[], space: PlanSpace): Generator<Plan> {
  // who did nothing in the plan is certainly idle
  const used = new Set(plan.steps.map(({ client }) => client));
  const clients = Array.from({ length: CLIENTS }, (_, client) => client);
  const order = [...clients.filter((client) => !used.has(client)), ...clients.filter((client) => used.has(client))];
  const steps = calls.map((action): CallStep => {
    const client = order.find((one) => action.clients.includes(one)) ?? 0;
    return { do: "call", client, verb: action.verb, gap: "quiet" };
  });
  const longer: Plan = { ...plan, steps: [...plan.steps.map(atQuiet), ...steps] };
  if (fitsSpace(longer, space)) yield longer;

  // behind the last step of a plan everything becomes quiet, whatever its gap
  function atQuiet(step: Step, at: number): Step {
    return at === plan.steps.length - 1 ? { ...step, gap: "quiet" } : step;
  }
}
