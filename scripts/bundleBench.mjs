// Bundles a module of bench as dist is built, and imports it: what a transpiling loader makes is much slower.
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { build } from "tsup";

const outDir = "node_modules/.cache/async-tck-bench";

/** Where a bundle stands. The working directory is the repository. */
export function placeOf(name) {
  return pathToFileURL(resolve(outDir, `${name}.mjs`)).href;
}

/** The exports of bench/NAME.ts, or of another file under that name. The working directory is the repository. */
export async function bundle(name, file = `bench/${name}.ts`) {
  await build({
    config: false,
    entry: { [name]: file },
    outDir,
    format: "esm",
    target: "node20",
    skipNodeModulesBundle: true,
    outExtension: () => ({ js: ".mjs" }),
    silent: true,
  });
  return import(placeOf(name));
}
