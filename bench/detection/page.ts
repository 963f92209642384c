/** docs/detection.md: what `npm run bench:detection -- --write` measured, for readers. */
import { format } from "prettier";
import { explained } from "./explained.js";
import type { Row } from "./measure.js";
import { PEER_FORMS } from "./peers.js";
import { foundBy, keyOf, killsOf, middleAndWorst, namingOf, totalsOf, type DetectionResults } from "./results.js";
import { table } from "../markdownTable.js";

/** The page for the results. */
export async function detectionPage(results: DetectionResults): Promise<string> {
  const parts = [introduction(results), totals(results), peers(results), otherNames(results)];
  const lists = [museum(results), matrix(results), equivalents(results), limits(results)];
  return format([...parts, ...lists].join("\n\n"), { parser: "markdown", printWidth: 120, proseWrap: "always" });
}

const count = (value: number): string => value.toLocaleString("en-US");
const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)} %`;

function introduction({ rows, caps, defaultRun }: DetectionResults): string {
  const builds = new Set(rows.map(({ build }) => build));
  return `# What the kit catches

<!-- Written by scripts/detection.mjs from bench/detection/results.json, which \`npm run bench:detection -- --write\` makes. Do not edit. -->

${rows.length} wrong implementations of Event and Queue (test/mutants), each a small change to one of ${builds.size} correct
builds, each hunted with ${caps.seeds} seeds by default runs (some ${count(defaultRun.queue)} plans for a queue, ${count(defaultRun.event)} for an event). A hunt ends
here with its first violation, which is shrunk and named; one whole default run each (seed 1) says what a report names in all.
Runs are counted up to the plan that showed the violation; milliseconds of processor time are from nothing to the named, minimal trace.`;
}

function totals(results: DetectionResults): string {
  const { mutants, killed, hunts, right, rightInWhole, onlyRightInWhole, worstRuns } = totalsOf(results);
  const found = results.rows.flatMap(({ detections }) => detections.flatMap((one) => one ?? []));
  const runs = middleAndWorst(found.map((one) => one.runs));
  const times = middleAndWorst(found.map((one) => one.milliseconds));
  const steps = results.rows.filter(
    ({ detections, shortest, isBulk }) => !isBulk && detections.every((one) => one && one.steps <= shortest),
  );
  return `## Totals

${table(
  ["", "", "goal"],
  [
    ["killed on all seeds", `${killed} of ${mutants}`, "all"],
    ["the first violation has the right name", `${right} of ${hunts} (${percent(right, hunts)})`, "95 %"],
    ["a whole default run names the right rule", `${rightInWhole} of ${mutants}`, ""],
    ["and no other rule", `${onlyRightInWhole} of ${mutants}`, ""],
    ["runs to the first violation, median and worst", `${count(runs.middle)}, ${count(worstRuns)}`, "a default run"],
    ["milliseconds to the named trace, median and worst", `${times.middle.toFixed(0)}, ${times.worst.toFixed(0)}`, ""],
    [
      "never longer than the shortest plan known",
      `${steps.length} of ${results.rows.filter(({ isBulk }) => !isBulk).length}`,
      "",
    ],
  ],
)}`;
}

function peers({ rows, caps }: DetectionResults): string {
  const hunted = rows.filter((row) => row.peers.length > 0);
  const lines = PEER_FORMS.map((form) => {
    const own = hunted.flatMap((row) => row.peers.filter((peer) => peer.form === form));
    const all = own.filter((peer) => foundBy(peer) === caps.mostPeerSeeds).length;
    const none = own.filter((peer) => foundBy(peer) === 0).length;
    const runs = own.flatMap((peer) => peer.runs.flatMap((one) => one ?? []));
    return [form, `${all}`, `${own.length - all - none}`, `${none}`, count(middleAndWorst(runs).middle)];
  });
  return `## The same hunt by other means

fast-check's scheduler does the same operations in three ways, and a fourth harness drains everything between two steps.
They get more than a user would give them: the kit's own plans (cancels, signals, variants, capacities), several steps in one
task where the plan has no gap between them, the kit's quiescence at the end, and the kit's models as their judge. So what is
compared is only which interleavings they come to. They do not say which rule is broken, and shrink no schedule.

${table(
  ["harness", "found on all seeds", "on some", "on none", "runs, median"],
  [["async-tck", `${hunted.filter((row) => killsOf(row) === caps.seeds).length}`, "", "", ""], ...lines],
)}

A peer may need fewer runs than the kit: a default run begins with all small plans in the order of their length, so that its
first violation is a shortest one, and comes to random plans after some 20,000.`;
}

function otherNames(results: DetectionResults): string {
  const rows = results.rows.flatMap((row) => {
    const others = row.detections.flatMap((one) => (one && namingOf(row, one) !== "right" ? [one] : []));
    if (others.length === 0) return [];
    const names = [...new Set(others.map((one) => one.rule ?? "no name"))].join(", ");
    const also = others.every((one) => namingOf(row, one) === "also explained by") ? "yes" : "no";
    const inWhole = row.whole[0]?.named.includes(row.rule) === true ? "yes" : "no";
    const seeds = `${others.length} of ${row.detections.length}`;
    return [[keyOf(row), names, seeds, also, inWhole, explained[keyOf(row)] ?? "not explained"]];
  });
  return `## First violations with another name

${
  rows.length === 0
    ? "None."
    : table(["mutant", "named", "seeds", "its rule explains it, too", "named in the whole run", "why"], rows)
}`;
}

function museum({ rows }: DetectionResults): string {
  const entries = rows.filter(({ happened }) => happened !== undefined);
  return `## The museum

Bugs of these shapes really happened.

${table(
  ["where", "what is wrong", "rule", "mutant"],
  entries.map(({ happened = "", what, rule, name }) => [happened, what, rule, name]),
)}`;
}

function runsWords(row: Row): string {
  const runs = row.detections.flatMap((one) => (one ? [one.runs] : []));
  if (runs.length === 0) return "";
  const { middle, worst } = middleAndWorst(runs);
  return middle === worst ? count(middle) : `${count(middle)} / ${count(worst)}`;
}

function timesWords({ detections }: Row): string {
  if (detections.length === 0) return "";
  const { middle, worst } = middleAndWorst(detections.flatMap((one) => (one ? [one.milliseconds] : [])));
  return `${middle.toFixed(0)} / ${worst.toFixed(0)}`;
}

function matrix({ rows, caps }: DetectionResults): string {
  const lines = rows.map((row) => {
    const steps = [...new Set(row.detections.flatMap((one) => one?.steps ?? []))].sort((a, b) => a - b).join(", ");
    const peerCells = PEER_FORMS.map((form) => {
      const peer = row.peers.find((one) => one.form === form);
      if (!peer) return "";
      const found = peer.runs.flatMap((one) => one ?? []);
      if (found.length === 0) return `none in ${count(peer.most)}`;
      const seeds = found.length === caps.mostPeerSeeds ? "" : ` (${found.length} of ${peer.runs.length})`;
      return `${count(middleAndWorst(found).middle)}${seeds}`;
    });
    return [
      row.rule,
      row.name,
      row.build,
      `${killsOf(row)}`,
      runsWords(row),
      timesWords(row),
      row.isBulk ? "thousands" : `${steps} / ${row.shortest}`,
      ...peerCells,
    ];
  });
  return `## Mutant by mutant

Killed: on how many of ${caps.seeds} seeds. Runs and milliseconds: median / worst. Steps: of the minimal trace / of the shortest plan
known. The peers: runs in the median, and on how many seeds where not on all.

${table(["rule", "mutant", "made from", "killed", "runs", "ms", "steps", ...PEER_FORMS], lines)}`;
}

function equivalents({ equivalents: rows }: DetectionResults): string {
  return `## Mutants that are not wrong

${table(
  ["change", "made from", "profile", "why nobody can tell", "default run"],
  rows.map(({ what, build, profile, argument, status }) => [what, build, profile, argument, status]),
)}`;
}

function limits({ caps, node, cores, minutes, rows }: DetectionResults): string {
  const { peerSeeds, mostPeerSeeds, peerFactor, fewestPeerRuns, mostPeerRuns } = caps;
  return `## Caps and limits

- The exhaustive part of a default run does not depend on the seed. Where it finds nothing it is run once for a mutant, and its
  plans and milliseconds count for every seed.
- A peer stops at ${peerFactor} times the kit's worst number of runs for that mutant, at least ${count(fewestPeerRuns)} and at most ${count(mostPeerRuns)} runs; where
  ${peerSeeds} seeds find nothing it is given up, else it has ${mostPeerSeeds}.
- The ${rows.filter(({ isBulk }) => isBulk).length} mutants of the bulk rules show in thousands of operations only. They have one whole default run, and the other
  seeds with that rule alone; the peers have no such operations.
- Whoever wrote the mutants knew the rules. Bugs that nobody here thought of are another matter: docs/findings.md.
- Node ${node}, ${cores} processes side by side, ${minutes.toFixed(0)} minutes. Milliseconds are of this machine.`;
}
