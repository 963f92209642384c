/** The smallest wrong history of each rule under each preset, in the words of `src/conformance/words.ts`. */
import { fromWords } from "../conformance/words.js";
import type { Preset } from "../models/catalog.js";
import type { EventAxes } from "../models/event/axes.js";
import type { ModelEvent } from "../models/model.js";
import type { QueueAxes } from "../models/queue/axes.js";
import { smallestWrongHistories } from "./smallestWrongHistories.js";

/** One smallest wrong history. */
export interface SmallestWrong {
  /** Capacity of the queue; Infinity for an event. */
  readonly capacity: number;
  readonly words: string;
  /** Where the rule is about other axes than the plain ones: those that differ. */
  readonly axes?: Partial<EventAxes & QueueAxes>;
}

/** The smallest wrong history of a rule: rejected by the model and by every fault that is not more general. */
export function smallestWrong(
  rule: string,
  preset: Preset,
): (SmallestWrong & { readonly events: readonly ModelEvent[] }) | null {
  const found = smallestWrongHistories[preset][rule];
  return found ? { ...found, events: fromWords(found.words) } : null;
}
