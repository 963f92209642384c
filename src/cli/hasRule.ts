import { rulesOf } from "../properties/index.js";
import { isStrategy } from "../runner/options.js";

/** Whether what `--rule` names is to be sought in a primitive; without it everything is. */
export function hasRule(primitive: "event" | "queue", rule: string | undefined): boolean {
  return rule === undefined || isStrategy(rule) || rulesOf(primitive).some(({ id }) => id === rule);
}
