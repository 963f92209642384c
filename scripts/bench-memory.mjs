// Runs plans in a row and prints how many MiB more are held at the end than at the start.
//   npm run bench:memory -- [--plans N]     (default: a million, some minutes)
//
// Exits with 1 where more is held than the tables may take (`MOST_MIB`).
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./bundleBench.mjs";

/** Five configurations, each with tables of at most 20,000 states and sets of some 0.7 KiB, and what a moment needs. */
const MOST_MIB = 80;

const { values: options } = parseArgs({ options: { plans: { type: "string", default: "1000000" } } });
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { heldAfter } = await bundle("memory");
const held = await heldAfter(Number(options.plans), (plans, mib) =>
  console.error(`${plans} plans: ${mib.toFixed(1)} MiB`),
);
console.log(`${options.plans} plans: ${held.toFixed(1)} MiB more than at the start`);
process.exitCode = held <= MOST_MIB ? 0 : 1;
