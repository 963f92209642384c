import { AsyncResource } from "node:async_hooks";

const OPTIONS = { requireManualDestroy: true, triggerAsyncId: 1 } as const;

/**
 * A number that Node has given to nothing yet: it numbers all that is asynchronous in the order in which it is made, save
 * promises while nobody observes them. Two calls answer neighbours if and only if nothing was made between them: no
 * timer, no immediate, no `nextTick`, no request, no port. Far cheaper than to ask what there is, but blind to what was
 * there before and is started again.
 */
export function nextNumber(): number {
  return new AsyncResource("async-tck", OPTIONS).asyncId();
}
