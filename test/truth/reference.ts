/** One of CPython's objects beside the model of it: what is needed to compare the two. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { createNodeHost } from "../../src/host/node.js";
import { eventModelOf, queueModelOf } from "../../src/models/catalog.js";
import type { EventState } from "../../src/models/event/state.js";
import type { Model } from "../../src/models/model.js";
import type { QueueState } from "../../src/models/queue/state.js";
import { declaredCancellations } from "../../src/runner/smoke.js";
import { eventAxes, queueAxes } from "../../src/runner/semantics.js";
import { Workbench } from "../../src/runner/workbench.js";
import type { Config } from "../../src/scheduler/plan.js";

/** A workbench of a remote adapter: its space of plans, its table of operations, its judges. */
export function referenceBench(adapter: AnyAdapter): Workbench {
  const bench = new Workbench(adapter, createNodeHost(), declaredCancellations(adapter), () => undefined);
  if (adapter.primitive === "queue") bench.allowItems(adapter.profile.items ?? []);
  return bench;
}

/** The two functions that make models: the kit's own, or those of a mutated copy. */
export interface ModelMakers {
  readonly eventModelOf: typeof eventModelOf;
  readonly queueModelOf: typeof queueModelOf;
}

const OWN: ModelMakers = { eventModelOf, queueModelOf };

/** The model that an adapter's profile means in a configuration. */
export function modelOf(
  { primitive, profile }: AnyAdapter,
  config: Config,
  makers: ModelMakers = OWN,
): Model<EventState | QueueState> {
  const { model } =
    primitive === "event"
      ? makers.eventModelOf(profile.name, eventAxes(profile))
      : makers.queueModelOf(profile.name, { ...queueAxes(profile, config), joins: true });
  return model as Model<EventState | QueueState>;
}
