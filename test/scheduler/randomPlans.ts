import fc from "fast-check";
import { CLIENTS, GAPS, ITEM_CLASSES, SIGNAL_SCOPES, type Plan, type Step } from "../../src/scheduler/plan.js";

const client = fc.nat(CLIENTS - 1);
const gap = fc.constantFrom(...GAPS);

/** Any step that calls one of the verbs, cancels or elapses; with `every` field in use now and then. */
function step(verbs: readonly string[], every: boolean): fc.Arbitrary<Step> {
  const call = fc.record(
    {
      do: fc.constant("call" as const),
      client,
      verb: fc.constantFrom(...verbs),
      gap,
      chained: fc.constant(true as const),
      ...(every
        ? {
            item: fc.constantFrom(...ITEM_CLASSES.slice(1)),
            aborted: fc.constant(true as const),
          }
        : {}),
    },
    { requiredKeys: ["do", "client", "verb", "gap"] },
  );
  const cancel = fc.record({ do: fc.constant("cancel" as const), client, gap });
  const elapse = fc.record({ do: fc.constant("elapse" as const), client, gap });
  return fc.oneof({ arbitrary: call, weight: 6 }, cancel, ...(every ? [elapse] : [])) as fc.Arbitrary<Step>;
}

/** Any plan. Without `every`, only what the executor runs today, and no timers. */
export function anyPlan(verbs: readonly string[], { every = false, maxLength = 12 } = {}): fc.Arbitrary<Plan> {
  return fc.record(
    {
      config: fc.record({ capacity: fc.option(fc.nat(4), { nil: null }) }),
      steps: fc.array(step(verbs, every), { maxLength, size: "max" }),
      ...(every ? { signals: fc.constantFrom(...SIGNAL_SCOPES.slice(1)) } : {}),
    },
    { requiredKeys: ["config", "steps"] },
  ) as fc.Arbitrary<Plan>;
}
