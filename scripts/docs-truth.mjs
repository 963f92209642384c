// Writes docs/truth.md from test/truth/results.json (npm run truth -- --write makes that); with --check only compares, and
// exits 1 when the page is out of date.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";

const jiti = createJiti(import.meta.url, { fsCache: false });
const { truthPage } = await jiti.import("../test/truth/truthPage.ts");

const PAGE = fileURLToPath(new URL("../docs/truth.md", import.meta.url));
const results = JSON.parse(readFileSync(new URL("../test/truth/results.json", import.meta.url), "utf8"));
const page = await truthPage(results);
const isCurrent = existsSync(PAGE) && readFileSync(PAGE, "utf8") === page;
if (process.argv.includes("--check")) {
  if (!isCurrent) {
    console.error("docs/truth.md is out of date: run `npm run docs:truth`.");
    process.exitCode = 1;
  }
} else if (!isCurrent) {
  writeFileSync(PAGE, page);
}
