import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { bundledInVite } from "./bundled.config.js";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Files that take half a minute or more begin first: where one of them begins last, one core waits for it. vitest knows
 * their times from the last run only, and a fresh clone has none.
 */
const SLOWEST = [
  "correctSubjects",
  "describeConformance",
  "command",
  "init",
  "separations",
  "packages",
  "commands",
  "refines",
  "runners",
];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = SLOWEST.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? SLOWEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

const config: ViteUserConfig = defineConfig({
  plugins: [bundledInVite],
  resolve: {
    // Tests name the package as a user does and get its source; what ships is tested through the packed tarball.
    alias: [
      { find: /^async-tck$/, replacement: source("./src/index.ts") },
      { find: /^async-tck\/cpython$/, replacement: source("./src/adapters/cpython/cpython.ts") },
      { find: /^async-tck\/vitest$/, replacement: source("./src/vitest.ts") },
      { find: /^async-tck\/asyncio$/, replacement: source("./src/adapters/asyncio/index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    // they need a browser: `npm run test:browser`
    exclude: ["test/browser/**"],
    globalSetup: ["test/notCovered.ts"],
    sequence: { sequencer: SlowestFirst },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default config;
