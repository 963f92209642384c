/** Wrong implementations: for each rule the smallest one that breaks it, and a small museum. */
import { eventMutants } from "./event.js";
import { eventKindMutants } from "./eventKinds.js";
import type { Mutant } from "./mutant.js";
import { queueBulkMutants } from "./queueBulk.js";
import { queueCancelMutants } from "./queueCancel.js";
import { queueCloseMutants } from "./queueClose.js";
import { queueItemMutants } from "./queueItems.js";
import { queueOrderMutants } from "./queueOrder.js";
import { queueOrdersMutants } from "./queueOrders.js";
import { queueOverflowMutants } from "./queueOverflow.js";
import { queueTimeMutants } from "./queueTime.js";

export { extraMutants } from "./extra.js";
export type { Mutant } from "./mutant.js";

/** One for each rule, by id. */
export const mutants: readonly Mutant[] = [
  ...eventMutants,
  ...eventKindMutants,
  ...[...queueItemMutants, ...queueCancelMutants, ...queueOrderMutants].sort((a, b) => a.rule.localeCompare(b.rule)),
  ...queueOrdersMutants,
  ...queueOverflowMutants,
  ...queueCloseMutants,
  ...queueTimeMutants,
  ...queueBulkMutants,
];
