/** Which rules a reader wants to see, in which order. */
import type { Case } from "./cases.js";
import { VERDICTS, type Verdict } from "./verdicts.js";

/** What rules can be sorted by. */
export type Column = "verdict" | "name" | "sentence" | "category" | "situations";

/** What the reader has chosen. */
export interface Choice {
  readonly verdicts: ReadonlySet<Verdict>;
  /** Empty is any. */
  readonly category: string;
  /** Every word of it has to occur, in any case. */
  readonly text: string;
  readonly by: Column;
  readonly isDescending: boolean;
}

/** The chosen cases in the chosen order; cases that are equal in it keep their order. */
export function selectCases(
  cases: readonly Case[],
  { verdicts, category, text, by, isDescending }: Choice,
): readonly Case[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const chosen = cases.filter((each) => {
    const said = `${each.title} ${each.sentence} ${each.reason}`.toLowerCase();
    const fits = category === "" || each.category === category;
    return fits && verdicts.has(each.verdict) && words.every((word) => said.includes(word));
  });
  const sign = isDescending ? -1 : 1;
  return chosen.sort((a, b) => sign * compare(a, b, by));
}

function compare(a: Case, b: Case, by: Column): number {
  if (by === "verdict") return VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict);
  if (by === "situations") return (a.situations ?? -1) - (b.situations ?? -1);
  return a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : 0;
}
