/** docs/profiles.md: what profiles are, then each axis with the smallest interleavings that tell its values apart. */
import { axes, type AxisName, type AxisWords } from "./axisWords.js";
import { differencesOf, type Difference, type Reason } from "./differences.js";
import { separations } from "./separations.js";
import { storedOf } from "./stored.js";
import type { Separation } from "./separation.js";

const INTRODUCTION = `# Profiles

<!-- Written by scripts/docs-profiles.mjs from test/profiles. Do not edit. -->

A profile is what an adapter claims. It chooses the reference model and shapes it. Declare what the documentation of the
subject promises, not what it happens to do. A profile starts from a preset, and single axes refine it:

\`\`\`ts
import { profiles, type QueueProfile } from "async-tck";

export const stack: QueueProfile = { ...profiles.fifo, order: "lifo", capacities: [Infinity] };
\`\`\`

Three presets:

- \`contract\` is the weakest. Nothing is lost, duplicated or invented; items leave in order; the capacity holds; no wakeup
  is lost; a cancellation harms nobody else. When an effect comes between call and return is open. Start here.
- \`fifo\` adds that effects come at the call. An item or slot goes directly to whoever waits longest, and nobody overtakes.
  Where a waiter is cancelled after it was chosen, either may win.
- \`asyncio\` is what CPython does. The wake of a queue is a hint: a newcomer may take the item first, and the beaten waiter
  parks again at the tail. A cancellation wins over a wake. Of other axes it has what CPython has: \`manual-reset\`,
  \`overflow: "wait"\`, \`putSettles: "accepted"\`, no rendezvous.

## How to read this page

For each two values of an axis the page shows the smallest plan that tells them apart. A correct subject has the one
value: its own declaration accepts the history, and the other one refuses it. The search ran every plan, shortest first and
small capacities first, with the gaps quiet and 0 (then 1 and 2), so no shorter plan of this kind separates the two for
that subject. Tests hold every line of this page.

In the tables clients are columns, items are numbered in the order of their puts, and ◄ marks where the other declaration
refuses. Where the first one leaves several states open, what all of them hold is shown, with … for the rest. In a history
in one line, \`A→1\` tells that the operation of A settles with item 1, and \`1*\` is an item that is no plain object.
"Includes" means that whatever has the one value may declare the other as well: no plan separates them.
`;

interface Chapter {
  readonly title: string;
  readonly says?: string;
  readonly axes: readonly AxisName[];
  /** One line for a history, where tables would all look alike. */
  readonly isBrief?: boolean;
}

const named = (prefix: string): readonly AxisName[] =>
  (Object.keys(axes) as AxisName[]).filter((name) => name.startsWith(prefix));

const CHAPTERS: readonly Chapter[] = [
  { title: "Event", axes: named("event.") },
  { title: "Queue", axes: named("queue.").filter((name) => name !== "queue.items") },
  {
    title: "Closing a queue",
    says:
      "`close` says for each way to close what it does, by the name of the variant; the plain verb is `close`. Each field " +
      'below is declared by itself: `close: { close: { items: "discarded" } }`.',
    axes: named("close."),
    isBrief: true,
  },
  { title: "Calls, items and timers", axes: ["cancellation", "cancellation ends", "wakesWithin"] },
  { title: "Classes of items", axes: ["queue.items"], isBrief: true },
];

/** The whole page. */
export async function profilesPage(): Promise<string> {
  const parts: string[] = [INTRODUCTION];
  for (const { title, says, axes: names, isBrief = false } of CHAPTERS) {
    parts.push(`## ${title}\n`, ...(says === undefined ? [] : [`${says}\n`]));
    for (const name of names) parts.push(await axisSection(name, isBrief));
  }
  return parts.join("\n");
}

const code = (text: string): string => `\`${text}\``;
const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1] ?? ""}`;

/** What readers call an axis. */
const titles: Partial<Record<AxisName, string>> = {
  "event.name": "The preset of an event",
  "queue.name": "The preset of a queue",
  "queue.whoWins": "Who wins",
  "cancellation ends": "How a cancelled operation ends",
};

async function axisSection(name: AxisName, isBrief: boolean): Promise<string> {
  const { says, usual, values, checked }: AxisWords = axes[name];
  const title = titles[name] ?? code(name.replace(/^\w+\./, ""));
  const rows = Object.entries(values).map(([value, means]) => `| ${code(value)} | ${means} |`);
  const own = separations.filter(({ axis }) => axis === name);
  const told: string[] = [];
  for (const value of Object.keys(values)) {
    const separated = own.filter((each) => each.value === value && each.includedBecause === undefined);
    const differences = await differencesOf(separated);
    told.push(...(isBrief ? briefly(value, differences) : differences.flatMap((each) => atLength(value, each))));
  }
  return [
    `### ${title}`,
    "",
    `${says} Default: ${usual}.`,
    "",
    "| value | means |",
    "| --- | --- |",
    ...rows,
    "",
    ...(checked === undefined ? [] : [checked, ""]),
    ...(isBrief && told.length > 0
      ? [
          "| has | capacity | history | refused under (what is allowed there) |",
          "| --- | --- | --- | --- |",
          ...told,
          "",
        ]
      : told),
    ...inclusions(own),
  ].join("\n");
}

/** A table for one plan, and a sentence for each declaration that refuses it. */
function atLength(value: string, { neighbours, capacity, table, reasons, isRuledOut }: Difference): readonly string[] {
  const where = capacity === undefined ? "" : ` (capacity ${capacity})`;
  return [
    `**${code(value)}, not ${list(neighbours.map(code))}**${where}`,
    "",
    "```text",
    ...table,
    "```",
    "",
    `${isRuledOut ? "No plan does this" : "Accepted"} under ${code(value)}, refused ${refusals(reasons)}.`,
    "",
  ];
}

/** `under x and y: …; under z: …`. */
function refusals(reasons: readonly Reason[]): string {
  const told = byText(reasons, ({ seen, allowed }) => (allowed === "" ? seen : `${seen} (allowed: ${allowed})`));
  return told.map(([text, neighbours]) => `under ${list(neighbours)}: ${text}`).join("; ");
}

/** The declarations by what is told of them. */
function byText(reasons: readonly Reason[], textOf: (reason: Reason) => string): readonly [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const reason of reasons) {
    const text = textOf(reason);
    found.set(text, [...(found.get(text) ?? []), code(reason.neighbour)]);
  }
  return [...found];
}

/** A line for each history. */
function briefly(value: string, differences: readonly Difference[]): readonly string[] {
  const byHistory = new Map<string, readonly Reason[]>();
  for (const { capacity = "", words, reasons } of differences) {
    const key = `${code(value)} | ${capacity} | ${code(words)}`;
    byHistory.set(key, [...(byHistory.get(key) ?? []), ...reasons]);
  }
  return [...byHistory].map(([key, reasons]) => {
    const refusing = byText(reasons, ({ allowed }) => allowed);
    return `| ${key} | ${refusing.map(([allowed, neighbours]) => `${list(neighbours)} (${allowed})`).join("; ")} |`;
  });
}

/** What allows what. */
function inclusions(own: readonly Separation[]): readonly string[] {
  const byReason = new Map<string, Separation[]>();
  for (const separation of own) {
    const { neighbour, includedBecause } = separation;
    if (includedBecause === undefined) continue;
    const key = `${neighbour} ${includedBecause}`;
    byReason.set(key, [...(byReason.get(key) ?? []), separation]);
  }
  const lines = [...byReason.values()].map((group) => {
    const [first] = group;
    const plans = group.reduce((sum, each) => sum + storedOf(each).plans, 0);
    const steps = Math.max(...group.map((each) => storedOf(each).steps));
    const values = list(group.map(({ value }) => code(value)));
    return (
      `- ${code(first?.neighbour ?? "")} includes ${values}: ${first?.includedBecause ?? ""}. ` +
      `No plan of up to ${String(steps)} steps separates them (${plans.toLocaleString("en")} tried).`
    );
  });
  return lines.length === 0 ? [] : [...lines, ""];
}
