/** How long the command takes to start: child processes, from their start to their end. Needs a build. */
import { spawnSync } from "node:child_process";
import { median } from "./sideBySide.js";

/** One way to call the command. */
export interface StartUp {
  readonly what: string;
  /** Milliseconds on the wall. */
  readonly milliseconds: number;
}

const CALLS: readonly { readonly what: string; readonly args: readonly string[] }[] = [
  { what: "`node` that does nothing", args: ["-e", ""] },
  { what: "`async-tck --help`", args: ["dist/cli.js", "--help"] },
  {
    what: "`async-tck check`, the verdict on one rule of an event, 200 plans",
    args: ["dist/cli.js", "check", "test/cli/fixtures/goodEvent.ts", "--rule", "EVENT-01", "--runs", "200"],
  },
];

/** Calls each of them so many times, in turns. */
export function measureStartUps(times: number): readonly StartUp[] {
  const taken = CALLS.map((): number[] => []);
  for (let time = 0; time < times; time++) {
    for (const [at, { what, args }] of CALLS.entries()) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      if (status !== 0) throw new Error(`${what} ended with ${String(status)}: ${stderr}`);
      taken[at]?.push(performance.now() - start);
    }
  }
  return CALLS.map(({ what }, at) => ({ what, milliseconds: median(taken[at] ?? []) }));
}
