/** Runs real vitest on a fixture file in a process of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("fixtures", import.meta.url));
const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));

/** One test of the fixture. */
export interface FixtureTest {
  readonly suite: string;
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped" | "pending" | "todo";
  readonly messages: readonly string[];
}

/** What vitest made of a fixture. */
export interface FixtureRun {
  readonly exitCode: number | null;
  readonly tests: readonly FixtureTest[];
  /** Everything that was printed, with the notes of skipped tests. */
  readonly output: string;
}

interface JsonReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: FixtureTest["status"];
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** Runs `<name>.fixture.ts`; settles when vitest ends. */
export async function runFixture(
  name: string,
  options: { readonly args?: readonly string[]; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<FixtureRun> {
  const folder = mkdtempSync(join(tmpdir(), "async-tck-"));
  const file = join(folder, "report.json");
  const args = [
    "run",
    "--root",
    root,
    "--config",
    join(root, "vitest.config.ts"),
    "--reporter=verbose",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  // A child of vitest must not take itself for a worker of its parent.
  const own = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith("VITEST")));
  const env = { ...own, NO_COLOR: "1", FORCE_COLOR: "0", ...options.env };
  const child = spawn(process.execPath, [vitest, ...args, `${name}.fixture.ts`, ...(options.args ?? [])], {
    cwd: root,
    env,
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  try {
    const report = JSON.parse(readFileSync(file, "utf8")) as JsonReport;
    const tests = report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.map(({ ancestorTitles, title, status, failureMessages }) => ({
        suite: ancestorTitles.join(" > "),
        title,
        status,
        messages: failureMessages ?? [],
      })),
    );
    return { exitCode, tests, output };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
