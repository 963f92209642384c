import type { Verb } from "./subject.js";

/** What of a verb decides what a plan means: names, kinds and their order. */
export type VerbShape = Pick<Verb, "name" | "blocking" | "takesItem" | "takesPriority" | "variants">;

/**
 * Hash of an operation table, 24 bits. Tokens name verbs by their index in the table, so that a token made with
 * another table has to be refused.
 */
export function tableHash(verbs: readonly VerbShape[]): number {
  let hash = 0x811c9dc5;
  for (const char of verbs.map(shapeOf).join("\n")) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash ^ (hash >>> 24)) & 0xffffff;
}

/** The hash as reports print it: six hexadecimal digits. */
export function formatTableHash(verbs: readonly VerbShape[]): string {
  return tableHash(verbs).toString(16).padStart(6, "0");
}

function shapeOf({ name, blocking, takesItem, takesPriority, variants = [] }: VerbShape): string {
  const item = takesPriority === true ? "item!" : takesItem ? "item" : "";
  return [name, blocking ? "blocking" : "immediate", item, ...variants].join(" ");
}
