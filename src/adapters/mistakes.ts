import { describeValue } from "../scheduler/describeValue.js";
import { nearest } from "./nearest.js";

/** An object of whatever shape. */
export type Fields = Readonly<Record<string, unknown>>;

/** Collects what is wrong with an adapter, one sentence a mistake. */
export class Check {
  readonly mistakes: string[] = [];

  fail(sentence: string): void {
    this.mistakes.push(sentence);
  }

  is(name: string, value: unknown, expected: string, holds: (value: unknown) => boolean): void {
    if (!holds(value)) this.fail(`Expected \`${name}\` to be ${expected}, got \`${describeValue(value)}\``);
  }

  optional(name: string, value: unknown, expected: string, holds: (value: unknown) => boolean): void {
    if (value !== undefined) this.is(name, value, expected, holds);
  }

  oneOf(name: string, value: unknown, allowed: readonly string[]): void {
    this.is(name, value, orList(allowed, ""), (given) => typeof given === "string" && allowed.includes(given));
  }

  isObject(name: string, value: unknown): value is Fields {
    const holds = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!holds) this.is(name, value, "an object", () => false);
    return holds;
  }

  names(what: string, fields: Fields, known: readonly string[]): void {
    for (const name of Object.keys(fields)) {
      if (known.includes(name)) continue;
      const meant = nearest(name, known);
      const hint = meant === undefined ? `it may have ${known.join(", ")}` : `did you mean \`${meant}\`?`;
      this.fail(`Unknown property \`${name}\` of ${what}: ${hint}`);
    }
  }
}

/** `put` or `get`. */
export function orList(words: readonly string[], quote = "`"): string {
  const quoted = words.map((word) => `${quote}${word}${quote}`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted[quoted.length - 1]}`;
}
