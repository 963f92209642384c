import type { ItemClass } from "./plan.js";

/** Makes the item of a put step: what the class says, and a fresh one wherever the class has more than one value. */
export function makeItem(itemClass: ItemClass, step: number): unknown {
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
      return rejectedItem(step);
  }
}

function rejectedItem(step: number): Promise<never> {
  const item = Promise.reject<never>(new Error(`item of step ${step}`));
  item.catch(() => undefined);
  return item;
}
