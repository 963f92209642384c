/** Every separation, in the order of docs/profiles.md. */
import { callSeparations } from "./callSeparations.js";
import { closeSeparations } from "./closeSeparations.js";
import { eventSeparations } from "./eventSeparations.js";
import { queueSeparations } from "./queueSeparations.js";
import type { Separation } from "./separation.js";

export const separations: readonly Separation[] = [
  ...eventSeparations,
  ...queueSeparations,
  ...closeSeparations,
  ...callSeparations,
];

/** Values that no plan is about, by axis; `axisWords.ts` says how they are checked. */
export const notInPlans: Readonly<Record<string, readonly string[]>> = {
  "queue.zero": ["refused"],
  "queue.constantCost": ["true", "false"],
};
