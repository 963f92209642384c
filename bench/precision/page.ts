/** docs/precision.md: what `npm run bench:precision -- --write` measured, for readers. */
import { format } from "prettier";
import { ENOUGH_RUNS, reachOf, surprisesOf, type PrecisionResults } from "./results.js";
import { table } from "../markdownTable.js";

/** The page for the results. */
export async function precisionPage(results: PrecisionResults): Promise<string> {
  const parts = [introduction(results), subjects(results), stricter(results), reach(results), limits(results)];
  return format(parts.join("\n\n"), { parser: "markdown", printWidth: 120, proseWrap: "always" });
}

const count = (value: number): string => value.toLocaleString("en-US");

function introduction({ caps, subjects: rows, profiles }: PrecisionResults): string {
  const alarms = rows.reduce((sum, row) => sum + row.alarms.length, 0);
  const plans = rows.reduce((sum, row) => sum + row.plans + row.wholePlans, 0);
  return `# Whom the kit accuses

<!-- Written by scripts/precision.mjs from bench/precision/results.json, which \`npm run bench:precision -- --write\` makes. Do not edit. -->

${rows.length} subjects that are believed right, each with all rules of the strictest profile that it satisfies: ${count(caps.seeds)} seeds of some
${count(caps.plans)} random plans each, and ${caps.wholeSeeds} whole default runs each. **${alarms === 0 ? "No false alarm" : `${alarms} alarms`}** in ${count(plans)} plans. Then one default run of every correct
subject of the tree and every package, under each profile that it satisfies or must fail: ${profiles.length} runs.`;
}

function subjects({ subjects: rows }: PrecisionResults): string {
  return `## Subjects

${table(
  ["subject", "what it is", "profile", "plans, short hunts", "plans, whole runs", "undecided", "alarms"],
  rows.map(({ name, about, profile, plans, wholePlans, overflows, alarms }) => [
    name,
    about,
    profile,
    count(plans),
    count(wholePlans),
    count(overflows),
    alarms.length === 0 ? "none" : alarms.map(({ seed, what }) => `seed ${seed}: ${what}`).join("; "),
  ]),
)}`;
}

function stricter(results: PrecisionResults): string {
  const rows = results.profiles.filter(({ shouldConform }) => !shouldConform);
  const right = (name: string): string =>
    results.profiles.flatMap((row) => (row.name === name && row.shouldConform ? [row.profile] : [])).join(", ");
  const surprises = surprisesOf(results);
  return `## Right under one profile, wrong under a stricter one

${rows.length} such pairs; ${surprises.length === 0 ? "each is exactly what it claims" : `${surprises.length} are not what they claim`}.

${table(
  ["subject", "conforms to", "does not conform to", "rules that fail there"],
  rows.map(({ name, profile, status, failed }) => [
    name,
    right(name),
    status === "fails" ? profile : `${profile}: ${status}`,
    failed.join(", "),
  ]),
)}`;
}

function reach(results: PrecisionResults): string {
  const rows = reachOf(results);
  const few = rows.filter(({ fewest }) => fewest < ENOUGH_RUNS);
  return `## How often a rule's situation comes up

A rule that passes has been tried: its situation has to come up in every state that the model still considers possible.
Counted in the runs of one default run, over all subjects that pass the rule. ${few.length === 0 ? `No rule is reached in fewer than ${ENOUGH_RUNS} runs anywhere.` : `Reached in fewer than ${ENOUGH_RUNS} runs somewhere: ${few.map(({ rule }) => rule).join(", ")}.`}

${table(
  ["rule", "subjects", "fewest runs", "in", "median"],
  rows.map(({ rule, subjects: many, fewest, fewestIn, middle }) => [
    rule,
    `${many}`,
    count(fewest),
    fewestIn,
    count(middle),
  ]),
)}`;
}

function limits({ caps, node, cores, minutes }: PrecisionResults): string {
  return `## Caps and limits

- Caps: ${count(caps.seeds)} seeds of about ${count(caps.plans)} plans, ${caps.wholeSeeds} whole default runs for each subject. The exhaustive scopes do not depend on the
  seed: only the whole runs have them.
- Undecided are runs that have too many explanations to follow: the kit says how many, and accuses nobody for them.
- The bulk rules are in the whole default runs only.
- Most subjects are our own, written to be unlike each other. That a package is right is a belief until somebody proves it.
- Node ${node}, ${cores} processes side by side, ${minutes.toFixed(0)} minutes.`;
}
