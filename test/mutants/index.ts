/**
 * Wrong implementations: for each rule the smallest one that breaks it, a museum of bugs that happened, and single changes
 * to correct queues and events of many builds.
 */
import { eventMutants } from "./event.js";
import { eventKindMutants } from "./eventKinds.js";
import { happened } from "./happened.js";
import { museumMutants } from "./museum.js";
import type { Mutant } from "./mutant.js";
import { eventOperatorMutants } from "./operatorsEvents.js";
import { handOverMutants } from "./operatorsHandOver.js";
import { hintMutants } from "./operatorsHints.js";
import { permitMutants } from "./operatorsPermits.js";
import { queueBulkMutants } from "./queueBulk.js";
import { queueCancelMutants } from "./queueCancel.js";
import { queueCloseMutants } from "./queueClose.js";
import { queueItemMutants } from "./queueItems.js";
import { queueOrderMutants } from "./queueOrder.js";
import { queueOrdersMutants } from "./queueOrders.js";
import { queueOverflowMutants } from "./queueOverflow.js";
import { queueTimeMutants } from "./queueTime.js";

export { equivalentMutants } from "./equivalent.js";
export type { Mutant } from "./mutant.js";

/** One for each rule, by id. */
export const mutants: readonly Mutant[] = placed([
  ...eventMutants,
  ...eventKindMutants,
  ...[...queueItemMutants, ...queueCancelMutants, ...queueOrderMutants].sort((a, b) => a.rule.localeCompare(b.rule)),
  ...queueOrdersMutants,
  ...queueOverflowMutants,
  ...queueCloseMutants,
  ...queueTimeMutants,
  ...queueBulkMutants,
]);

/** Further ones. `rule` is the rule that the report should name. */
export const extraMutants: readonly Mutant[] = placed([
  ...museumMutants,
  ...eventOperatorMutants,
  ...handOverMutants,
  ...hintMutants,
  ...permitMutants,
]);

function placed(all: readonly Mutant[]): readonly Mutant[] {
  return all.map((mutant) => {
    const place = happened[mutant.name];
    return place === undefined ? mutant : { ...mutant, happened: place };
  });
}
