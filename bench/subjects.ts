/** The two queues that are measured, each with the profile that it is built for. */
import type { AnyAdapter } from "../src/adapters/contract.js";
import { createNodeHost } from "../src/host/node.js";
import type { Drains } from "../src/host/rounds.js";
import { workbenchFor } from "../src/runner/setUp.js";
import { Workbench } from "../src/runner/workbench.js";
import { adaptQueue, type QueueLike } from "../test/subjects/adaptSubject.js";
import { ArrayQueue } from "../test/subjects/arrayQueue.js";
import { DirectQueue } from "../test/subjects/directQueue.js";

/** A queue, alone and behind its adapter. */
export interface MeasuredQueue {
  readonly name: string;
  readonly create: (maxsize: number) => QueueLike;
  readonly adapter: AnyAdapter;
}

function measured(name: string, create: (maxsize: number) => QueueLike, profile: "contract" | "fifo"): MeasuredQueue {
  return { name, create, adapter: adaptQueue(name, create, profile) };
}

export const queues: readonly MeasuredQueue[] = [
  measured("wake and retry, contract", (maxsize) => new ArrayQueue(maxsize), "contract"),
  measured("direct hand-over, fifo", (maxsize) => new DirectQueue(maxsize), "fifo"),
];

/** A workbench as a check makes it. */
export async function workbenchOf(adapter: AnyAdapter, drains: Drains): Promise<Workbench> {
  return workbenchFor(adapter, { host: createNodeHost({ drains }) });
}

/** A workbench whose plans cancel nothing. */
export function workbenchWithoutCancels(adapter: AnyAdapter, drains: Drains): Workbench {
  const none = { cancellable: [], abortable: [], clientsDiffer: false };
  return new Workbench(adapter, createNodeHost({ drains }), none, () => undefined);
}
