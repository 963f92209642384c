import { rulesOf } from "../properties/index.js";
import { SWARM } from "../runner/options.js";

/** Whether what `--rule` names is to be sought in a primitive; without it everything is. */
export function hasRule(primitive: "event" | "queue", rule: string | undefined): boolean {
  return rule === undefined || rule === SWARM || rulesOf(primitive).some(({ id }) => id === rule);
}
