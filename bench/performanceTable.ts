/** The tables of docs/performance.md, between the markers, made from what the benchmark has found. */
import { CLIENT_COUNTS, LENGTHS } from "./costPerStep.js";
import { growthOf, MOST_GROWTH, PEER_FLOORS, WHOLE_RUN_FLOORS } from "./floors.js";
import type { Results } from "./results.js";
import { table } from "./markdownTable.js";

export const BEGIN = "<!-- figures: begin (npm run bench -- --write) -->";
export const END = "<!-- figures: end -->";

const DRAINS = { sync: "synchronous", immediate: "`setImmediate`" } as const;

/** The page with its tables replaced. */
export function withFigures(page: string, results: Results): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error("docs/performance.md has lost the markers of its figures");
  return `${page.slice(0, begin + BEGIN.length)}\n\n${figures(results)}\n\n${page.slice(end)}`;
}

/** All tables. */
export function figures(results: Results): string {
  const { node, cores, platform } = results.machine;
  return [
    `Node ${node}, ${platform}, ${String(cores)} cores.`,
    "### Whole runs against the bare loop",
    table(
      ["queue", "steps", "drain", "bare, k runs/s", "whole, k runs/s", "ratio", "nothing new", "floor"],
      results.wholeRuns.map((row) => [
        row.queue,
        String(row.steps),
        DRAINS[row.drains],
        row.bare.toFixed(1),
        row.whole.toFixed(1),
        row.ratio.toFixed(2),
        row.known.toFixed(2),
        String(WHOLE_RUN_FLOORS[row.steps] ?? ""),
      ]),
    ),
    "### Whole runs against fast-check's scheduler",
    table(
      ["peer", "drain of the kit", "peer, k runs/s", "kit, k runs/s", "ratio", "bare loop", "floor"],
      results.peers.map((row) => [
        `\`${row.form}\`, \`${row.wait}\``,
        DRAINS[row.drains],
        row.peer.toFixed(1),
        row.whole.toFixed(1),
        row.ratio.toFixed(1),
        row.bound.toFixed(1),
        String(PEER_FLOORS[row.wait][row.drains]),
      ]),
    ),
    "### Cost of a step",
    ...stepTables(results),
    "### A whole default check",
    table(
      ["adapter", "plans", "seconds"],
      results.verdicts.map(({ adapter, plans, seconds }) => [adapter, plans.toLocaleString("en"), seconds.toFixed(1)]),
    ),
    "### Start-up",
    table(
      ["call", "ms"],
      results.startUps.map(({ what, milliseconds }) => [what, milliseconds.toFixed(0)]),
    ),
  ].join("\n\n");
}

function stepTables(results: Results): readonly string[] {
  const queues = [...new Set(results.stepCosts.map(({ queue }) => queue))];
  return queues.flatMap((queue) => {
    const time = (clients: number, steps: number): string =>
      results.stepCosts
        .find((cost) => cost.queue === queue && cost.clients === clients && cost.steps === steps)
        ?.time.toFixed(1) ?? "";
    return [
      `${capitalised(queue)}: µs for a step. The dearest costs ${growthOf(results, queue).toFixed(1)} times the cheapest ` +
        `(at most ${String(MOST_GROWTH)} is asked for).`,
      table(
        ["clients", ...LENGTHS.map((steps) => `${String(steps)} steps`)],
        CLIENT_COUNTS.map((clients) => [String(clients), ...LENGTHS.map((steps) => time(clients, steps))]),
      ),
    ];
  });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
