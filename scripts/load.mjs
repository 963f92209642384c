// Default runs while every core is busy with something else, and with clocks that run wild: the reports must be the same.
//   npm run bench:load -- [--runs N] [--small]
//
//   --runs     default runs under load (100)
//   --small    for CI: 10
//
// Ten minutes on 2 cores. The subjects are right and wrong, and wake by promises, ticks, immediates and timers. First each is
// checked once in peace; then again and again beside two busy processes for each core, with `performance.now` and `Date.now` in
// turn as they are, a thousand times too slow, and an hour a millisecond. Exits with 1 where a report differs by one byte.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { bundle, placeOf } from "./bundleBench.mjs";

const { values: options } = parseArgs({
  options: { runs: { type: "string" }, small: { type: "boolean", default: false } },
});
const runs = Number(options.runs ?? (options.small ? 10 : 100));
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const bench = await bundle("load", "bench/load/index.ts");
const cores = availableParallelism();
const pool = new Tinypool({
  filename: placeOf("load"),
  runtime: "child_process",
  minThreads: cores,
  maxThreads: cores,
});
const reportOf = (index, pace) => pool.run({ index, pace }, { name: "work" });
const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

const inPeace = await Promise.all(bench.SUBJECTS.map((_, index) => reportOf(index, 1)));
bench.SUBJECTS.forEach((name, index) =>
  console.log(`${hash(inPeace[index])}  ${JSON.parse(inPeace[index]).status.padEnd(8)}  ${name}`),
);

const busy = Array.from({ length: 2 * cores }, () => spawn(process.execPath, ["-e", "for (;;) Math.hypot(1, 2)"]));
const paces = [1, 0.001, 3_600_000];
let differing = 0;
try {
  await Promise.all(
    Array.from({ length: runs }, async (_, at) => {
      const index = at % bench.SUBJECTS.length;
      const pace = paces[Math.floor(at / bench.SUBJECTS.length) % paces.length];
      const report = await reportOf(index, pace);
      if (report === inPeace[index]) return;
      differing++;
      console.error(`${bench.SUBJECTS[index]}, clock at ${pace} times its pace: ${hash(report)}`);
    }),
  );
} finally {
  for (const process of busy) process.kill();
  await pool.destroy();
}
console.log(`${runs} default runs beside ${2 * cores} busy processes on ${cores} cores: ${differing} reports differ`);
process.exitCode = differing === 0 ? 0 : 1;
