// Searches the smallest plan that tells two values of an axis apart, and writes test/profiles/smallestInterleavings.json.
//   node scripts/separations.mjs [axis ...]   with arguments it only prints
import { writeFileSync } from "node:fs";
import { createJiti } from "jiti";
import { format } from "prettier";

const jiti = createJiti(import.meta.url, { fsCache: false });
const { separations } = await jiti.import("../test/profiles/separations.ts");
const { pairOf, smallestSeparation, tableOf } = await jiti.import("../test/profiles/searchSeparation.ts");
const { encodeToken } = await jiti.import("../src/scheduler/token.ts");
const { nameOf } = await jiti.import("../test/profiles/separation.ts");

const asked = process.argv.slice(2);
const lines = [];
let isGood = true;
for (const separation of separations) {
  const { axis, includedBecause } = separation;
  if (asked.length > 0 && !asked.includes(axis)) continue;
  const start = performance.now();
  try {
    const { plan, plans, steps } = await smallestSeparation(separation);
    const isExpected = (plan === null) === (includedBecause !== undefined);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `${isExpected ? "" : "UNEXPECTED "}${nameOf(separation)}: ${plans} plans, ${steps} steps, ${seconds} s`,
    );
    if (asked.length > 0 && plan) console.log(`   ${JSON.stringify(plan)}`);
    isGood &&= isExpected;
    const token = plan && encodeToken(plan, tableOf(await pairOf(separation)));
    lines.push(`${JSON.stringify(nameOf(separation))}: ${JSON.stringify({ steps, plans, token })}`);
  } catch (error) {
    console.log(`FAILED ${nameOf(separation)}: ${error.message}`);
    isGood = false;
  }
}
if (asked.length === 0 && isGood) {
  const text = await format(`{\n${lines.join(",\n")}\n}`, { parser: "json", printWidth: 120 });
  writeFileSync(new URL("../test/profiles/smallestInterleavings.json", import.meta.url), text);
}
if (!isGood) process.exitCode = 1;
