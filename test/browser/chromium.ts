/** The browser that the tests of this folder use. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const USUAL = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where Chromium is: what CHROMIUM_PATH says, or a usual place. Throws with a hint where it is in none. */
export function chromiumPath(): string {
  const named = process.env["CHROMIUM_PATH"];
  const found = (named === undefined ? USUAL : [named]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const where = named === undefined ? "" : `There is nothing at CHROMIUM_PATH (${named}). `;
  throw new Error(
    `${where}These tests need Chromium. On Debian and Ubuntu: \`apt-get install chromium\`. Elsewhere install Chromium or ` +
      "Chrome, and name its program in CHROMIUM_PATH.",
  );
}

/** A fresh headless browser. */
export function launchChromium(): Promise<Browser> {
  // its sandbox does not start as root, as which CI runs; the pages are our own
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: chromiumPath(), args: isRoot ? ["--no-sandbox"] : [] });
}
