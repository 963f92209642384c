import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const config: ViteUserConfig = defineConfig({
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
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default config;
