import type { ViteUserConfig } from "vitest/config";
import base from "./vitest.config.js";

/** Tests that take long: proofs over many subjects, and command lines that are run one by one. */
export const SLOW: string[] = [
  "test/infer/**/*.test.ts",
  "test/packages/packages.test.ts",
  "test/profiles/separations.test.ts",
  "test/runner/correctSubjects.test.ts",
  "test/runner/inclusion.test.ts",
  "test/runners/runners.test.ts",
  "test/tarball/init.test.ts",
  "test/vitest/describeConformance.test.ts",
  "test/docs/blocks.test.ts",
  "test/docs/ci.test.ts",
  "test/docs/commands.test.ts",
  "test/docs/infer.test.ts",
];

/** `npm run test:slow`: these alone. */
const config: ViteUserConfig = { ...base, test: { ...base.test, include: SLOW } };

export default config;
