import type { ViteUserConfig } from "vitest/config";
import base from "./vitest.config.js";

/** `npm run test:browser`: what needs a browser, one file at a time. */
const config: ViteUserConfig = {
  ...base,
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: "test/browser/requireChromium.ts",
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
};

export default config;
