import { copyFileSync, rmSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { bundledInTsup } from "./bundled.config.js";

// Both configurations below write to dist at the same time, so neither may clean it.
rmSync("dist", { recursive: true, force: true });

const library = {
  index: "src/index.ts",
  vitest: "src/vitest.ts",
  asyncio: "src/adapters/asyncio/index.ts",
  cpython: "src/adapters/cpython/cpython.ts",
};
/** What is no JavaScript: the program that a Python interpreter runs. */
const program = "asyncio_plans.py";

const common: Options = {
  // Node 20 runs async functions natively. Lowering them would move continuations by turns, and the kit counts turns.
  target: "node20",
  platform: "node",
  outDir: "dist",
  clean: false,
  // Packages stay imports; a package that is only a devDependency must not slip into dist.
  skipNodeModulesBundle: true,
  esbuildPlugins: [bundledInTsup],
  silent: true,
};

const config: ReturnType<typeof defineConfig> = defineConfig([
  {
    ...common,
    // The command and its worker share chunks with the library, so that an adapter file which imports `async-tck` gets
    // the same copy that checks it.
    entry: {
      ...library,
      cli: "src/cli/main.ts",
      worker: "src/cli/worker.ts",
      surveyWorker: "src/cli/surveyWorker.ts",
      lookWorker: "src/cli/init/lookWorker.ts",
    },
    format: "esm",
    splitting: true,
    dts: { entry: library },
    onSuccess: () => Promise.resolve(copyFileSync(`src/adapters/cpython/${program}`, `dist/${program}`)),
  },
  // `import.meta.url` is how the program is found
  { ...common, entry: library, format: "cjs", dts: { entry: library }, shims: true },
]);

export default config;
