// Searches the smallest wrong history of each rule and writes src/properties/smallestWrongHistories.ts.
// A run takes several minutes; `npm test` checks what stands in the file.
import { writeFileSync } from "node:fs";
import { createJiti } from "jiti";

const jiti = createJiti(import.meta.url, { fsCache: false });
const { Family, findSmallestWrong } = await jiti.import("../test/conformance/findSmallestWrong.ts");
const { rulesOf } = await jiti.import("../src/properties/index.ts");

const lengthOf = ({ words }) => words.split(", ").length;
const only = process.argv[2];
const result = {};
for (const preset of ["contract", "fifo", "asyncio"]) {
  if (only && only !== preset) continue;
  const found = {};
  for (const primitive of ["event", "queue"]) {
    const families =
      primitive === "event"
        ? [new Family(primitive, preset, Infinity)]
        : [1, 2].map((c) => new Family(primitive, preset, c));
    for (const rule of rulesOf(primitive)) {
      if (!families[0].ruleIds.includes(rule.id)) continue;
      let smallest = null;
      for (const [clients, depth, most] of [
        [2, 5, 20000],
        [3, 6, 8000],
        [2, 8, 6000],
        [3, 9, 4000],
        [4, 10, 3000],
      ]) {
        for (const family of families) {
          const found = findSmallestWrong(family, rule, depth, clients, most);
          if (found && !(smallest && lengthOf(smallest) <= lengthOf(found))) smallest = found;
        }
        if (smallest) break;
      }
      console.log(preset, rule.id, smallest ? `${smallest.capacity}: ${smallest.words}` : "NONE");
      if (smallest) found[rule.id] = smallest;
    }
  }
  result[preset] = found;
}
if (only) process.exit(0);
const entries = Object.entries(result).map(([preset, found]) => {
  const lines = Object.entries(found).map(
    ([rule, { capacity, words }]) =>
      `    ${JSON.stringify(rule)}: { capacity: ${capacity}, words: ${JSON.stringify(words)} },`,
  );
  return `  ${preset}: {\n${lines.join("\n")}\n  },`;
});
writeFileSync(
  new URL("../src/properties/smallestWrongHistories.ts", import.meta.url),
  `/** Data, found by \`scripts/smallest-wrong.mjs\` and checked by a test. */
import type { Preset } from "../models/catalog.js";
import type { SmallestWrong } from "./smallestWrong.js";

export const smallestWrongHistories: Readonly<Record<Preset, Readonly<Record<string, SmallestWrong>>>> = {
${entries.join("\n")}
};
`,
);
