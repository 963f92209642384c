/** Which classes of items a queue gives back as it got them. */
import { ITEM_CLASSES, type ItemClass } from "../../scheduler/plan.js";
import { hasMeaning, holds, type Held } from "../itemClasses.js";
import type { QueueDefinition } from "../../adapters/contract.js";
import type { Workbench } from "../workbench.js";

/** What became of each class. */
export interface HeldItems {
  /** Classes that come through, plain objects left out. */
  readonly held: readonly ItemClass[];
  /** The others, and why not. `has a meaning`: the adapter maps that value to an answer. */
  readonly others: readonly { readonly item: ItemClass; readonly why: Exclude<Held, "yes"> | "has a meaning" }[];
}

/** Tries every class with every pair of verbs. */
export async function heldItems(bench: Workbench): Promise<HeldItems> {
  const held: ItemClass[] = [];
  const others: HeldItems["others"][number][] = [];
  for (const item of ITEM_CLASSES) {
    if (item === "object") continue;
    if (hasMeaning(bench.adapter as QueueDefinition, item)) {
      others.push({ item, why: "has a meaning" });
      continue;
    }
    const why = await holds(bench, item);
    if (why === "yes") held.push(item);
    else others.push({ item, why });
  }
  return { held, others };
}
