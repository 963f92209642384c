// Writes docs/rules.md from the rules' data; with --check only compares, and exits 1 when the page is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";

const jiti = createJiti(import.meta.url, { fsCache: false });
const { rulesOf } = await jiti.import("../src/properties/index.ts");
const { axesWords } = await jiti.import("../src/report/axesWords.ts");
const { DEFAULT_CLOSE } = await jiti.import("../src/models/queue/axes.ts");
const { smallestWrongHistories } = await jiti.import("../src/properties/smallestWrongHistories.ts");

const PAGE = fileURLToPath(new URL("../docs/rules.md", import.meta.url));
const PROFILES = ["contract", "fifo", "asyncio"];
const TITLES = { event: "Event", queue: "Queue" };

const anchor = (id) => `[${id}](#${id.toLowerCase()})`;
const code = (text) => `\`${text}\``;

/** A need, in words: an inner list means at least one of these. */
const needWords = (need) => (Array.isArray(need) ? need.map(code).join(" or ") : code(need));

/** One line a profile; profiles with the same history share it. */
function smallestWrongLines(id) {
  const lines = new Map();
  for (const profile of PROFILES) {
    const found = smallestWrongHistories[profile][id];
    if (!found) continue;
    const room = id.startsWith("QUEUE")
      ? `${[`maxsize ${found.capacity}`, ...axesWords(found.axes, DEFAULT_CLOSE)].join(", ")}: `
      : "";
    const text = `${room}${code(found.words)}`;
    lines.set(text, [...(lines.get(text) ?? []), profile]);
  }
  return [...lines].map(([text, profiles]) => `- Smallest wrong history (${profiles.join(", ")}): ${text}`);
}

function section(rule) {
  const inPresets = Object.entries(rule.refinesIn ?? {}).filter(([, ids]) => ids.length > 0);
  const refines = [
    ...rule.refines.map(anchor),
    ...inPresets.map(([preset, ids]) => `${ids.map(anchor).join(", ")} (only under ${code(preset)})`),
  ];
  return [
    `### ${rule.id}`,
    "",
    rule.sentence,
    "",
    rule.intent,
    "",
    `- Category: ${rule.category}`,
    `- Needs: ${rule.needs.length > 0 ? rule.needs.map(needWords).join(", ") : "nothing"}`,
    ...(refines.length > 0 ? [`- Refines: ${refines.join(", ")}`] : []),
    `- When it fails, look at ${rule.lookAt}`,
    ...smallestWrongLines(rule.id),
    "",
  ];
}

const page = [
  "# Rules",
  "",
  "<!-- Written by scripts/docs-rules.mjs from src/properties. Do not edit. -->",
  "",
  "Ids are permanent. Whatever breaks a rule also breaks the rules that it _refines_. A rule applies where the adapter",
  "has what it _needs_: a verb, `cancel:get` (its `get` can be cancelled), `observer:size`, or `bounded` (a finite",
  "capacity above 0); a profile that does not promise it makes it not applicable, too. In histories clients are letters",
  "and items are numbered in the order of their puts. `npx async-tck rules QUEUE-17` tells all of this in a terminal, with the",
  "history in sentences; `npx async-tck rules lost wakeup` lists the rules that have these words.",
  "",
  ...Object.entries(TITLES).flatMap(([primitive, title]) => [
    `## ${title}`,
    "",
    ...rulesOf(primitive).flatMap(section),
  ]),
].join("\n");

const isCurrent = existsSync(PAGE) && readFileSync(PAGE, "utf8") === page;
if (process.argv.includes("--check")) {
  if (!isCurrent) {
    console.error("docs/rules.md is out of date: run `npm run docs:rules`.");
    process.exitCode = 1;
  }
} else if (!isCurrent) {
  mkdirSync(fileURLToPath(new URL("../docs/", import.meta.url)), { recursive: true });
  writeFileSync(PAGE, page);
}
