/** Which classes of items a queue gives back as it got them. */
import { ITEM_CLASSES, type ItemClass } from "../../scheduler/plan.js";
import type { Failure } from "../report.js";
import { hasMeaning, holds, type Held } from "../itemClasses.js";
import type { QueueDefinition } from "../../adapters/contract.js";
import type { Workbench } from "../workbench.js";

/** What became of each class. */
export interface HeldItems {
  /** Classes that come through, plain objects left out. */
  readonly held: readonly ItemClass[];
  /** The others, and why not. `has a meaning`: the adapter maps that value to an answer. */
  readonly others: readonly NotHeld[];
}

/** A class that does not come through. */
export interface NotHeld {
  readonly item: ItemClass;
  readonly why: Exclude<Held, "yes"> | "has a meaning" | "breaks a rule";
  /** What an item of this class leads to, under every profile. */
  readonly witness?: Failure;
}

/** The same, but for a class with which no profile explains what a plan shows. */
export function withoutItem({ held, others }: HeldItems, item: ItemClass, witness: Failure): HeldItems {
  return { held: held.filter((one) => one !== item), others: [...others, { item, why: "breaks a rule", witness }] };
}

/** Tries every class with every pair of verbs; a remote subject may know no such values, so there the profile says. */
export async function heldItems(bench: Workbench, declared: readonly ItemClass[]): Promise<HeldItems> {
  if (bench.adapter.remote) return { held: declared, others: [] };
  const held: ItemClass[] = [];
  const others: NotHeld[] = [];
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
