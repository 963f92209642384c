// Bundles a module of bench as dist is built, and imports it: what a transpiling loader makes is much slower.
import { build } from "tsup";

/** The exports of bench/NAME.ts. The working directory is the repository. */
export async function bundle(name) {
  const outDir = "node_modules/.cache/async-tck-bench";
  await build({
    config: false,
    entry: { [name]: `bench/${name}.ts` },
    outDir,
    format: "esm",
    target: "node20",
    skipNodeModulesBundle: true,
    outExtension: () => ({ js: ".mjs" }),
    silent: true,
  });
  return import(new URL(`../${outDir}/${name}.mjs`, import.meta.url).href);
}
