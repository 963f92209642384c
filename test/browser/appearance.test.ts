/** The HTML report for every reader: light and dark, narrow, on paper, by keyboard, by ear. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "./chromium.js";
import { exampleReport, handmade, pageOf } from "./reports.js";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let address: string;
const views = ["#", "#1", "#1/QUEUE-17", "#2", "#2/QUEUE-05", "#2/QUEUE-17", "#5/unnamed-1", "#6/unnamed-2"];

beforeAll(async () => {
  browser = await launchChromium();
  address = pageOf("appearance", [await exampleReport(), ...handmade]);
});
afterAll(() => browser.close());

async function open(place: string, colorScheme: "light" | "dark", width = 1280): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  await go(page, place);
  return page;
}

/** Goes to a place; one page draws them all. */
async function go(page: Page, place: string): Promise<void> {
  await page.goto(address.concat(place));
  await page.locator("h1").waitFor();
}

const background = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");

describe("axe finds nothing serious", () => {
  it.each(["light", "dark"] as const)("in %s", async (theme) => {
    const page = await open("#", theme);
    await page.evaluate(axe);
    for (const [width, places] of [
      [1280, views],
      [400, views.slice(0, 3)],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      for (const place of places) {
        await go(page, place);
        const found = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
          violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
          passes: unknown[];
        };
        expect(found.passes.length).toBeGreaterThan(10);
        const told = found.violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, failureSummary }) => html + failureSummary)]);
        expect(told, `${place} at ${String(width)}`).toEqual([]);
      }
    }
    await page.close();
  });
});

describe("light and dark", () => {
  it("follow the system until the reader chooses, and the choice is kept", async () => {
    const context = await browser.newContext({ colorScheme: "dark" });
    const page = await context.newPage();
    await page.goto(address);
    const dark = await background(page);
    await page.getByLabel("Theme").selectOption("light");
    const light = await background(page);
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await background(page)).toBe(light);
    await page.getByLabel("Theme").selectOption("system");
    expect(await background(page)).toBe(dark);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await background(page)).toBe(light);
    await context.close();
  });
});

describe("a narrow screen", () => {
  it.each([320, 400, 768])("of %i pixels is never wider than itself", async (width) => {
    const page = await open("#", "light", width);
    for (const place of views) {
      await go(page, place);
      expect(await page.evaluate("document.documentElement.scrollWidth"), place).toBeLessThanOrEqual(width);
    }
    await page.close();
  });
});

describe("paper", () => {
  it("is white, shows the whole trace, and nothing that can only be pressed", async () => {
    const page = await open("#1/QUEUE-17", "dark");
    await page.keyboard.press("Home");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator(".stepper").isVisible()).toBe(false);
    expect(await page.locator(".copy").first().isVisible()).toBe(false);
    const colours = "[...document.querySelectorAll('.lanes code')].map((code) => getComputedStyle(code).color)";
    expect((await page.evaluate(colours)) as string[]).not.toContain("rgb(107, 115, 125)");
    expect(await background(page)).toBe("rgb(247, 247, 245)");
    await page.close();
  });
});

describe("a keyboard", () => {
  it("reaches everything, and shows where it is", async () => {
    const page = await open("#1/QUEUE-17", "light");
    const reached: string[] = [];
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      const [name, outline] = (await page.evaluate(
        `(() => { const e = document.activeElement; return e === document.body ? ["the end", ""] : [e.getAttribute("aria-label") ?? e.textContent.slice(0, 30), getComputedStyle(e).outlineStyle]; })()`,
      )) as [string, string];
      if (name === "the end") break;
      reached.push(name);
      if (name !== "") expect(outline, name).not.toBe("none");
    }
    for (const what of [
      "First row (Home)",
      "Last row (End)",
      "Copy as Mermaid diagram",
      "Trace, a column for each client",
    ])
      expect(reached).toContain(what);
    await page.getByRole("button", { name: /^First/ }).focus();
    await page.keyboard.press("Enter");
    expect(await page.locator(".position").textContent()).toMatch(/^1 of/);
    await page.close();
  });
});

describe("structure", () => {
  it("has one main, one h1, headings without gaps, and table heads with a scope", async () => {
    const page = await open("#", "light");
    for (const place of views) {
      await go(page, place);
      const levels = (await page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))",
      )) as number[];
      expect(levels.filter((level) => level === 1)).toEqual([1]);
      levels.forEach((level, at) => expect(level - (levels[at - 1] ?? 0), place).toBeLessThanOrEqual(1));
      expect(await page.locator("main").count()).toBe(1);
      expect(await page.locator("th:not([scope])").count()).toBe(0);
    }
    await page.close();
  });
});
