// Writes docs/profiles.md from the words and separations of test/profiles; with --check only compares, and exits 1 when
// the page is out of date. The plans come from test/profiles/smallestInterleavings.json (scripts/separations.mjs).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createJiti } from "jiti";

const jiti = createJiti(import.meta.url, { fsCache: false });
const { profilesPage } = await jiti.import("../test/profiles/profilesPage.ts");

const PAGE = fileURLToPath(new URL("../docs/profiles.md", import.meta.url));
const page = await profilesPage();
const isCurrent = existsSync(PAGE) && readFileSync(PAGE, "utf8") === page;
if (process.argv.includes("--check")) {
  if (!isCurrent) {
    console.error("docs/profiles.md is out of date: run `npm run docs:profiles`.");
    process.exitCode = 1;
  }
} else if (!isCurrent) {
  writeFileSync(PAGE, page);
}
