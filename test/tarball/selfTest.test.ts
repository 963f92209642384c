/** The kit as shipped tests itself: the packed tarball kills mutants in a vitest of somebody else's project. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PackedProject } from "./project.js";
import { BREAKS, RIGHT } from "./subjects.js";

const project = new PackedProject();
afterAll(() => project.end());

const SUITE = `
import { describeConformance } from "async-tck/vitest";
import { right, wrong } from "./subjects.mjs";
for (const adapter of [...wrong, ...right]) describeConformance(adapter, { numRuns: 200 });
`;

/** A suite of one adapter, as vitest tells it. */
interface Tests {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Of one adapter: titles of tests by their status, and messages of those that failed. */
function testsOf(told: Tests, name: string, status: string): readonly { title: string; message: string }[] {
  return told.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ ancestorTitles, status: is }) => ancestorTitles[0]?.startsWith(`${name},`) === true && is === status)
    .map(({ title, failureMessages }) => ({ title, message: failureMessages.join("\n") }));
}

describe("the packed tarball, in a project with vitest and nothing else", { timeout: 0 }, () => {
  let told: Tests;
  beforeAll(async () => {
    project.install(["vitest"]);
    // the subjects become one file that has the kit from the tarball, as a user's would
    await build({
      config: false,
      entry: { subjects: fileURLToPath(new URL("subjects.ts", import.meta.url)) },
      format: "esm",
      outExtension: () => ({ js: ".mjs" }),
      target: "node20",
      outDir: project.folder,
      silent: true,
      esbuildPlugins: [
        {
          name: "kit-from-tarball",
          setup: ({ onResolve }) =>
            onResolve({ filter: /src\/adapters\/(contract|profiles)\.js$/ }, () => ({
              path: "async-tck",
              external: true,
            })),
        },
      ],
    });
    project.write("self.test.mjs", SUITE);
    const vitest = join("node_modules", "vitest", "vitest.mjs");
    const { text } = project.run(vitest, "run", "--reporter=json", "--outputFile=told.json");
    told = JSON.parse(readOr(join(project.folder, "told.json"), text)) as Tests;
  }, 0);

  for (const [name, rule] of Object.entries(BREAKS)) {
    it(`kills ${name} and names ${rule}`, () => {
      const named = testsOf(told, name, "failed").find(({ title }) => title.startsWith(`${rule} `));
      expect(named?.message).toContain("replay      npx async-tck replay ");
    });
  }

  for (const name of RIGHT) {
    it(`passes ${name}`, () => {
      expect(testsOf(told, name, "failed")).toEqual([]);
      expect(testsOf(told, name, "passed").length).toBeGreaterThan(10);
    });
  }
});

function readOr(file: string, problem: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Error(`vitest told nothing: ${problem}`);
  }
}
