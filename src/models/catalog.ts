/** Which model, with which faults, belongs to a primitive and a profile. */
import { plainEvent, type EventAxes } from "./event/axes.js";
import { autoReset } from "./event/autoReset.js";
import { plainFaults } from "./event/faults.js";
import { manualReset } from "./event/manualReset.js";
import { eventObservedFaults } from "./event/observedFaults.js";
import { pulse } from "./event/pulse.js";
import { releaseFaults } from "./event/releaseFaults.js";
import { eventTimeFaults } from "./event/timeFaults.js";
import type { EventState } from "./event/state.js";
import type { Fault, Model } from "./model.js";
import type { QueueAxes } from "./queue/axes.js";
import { queueAsyncio } from "./queue/asyncio.js";
import { queueContract } from "./queue/contract.js";
import { closeFaults } from "./queue/closeFaults.js";
import { commonFaults, passingOnFaults } from "./queue/faults.js";
import { joinFaults } from "./queue/joinFaults.js";
import { observedFaults } from "./queue/observedFaults.js";
import { orderFaults } from "./queue/orderFaults.js";
import { overflowFaults, settlingFaults } from "./queue/overflowFaults.js";
import { timeFaults } from "./queue/timeFaults.js";
import { queueFifo } from "./queue/fifo.js";
import { hintFaults, noBargingFaults, waiterOrderFaults } from "./queue/lineFaults.js";
import type { QueueState } from "./queue/state.js";

/** The presets that have a model of their own. */
export type Preset = "contract" | "fifo" | "asyncio";

/** A model, and the fault of every rule that it can break. */
export interface ModelWithFaults<S> {
  readonly model: Model<S>;
  readonly faults: readonly Fault<S>[];
}

/** The model of an event. CPython has manual-reset events only: `asyncio` of another kind is `fifo`. */
export function eventModelOf(
  preset: Preset,
  axes: EventAxes = plainEvent(preset === "contract"),
): ModelWithFaults<EventState> {
  const direct = preset === "contract" ? "contract" : "fifo";
  const model =
    axes.kind === "auto-reset"
      ? autoReset(direct, axes)
      : axes.kind === "pulse"
        ? pulse(direct, axes)
        : manualReset(preset, axes);
  return {
    model,
    faults: [
      ...plainFaults(model, preset, axes),
      ...releaseFaults(model, preset, axes),
      ...eventTimeFaults(model),
      ...eventObservedFaults(model, axes),
    ],
  };
}

/** The model of a queue. */
export function queueModelOf(preset: Preset, axes: QueueAxes): ModelWithFaults<QueueState> {
  const { capacity } = axes;
  switch (preset) {
    case "contract": {
      const model = queueContract(axes);
      return { model, faults: [...commonFaults(model, axes), ...axisFaults(model, axes)] };
    }
    case "fifo": {
      const model = queueFifo(axes);
      const line = [...waiterOrderFaults(model, capacity), ...noBargingFaults(model)];
      const passing = passingOnFaults(model, capacity);
      return { model, faults: [...commonFaults(model, axes), ...passing, ...line, ...axisFaults(model, axes)] };
    }
    case "asyncio": {
      const model = queueAsyncio(axes);
      const line = [...waiterOrderFaults(model, capacity), ...hintFaults(model, axes)];
      const passing = passingOnFaults(model, capacity);
      // CPython's queues always wait for room, and put() returns once the item is inside
      return { model, faults: [...commonFaults(model, axes), ...passing, ...line, ...sharedFaults(model, axes)] };
    }
  }
}

/** The faults of single axes. */
function axisFaults(model: Model<QueueState>, axes: QueueAxes): readonly Fault<QueueState>[] {
  return [...overflowFaults(model, axes), ...settlingFaults(model, axes), ...sharedFaults(model, axes)];
}

/** Those of the axes that every preset has. */
function sharedFaults(model: Model<QueueState>, axes: QueueAxes): readonly Fault<QueueState>[] {
  return [
    ...orderFaults(model, axes),
    ...joinFaults(model, axes),
    ...closeFaults(model, axes),
    ...timeFaults(model, axes),
    ...observedFaults(model, axes),
  ];
}
