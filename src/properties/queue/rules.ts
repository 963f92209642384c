/**
 * The numbered rules of the Queue. Their faults stand in `src/models/queue/faults.ts`.
 *
 * Source of the semantics: CPython 3.13 `asyncio.Queue`, facts QU-01 to QU-44 and GN-01 to GN-04 of the executed
 * reference; direct hand-over and rendezvous: Scherer & Scott, "Nonblocking Concurrent Data Structures with Condition
 * Synchronization" (dual queues).
 */
import { byNumber, type Rule } from "../rule.js";
import { queueBulkRules } from "./bulkRules.js";
import { cancellationRules } from "./cancellationRules.js";
import { capacityRules } from "./capacityRules.js";
import { closingRules } from "./closingRules.js";
import { integrityRules } from "./integrityRules.js";
import { observationRules } from "./observationRules.js";
import { orderRules } from "./orderRules.js";
import { timeRules } from "./timeRules.js";
import { wakeupRules } from "./wakeupRules.js";

/** Every rule of Queue, in the order of its number. */
export const queueRules: readonly Rule[] = byNumber([
  ...cancellationRules,
  ...capacityRules,
  ...closingRules,
  ...integrityRules,
  ...observationRules,
  ...orderRules,
  ...timeRules,
  ...wakeupRules,
  ...queueBulkRules,
]);
