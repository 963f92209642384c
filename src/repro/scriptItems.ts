/** Items of a script: plain values where they can be told apart, and else values that it declares. */
import type { ItemClass } from "../scheduler/plan.js";
import type { Draft } from "./draft.js";
import { NotWritten } from "./printer.js";

const LITERALS: Readonly<Partial<Record<ItemClass, string>>> = {
  null: "null",
  zero: "0",
  "empty-string": '""',
  nan: "NaN",
  false: "false",
};

/** What stands for each item. */
export class ScriptItems {
  readonly #items = new Map<number, string>();
  readonly #declarations: string[] = [];

  constructor(private readonly draft: Draft) {}

  /** Declarations of items that have a name, whole lines. */
  get declarations(): readonly string[] {
    return this.#declarations;
  }

  /** The item of a step, as an expression. Throws a {@link NotWritten} where there is none. */
  item(step: number): string {
    const known = this.#items.get(step);
    if (known !== undefined) return known;
    const planned = this.draft.step({ step })?.item ?? "object";
    const text = this.#newItem(planned, this.draft.names.of(step));
    this.#items.set(step, text);
    return text;
  }

  #newItem(itemClass: ItemClass, name: string): string {
    const literal = LITERALS[itemClass];
    if (literal !== undefined) return literal;
    if (itemClass === "object" && !this.draft.manner.hasObjects) return `"item ${name}"`;
    const made = {
      object: `{ item: ${name} }`,
      undefined: "undefined",
      error: `new Error("item ${name}")`,
      function: `() => ${name}`,
    }[itemClass as string];
    if (made === undefined) throw new NotWritten("one of its items is a rejected promise");
    const own = this.draft.fresh(`item${name}`);
    this.#declarations.push(`const ${own} = ${made};`);
    return own;
  }
}
