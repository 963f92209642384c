/** Masking: a rule whose smallest wrong history is accepted with the allowed faults cannot be seen to hold. */
import { Judge } from "../conformance/judge.js";
import { eventModelOf, queueModelOf, type Preset } from "../models/catalog.js";
import { plainEvent } from "../models/event/axes.js";
import { plainQueue } from "../models/queue/axes.js";
import { ruleOrder, rulesOf } from "../properties/index.js";
import { smallestWrong, type SmallestWrong } from "../properties/smallestWrong.js";

/** Which models rules are masked in. */
export interface ModelName {
  readonly primitive: "event" | "queue";
  readonly preset: Preset;
}

/** Histories in words name their verbs: they need no table. */
const NO_TABLE = { verbs: [], observers: [] } as const;

/** The allowed faults that hide breaches of a rule: empty when none does. */
export function maskedBy(model: ModelName, rule: string, allowed: readonly string[]): readonly string[] {
  if (allowed.length === 0) return [];
  const wrong = smallestWrong(rule, model.preset);
  if (!wrong) return [];
  const judge = judgeOf(model, wrong);
  const hides = (faults: readonly string[]): boolean => judge.accepts(wrong.events, faults);
  const alone = allowed.filter((fault) => hides([fault]));
  if (alone.length > 0) return alone;
  return hides(allowed) ? allowed : [];
}

/** The judge of a model with the plain axes of the preset but for those that a smallest wrong history is about. */
function judgeOf({ primitive, preset }: ModelName, { capacity, axes }: SmallestWrong): Judge {
  const source =
    primitive === "event"
      ? eventModelOf(preset, { ...plainEvent(preset === "contract"), ...axes })
      : queueModelOf(preset, { ...plainQueue, ...axes, capacity });
  return new Judge(source, NO_TABLE, ruleOrder(rulesOf(primitive), preset));
}
