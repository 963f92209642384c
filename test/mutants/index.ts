/** Wrong implementations: for each rule the smallest one that breaks it, and a small museum. */
import { eventMutants } from "./event.js";
import { eventKindMutants } from "./eventKinds.js";
import type { Mutant } from "./mutant.js";
import { queueCancelMutants } from "./queueCancel.js";
import { queueItemMutants } from "./queueItems.js";
import { queueOrderMutants } from "./queueOrder.js";

export { extraMutants } from "./extra.js";
export type { Mutant } from "./mutant.js";

/** One for each rule, by id. */
export const mutants: readonly Mutant[] = [
  ...eventMutants,
  ...eventKindMutants,
  ...[...queueItemMutants, ...queueCancelMutants, ...queueOrderMutants].sort((a, b) => a.rule.localeCompare(b.rule)),
];
