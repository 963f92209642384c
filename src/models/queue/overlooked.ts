/** Only after a fault: a get() that was overlooked waits although something is inside, and may be served past that. */
import type { ModelEvent } from "../model.js";
import type { QueueAxes } from "./axes.js";
import { handedOver } from "./settling.js";
import { altered, effected, newOperation, withOperation, type QueueState } from "./state.js";

const NONE: readonly QueueState[] = [];

/** The item that comes goes straight to a get() that is overlooked, whatever is inside. */
export function servedFirst(state: QueueState, event: ModelEvent, axes: QueueAxes): readonly QueueState[] {
  const comes =
    (event.kind === "call" && event.verb === "put") ||
    (event.kind === "now" && event.verb === "putNowait" && event.outcome === "ok");
  if (!comes || state.closed !== "") return NONE;
  const served: QueueState[] = [];
  for (const [getter, operation] of state.operations.entries()) {
    if (operation?.verb !== "get" || operation.phase !== "asleep") continue;
    const brought =
      event.kind === "now"
        ? altered(state, { unfinished: state.unfinished + (axes.joins ? 1 : 0) })
        : handedOver(withOperation(state, event.client, newOperation("put", event.item)), event.client, axes);
    served.push(effected(brought, getter, event.item));
  }
  return served;
}
