// Searches the smallest wrong history of each rule and writes src/properties/smallestWrongHistories.ts.
// A run takes many minutes; `npm test` checks what stands in the file. Where the search finds none within its bounds, or
// none that is shorter, what stands in the file stays.
//   node scripts/smallest-wrong.mjs [preset [rule ...]]   with arguments it only prints
import { writeFileSync } from "node:fs";
import { createJiti } from "jiti";

const jiti = createJiti(import.meta.url, { fsCache: false });
const { Family, findSmallestWrong } = await jiti.import("../test/conformance/findSmallestWrong.ts");
const { rulesOf } = await jiti.import("../src/properties/index.ts");
const { smallestWrongHistories } = await jiti.import("../src/properties/smallestWrongHistories.ts");
const axes = await jiti.import("../src/properties/smallestWrongAxes.ts");

const PRESETS = ["contract", "fifo", "asyncio"];
/** Clients, longest history, most nodes a layer: of rules of the plain axes, and of others, whose walks are wider. */
const PLAIN_BOUNDS = [
  [2, 5, 20000],
  [3, 6, 8000],
  [2, 8, 6000],
  [3, 9, 4000],
  [4, 10, 3000],
];
const AXES_BOUNDS = [
  [2, 5, 4000],
  [3, 7, 1500],
  [3, 9, 1000],
];

const joins = { axes: "JOINS", extras: { joins: true } };
const draining = { axes: "DRAIN", extras: { close: ["close"] } };
const awaited = { axes: "DRAIN", extras: { close: ["close"], closing: "blocking" } };
const timed = { extras: { timeouts: true } };
const aborted = { extras: { early: true } };
const observing = (observer) => ({ extras: { observers: { [observer]: 1 } } });

/** What the walk of a rule needs beyond the plain verbs: the name of its axes, further events, capacities. */
const SETTINGS = {
  "QUEUE-37": { axes: "LIFO", extras: {}, capacities: [2] },
  "QUEUE-38": { axes: "PRIORITY", extras: { priorities: true }, capacities: [2] },
  "QUEUE-39": { axes: "STABLE_PRIORITY", extras: {}, capacities: [2] },
  "QUEUE-40": joins,
  "QUEUE-41": joins,
  "QUEUE-42": joins,
  "QUEUE-43": joins,
  "QUEUE-44": joins,
  "QUEUE-45": { axes: "DROP_NEW", extras: {} },
  "QUEUE-46": { axes: "DROP_NEW", extras: {} },
  "QUEUE-47": { axes: "DROP_OLD", extras: {} },
  "QUEUE-48": { axes: "REJECT", extras: {} },
  "QUEUE-49": { axes: "CONSUMED", extras: {} },
  "QUEUE-50": { axes: "CONSUMED", extras: {} },
  "QUEUE-51": draining,
  "QUEUE-52": draining,
  "QUEUE-53": draining,
  "QUEUE-54": draining,
  "QUEUE-55": { ...draining, axes: "DISCARD" },
  "QUEUE-56": draining,
  "QUEUE-57": draining,
  "QUEUE-58": draining,
  "QUEUE-59": draining,
  "QUEUE-60": draining,
  "QUEUE-61": draining,
  "QUEUE-62": awaited,
  "QUEUE-63": awaited,
  "QUEUE-64": timed,
  "QUEUE-65": timed,
  "QUEUE-66": timed,
  "QUEUE-67": timed,
  "QUEUE-68": timed,
  "QUEUE-69": aborted,
  "QUEUE-70": aborted,
  "QUEUE-71": observing("listeners"),
  "QUEUE-72": observing("rejections"),
  "QUEUE-73": observing("isEmpty"),
  "QUEUE-74": { extras: { odd: true } },
  "QUEUE-75": { extras: {} },
};

const lengthOf = ({ words }) => words.split(", ").length;
const families = new Map();

function familyOf(primitive, preset, capacity, named) {
  const key = `${primitive} ${preset} ${capacity} ${named ?? ""}`;
  const family = families.get(key) ?? new Family(primitive, preset, capacity, named ? axes[named] : {});
  families.set(key, family);
  return family;
}

/** The smallest that the walks find, or null; undefined where the preset does not promise the rule. */
function searched(primitive, preset, rule) {
  const { axes: named, extras, capacities = [1, 2] } = SETTINGS[rule.id] ?? {};
  const tried = primitive === "event" ? [Infinity] : capacities;
  const chosen = tried.map((capacity) => familyOf(primitive, preset, capacity, named));
  if (!chosen[0].ruleIds.includes(rule.id)) return undefined;
  for (const [clients, depth, most] of SETTINGS[rule.id] ? AXES_BOUNDS : PLAIN_BOUNDS) {
    let smallest = null;
    for (const family of chosen) {
      const found = findSmallestWrong(family, rule, depth, clients, most, extras);
      if (found && !(smallest && lengthOf(smallest) <= lengthOf(found))) smallest = found;
    }
    if (smallest) return smallest;
  }
  return null;
}

const [onlyPreset, ...onlyRules] = process.argv.slice(2);
const result = {};
for (const preset of PRESETS) {
  if (onlyPreset && onlyPreset !== preset) continue;
  const found = {};
  for (const primitive of ["event", "queue"]) {
    for (const rule of rulesOf(primitive)) {
      if (onlyRules.length > 0 && !onlyRules.includes(rule.id)) continue;
      const search = searched(primitive, preset, rule);
      const known = smallestWrongHistories[preset][rule.id];
      if (search === undefined && !known) continue;
      const smallest = search && !(known && lengthOf(known) <= lengthOf(search)) ? search : known;
      console.log(preset, rule.id, smallest ? `${smallest.capacity}: ${smallest.words}` : "NONE");
      if (smallest) found[rule.id] = smallest;
    }
  }
  result[preset] = found;
}
if (onlyPreset) process.exit(0);

/** The name of the axes, or the axes themselves where they have none. */
function nameOf(value) {
  const text = JSON.stringify(value);
  return Object.keys(axes).find((name) => JSON.stringify(axes[name]) === text) ?? text;
}
const entries = Object.entries(result).map(([preset, found]) => {
  const lines = Object.entries(found).map(([rule, { capacity, words, axes: about }]) => {
    const more = about ? `, axes: ${nameOf(about)}` : "";
    return `    ${JSON.stringify(rule)}: { capacity: ${capacity}, words: ${JSON.stringify(words)}${more} },`;
  });
  return `  ${preset}: {\n${lines.join("\n")}\n  },`;
});
writeFileSync(
  new URL("../src/properties/smallestWrongHistories.ts", import.meta.url),
  `/** Data, found by \`scripts/smallest-wrong.mjs\` or by hand, and checked by a test. */
import type { Preset } from "../models/catalog.js";
import type { SmallestWrong } from "./smallestWrong.js";
import { ${Object.keys(axes).sort().join(", ")} } from "./smallestWrongAxes.js";

export const smallestWrongHistories: Readonly<Record<Preset, Readonly<Record<string, SmallestWrong>>>> = {
${entries.join("\n")}
};
`,
);
