import type { PutItems } from "./classifyAnswer.js";
import type { ItemClass } from "./plan.js";

/**
 * Makes the item of a put step: what the class says, and a fresh one wherever the class has more than one value. Notes it
 * in `items`, so that it is recognised when it comes back.
 */
export function makeItem(itemClass: ItemClass, step: number, items: PutItems): unknown {
  const item = freshItem(itemClass, step, items);
  items.add(step, item);
  return item;
}

function freshItem(itemClass: ItemClass, step: number, items: PutItems): unknown {
  switch (itemClass) {
    case "object":
      return { item: step };
    case "undefined":
      return undefined;
    case "null":
      return null;
    case "zero":
      return 0;
    case "empty-string":
      return "";
    case "nan":
      return Number.NaN;
    case "false":
      return false;
    case "error":
      return new Error(`item of step ${step}`);
    case "function":
      return (): number => step;
    case "rejected-promise":
      return rejectedItem(step, items);
  }
}

function rejectedItem(step: number, items: PutItems): Promise<never> {
  const reason = new Error(`item of step ${step}`);
  items.addRejection(step, reason);
  const item = Promise.reject<never>(reason);
  item.catch(() => undefined);
  return item;
}
