/**
 * The numbered rules of Event. Their faults stand in `src/models/event/*Faults.ts`. EVENT-01 to 20 are those of the
 * manual-reset event (`asyncio.Event`), some of them hold for events of every kind.
 *
 * Source of the semantics: CPython 3.13 `asyncio.Event`, facts EV-01 to EV-18 and GN-01 to GN-04 of the executed
 * reference.
 */
import { byNumber, type Rule } from "../rule.js";
import { eventBulkRules } from "./bulkRules.js";
import { cancellationRules } from "./cancellationRules.js";
import { integrityRules } from "./integrityRules.js";
import { observationRules } from "./observationRules.js";
import { orderRules } from "./orderRules.js";
import { timeRules } from "./timeRules.js";
import { wakeupRules } from "./wakeupRules.js";

/** Every rule of Event, in the order of its number. */
export const eventRules: readonly Rule[] = byNumber([
  ...cancellationRules,
  ...integrityRules,
  ...observationRules,
  ...orderRules,
  ...timeRules,
  ...wakeupRules,
  ...eventBulkRules,
]);
