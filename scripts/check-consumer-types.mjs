// Installs the packed package beside one version of TypeScript in an empty folder, and checks a file that imports it,
// as ESM and as CJS: node scripts/check-consumer-types.mjs 5.4
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const version = process.argv[2] ?? "latest";
const folder = mkdtempSync(join(tmpdir(), "async-tck-types-"));
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: "utf8", shell: process.platform === "win32" });

try {
  const [{ filename }] = Object.values(JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder])));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run(
    "npm",
    ["install", "--no-audit", "--no-fund", `./${filename}`, `typescript@${version}`, "@types/node@20"],
    folder,
  );
  const entries = ["async-tck", "async-tck/asyncio", "async-tck/cpython"];
  const file = (importing) => [
    ...entries.map((entry, at) => importing(`entry${at}`, entry)),
    "export const names = [entry0, entry1, entry2];",
    "",
  ];
  const esm = file((name, entry) => `import * as ${name} from "${entry}";`);
  const cjs = file((name, entry) => `import ${name} = require("${entry}");`);
  writeFileSync(join(folder, "esm.mts"), esm.join("\n"));
  writeFileSync(join(folder, "cjs.cts"), cjs.join("\n"));
  const flags = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--types", "node"];
  run("npx", ["tsc", ...flags, "esm.mts", "cjs.cts"], folder);
  console.log(`The declarations hold with TypeScript ${version}.`);
} catch (error) {
  console.error(error.stdout ?? error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
