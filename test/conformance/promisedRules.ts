/** The rules that a preset promises under some axes. */
import { eventModelOf, queueModelOf, type Preset } from "../../src/models/catalog.js";
import { plainEvent, type EventAxes } from "../../src/models/event/axes.js";
import { DEFAULT_CLOSE, plainQueue, type QueueAxes } from "../../src/models/queue/axes.js";

const close = { close: DEFAULT_CLOSE, stop: { ...DEFAULT_CLOSE, items: "discarded" } } as const;

/** Every value of every axis comes up in one of these at least. */
export const someQueueAxes: readonly QueueAxes[] = [0, 1, Infinity].flatMap((capacity) => {
  const plain = { ...plainQueue, capacity };
  return [
    plain,
    { ...plain, order: "lifo" },
    { ...plain, order: "priority" },
    { ...plain, order: "priority", equalPriority: "fifo" },
    { ...plain, joins: true },
    { ...plain, close },
    { ...plain, overflow: "drop-new" },
    { ...plain, overflow: "drop-old" },
    { ...plain, overflow: "reject" },
    { ...plain, putSettles: "consumed" },
    { ...plain, putSettles: "pull" },
    { ...plain, putSettles: "backpressure" },
    { ...plain, putSettles: "immediate" },
  ] as readonly QueueAxes[];
});

/** Every value of every axis comes up in one of these at least. */
export function someEventAxes(preset: Preset): readonly EventAxes[] {
  const plain = plainEvent(preset === "contract");
  // CPython has no others
  const answering = [
    { ...plain, setResult: "changed" },
    { ...plain, waitResult: "true" },
    { ...plain, waitResult: "undefined" },
  ] as const;
  if (preset === "asyncio") return [plain, ...answering];
  return [
    plain,
    ...answering,
    { ...plain, clearedInTurn: "must" },
    { ...plain, clearedInTurn: "may" },
    { ...plain, clearedInTurn: "must-not" },
    { ...plain, kind: "auto-reset", releases: "one" },
    { ...plain, kind: "auto-reset", releases: "one", releaseOrder: "fifo" },
    { ...plain, kind: "auto-reset", releases: "one", memory: Infinity },
    { ...plain, kind: "pulse" },
    { ...plain, kind: "pulse", releases: "one" },
    { ...plain, kind: "pulse", releases: "one", releaseOrder: "fifo" },
  ];
}

/** Ids of the rules whose fault the models of a preset have under some axes. */
export function promisedRules(primitive: "event" | "queue", preset: Preset): ReadonlySet<string> {
  const models =
    primitive === "event"
      ? someEventAxes(preset).map((axes) => eventModelOf(preset, axes))
      : someQueueAxes.map((axes) => queueModelOf(preset, axes));
  return new Set(models.flatMap(({ faults }) => faults.map((fault) => fault.rule)));
}
