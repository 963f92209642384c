/** docs/minimality.md: what `npm run bench:minimality -- --write` measured, for readers. */
import { format } from "prettier";
import type { Measured, Miss } from "./measure.js";
import type { Searched } from "./shortestPlan.js";

/** What is kept in results.json. */
export interface Results {
  /** Steps of the random plans. */
  readonly long: number;
  readonly seeds: readonly number[];
  /** Most plans that the breadth-first search tries at a length. */
  readonly most: number;
  readonly mutants: number;
  readonly measured: readonly Measured[];
}

/** Totals over some failing plans. */
export interface Totals {
  readonly plans: number;
  /** No shorter plan fails. */
  readonly shortest: number;
  /** A shorter plan fails. */
  readonly longer: number;
  /** None of those that were tried fails, but there were too many for some length. */
  readonly undecided: number;
}

export function totalsOf(measured: readonly Measured[]): Totals {
  const misses = measured.flatMap(({ miss }) => miss ?? []);
  const longer = misses.filter(({ shorter }) => shorter !== null).length;
  return {
    plans: measured.length,
    longer,
    undecided: misses.length - longer,
    shortest: measured.length - misses.length,
  };
}

/** The page for the results. */
export async function minimalityPage(results: Results): Promise<string> {
  const text = [introduction(results), table(results), misses(results), search(results), mutantTable(results)];
  return format(text.join("\n\n"), { parser: "markdown", printWidth: 120, proseWrap: "always" });
}

function isDefault({ seed }: Measured): boolean {
  return seed === null;
}

function introduction({ long, seeds, mutants }: Results): string {
  return `# How short failing plans become

<!-- Written by scripts/minimality.mjs from test/minimality/results.json, which \`npm run bench:minimality -- --write\` makes. Do not edit. -->

For each of ${mutants} wrong implementations (test/mutants; those of the bulk rules have no plans), two kinds of failing plans
were shrunk as a hunt does it, and then compared with a shortest failing plan:

- the first violation of a **default run** (seed 1), which the exhaustive scopes mostly find;
- the first failing plan among **random plans of ${long} steps**, with ${seeds.length} seeds each, so that all of the shrinking has to be
  done by fast-check and the kit's last pass.

A plan counts as shortest when no plan with fewer steps in the same configuration contradicts the model, whatever rule that
would break: the shrinking may end in another violation than it began with, so the measure is the shortest violation of any
kind. Configurations are not compared: in another capacity there may be a shorter plan still.`;
}

function table({ measured }: Results): string {
  const groups: readonly (readonly [string, readonly Measured[]])[] = [
    ["default run", measured.filter(isDefault)],
    ["random plans", measured.filter((each) => !isDefault(each))],
    ["together", measured],
  ];
  const rows = groups.map(([name, group]) => {
    const { plans, shortest, longer, undecided } = totalsOf(group);
    const passing = group.filter(({ passesBy }) => passesBy !== null).length;
    const of = (count: number): string => `${count} (${((100 * count) / plans).toFixed(1)} %)`;
    return `| ${name} | ${plans} | ${of(shortest)} | ${longer} | ${undecided} | ${of(passing)} |`;
  });
  const runs = measured.flatMap((each) => each.runs ?? []).sort((a, b) => a - b);
  const certified = measured.filter(({ isCertified }) => isCertified === true).length;
  const count = (is: (each: Measured) => boolean): number =>
    measured.filter((each) => isDefault(each) && each.isCertified !== true && is(each)).length;
  const ways = (["gap", "order", "without"] as const).map((way) => measured.filter((m) => m.passesBy === way).length);
  return `## Totals

| begun with | failing plans | shortest | a shorter one fails | undecided | a nearest passing plan |
| --- | --: | --: | --: | --: | --: |
${rows.join("\n")}

Shrinking a random plan took ${at(runs, 0.5)} runs in the median, ${at(runs, 0.95)} in 95 of 100 cases and ${at(runs, 1)} at most; that counts
fast-check's runs, the at most 500 of the last pass, and the look for a passing plan. Of the ${measured.filter(isDefault).length} failures of default
runs ${certified} are _certified_: the exhaustive scopes prove that no shorter plan of plain calls with their gaps fails (a hunt
also asks that none of its runs had too many explanations to follow, which is not looked at here). Not certified are ${count(({ steps }) => steps <= 1)} of at most one step, which have nothing shorter to try, ${count(({ steps }) => steps > 5)} of more than five steps and ${count(({ steps }) => steps > 1 && steps <= 5)} that
random plans found before their configuration was covered so far, or in one that is too large to cover.

The nearest passing plan differs by a gap in ${ways[0] ?? 0} cases, by the order of two steps in ${ways[1] ?? 0}, by a cancel left out in ${ways[2] ?? 0}. The
others have none.`;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function misses({ measured }: Results): string {
  const rows = measured.flatMap((each) => {
    const { miss, mutant, seed, named, steps } = each;
    if (!miss) return [];
    const begun = seed === null ? "default" : `seed ${seed}`;
    const than = miss.shorter === null ? "none found" : `\`${miss.shorter}\``;
    return [
      `| ${mutant} | ${begun} | ${named ?? "no name"} | ${steps}: \`${miss.found}\` | ${than} | ${each.runs ?? ""} | ${reasonOf(each, miss)} |`,
    ];
  });
  const head = "## Those that are not shortest\n";
  if (rows.length === 0) return `${head}\nNone.`;
  return `${head}
| mutant | begun with | named | found | shorter | runs | reason |
| --- | --- | --- | --- | --- | --: | --- |
${rows.join("\n")}`;
}

/** Why the last pass did not get there. It tries one step less with one other change, at most. */
function reasonOf({ named, lengths }: Measured, { found, shorter, breaks }: Miss): string {
  if (shorter === null) {
    const open = lengths.flatMap(({ plans }, index) => (plans === null ? [index + 1] : []));
    return `undecided: plans of ${open.join(", ")} steps are too many to try`;
  }
  const reasons: string[] = [];
  if (breaks !== named) reasons.push(`the shorter plan is another violation (${breaks ?? "without a name"})`);
  const lacking = lackingIn(found, shorter);
  if (lacking.length > 0) reasons.push(`it needs what the found plan lacks: ${lacking.join(", ")}`);
  if (reasons.length === 0) reasons.push("the same calls, more than one change away");
  return reasons.join("; ");
}

/** Calls of one plan, in the words of `planText`, that another has fewer of; clients and gaps apart. */
function lackingIn(found: string, shorter: string): readonly string[] {
  const left = callsOf(found);
  return callsOf(shorter).filter((call) => {
    const same = left.indexOf(call);
    if (same >= 0) left.splice(same, 1);
    return same < 0;
  });
}

function callsOf(text: string): string[] {
  const [steps = ""] = text.split(";");
  return steps.split(/, (?=[A-D]\.)/).map((step) => step.replace(/^[A-D]\./, "").replace(/@\d$/, ""));
}

function search({ most, measured }: Results): string {
  const lengths = measured.flatMap((each) => each.lengths);
  const count = (is: (searched: Searched) => boolean): number => lengths.filter(is).length;
  const whole = count(({ plans, ownVerbs, gaps }) => plans !== null && !ownVerbs && gaps === 6);
  const some = count(({ plans, ownVerbs, gaps }) => plans !== null && !ownVerbs && gaps < 6);
  const own = count(({ plans, ownVerbs }) => plans !== null && ownVerbs);
  const none = count(({ plans }) => plans === null);
  return `## The search

Breadth first, from 1 step to one less than was found, by a walk of its own (test/minimality/shorterPlans.ts) and not by the
enumeration that the hunt uses. It tries every call of the subject with every number of clients; variants with a limit,
items of other classes, aborted signals and chained steps where the found plan or the mutant's known shortest plan has one;
all priorities. Shared signals are not tried. At each length the widest of these is searched of which there are at most
${most.toLocaleString("en-US")} plans: all calls with all gaps (${whole} searches of a length), with the gaps quiet, 0, 1 and 2 or with quiet, 0 and those of the
found plan (${some}), and only the calls of the found plan and of the known one (${own}). ${none === 0 ? "None was too large." : `Too large even so: ${none}.`}`;
}

function mutantTable({ measured }: Results): string {
  const names = [...new Set(measured.map(({ mutant, rule }) => `${rule} ${mutant}`))];
  const rows = names.map((name) => {
    const own = measured.filter(({ mutant, rule }) => `${rule} ${mutant}` === name);
    const first = own.find(isDefault);
    const random = own.filter((each) => !isDefault(each));
    const { shortest, plans } = totalsOf(random);
    const steps = [...new Set(random.map((each) => each.steps))].sort((a, b) => a - b).join(", ");
    const passes = first?.passesBy ?? random.find(({ passesBy }) => passesBy !== null)?.passesBy ?? "none";
    const proof = first?.isCertified === true ? ", certified" : "";
    return `| ${name} | ${first ? `${first.steps}${proof}` : "none"} | ${steps} | ${shortest} of ${plans} | ${passes} |`;
  });
  return `## Mutant by mutant

| mutant | steps, default run | steps, random plans | shortest | passes by |
| --- | --- | --- | --- | --- |
${rows.join("\n")}`;
}
