/** The HTML report in a real browser, clicked through as a reader does. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { formatMermaid, type Failure, type Report } from "../../src/index.js";
import { launchChromium } from "./chromium.js";
import { exampleReport, handmade, hostile, HOSTILE, manyFailures, pageOf, rules, wrongReports } from "./reports.js";

let browser: Browser;
let example: Report;
let one: string;
let several: string;
/** What went wrong in the pages of a test: errors, refused content, requests. */
let complaints: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  example = await exampleReport();
  one = pageOf("one", [example], { adapterFiles: ["my-queue.adapter.ts"] });
  several = pageOf("several", [example, ...(await wrongReports()), ...handmade], { title: "Queues & events" });
});
afterAll(() => browser.close());
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  expect(complaints).toEqual([]);
  complaints = [];
});

async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: "light",
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) complaints.push(request.url());
  });
  await page.goto(address);
  await page.locator("h1").waitFor();
  return page;
}

const failureOf = (report: Report): Failure => {
  const found = report.rules.find((rule) => rule.verdict === "fail");
  if (found?.verdict !== "fail" || !found.failure) throw new Error("There is no failure.");
  return found.failure;
};
const lane = (page: Page, row: number, client: number) =>
  page.locator(`.lanes tbody tr:nth-child(${String(row)}) td.lane >> nth=${String(client)}`).getAttribute("class");
const current = (page: Page) => page.locator('.lanes tr[aria-current="step"] th').textContent();

describe("several adapters", () => {
  it("are a table and matrices, whose cells lead to failures and back", async () => {
    const page = await open(several);
    expect(await page.title()).toMatch(/adapters conform · Queues & events$/);
    const cell = page.locator(".matrix td.fail a").first();
    const address = (await cell.getAttribute("href")) ?? "";
    await cell.click();
    const id = address.split("/")[1] ?? "?";
    expect(await page.locator("h1").textContent()).toBe(id);
    expect(await page.locator(".lanes tr.contradicted").count()).toBe(1);
    // who hears the page begins at what is new
    expect(await page.evaluate("document.activeElement.textContent")).toBe(id);
    await page.goBack();
    expect(await page.locator("h1").textContent()).toMatch(/adapters conform$/);
  });

  it("show in the matrix what each report says, and only telling rules where that is asked for", async () => {
    const page = await open(several);
    const table = page.locator('section[aria-labelledby="event-matrix"]');
    const rows = table.locator("tbody tr");
    const all = await rows.count();
    await table.getByRole("checkbox").check();
    const telling = await rows.count();
    expect(telling).toBeLessThan(all);
    expect(await table.getByRole("status").textContent()).toBe(`${String(telling)} of ${String(all)} rules`);
    expect(await rows.filter({ has: page.locator("td.fail, td.deviation, td.inconclusive") }).count()).toBe(telling);
  });

  it("say why one could not be judged", async () => {
    const page = await open(several);
    await page.locator(".summary").getByRole("link", { name: "broken" }).click();
    expect(await page.locator(".callout.problem").textContent()).toContain("Expected `create` to be a function");
  });
});

describe("the list of rules", () => {
  it("is filtered by verdict, category and text, and says how many are shown", async () => {
    const page = await open(one);
    const rows = page.locator(".rules tbody tr");
    const said = page.locator(".tools .count[role=status]");
    const first = await rows.count();
    const notApplicable = example.rules.filter(({ verdict }) => verdict === "not applicable").length;
    expect(first).toBe(example.rules.length - notApplicable);
    await page.getByRole("button", { name: /^not applicable/ }).click();
    expect(await rows.count()).toBe(example.rules.length);
    await page.getByLabel("Category").selectOption("cancellation");
    const cancellation = rules.filter(({ id, category }) => id.startsWith("QUEUE") && category === "cancellation");
    expect(await rows.count()).toBe(cancellation.length);
    await page.getByLabel("Text").fill("WOKEN pass");
    expect(await rows.locator("th").allTextContents()).toContain("QUEUE-17");
    expect(await said.textContent()).toBe(`${String(await rows.count())} of ${String(example.rules.length)} shown`);
    await page.getByRole("button", { name: /^fail/ }).click();
    expect(await rows.locator("th").allTextContents()).not.toContain("QUEUE-17");
  });

  it("is sorted by any column, both ways, and says so", async () => {
    const page = await open(one);
    const ids = () => page.locator(".rules tbody th").allTextContents();
    expect((await ids())[0]).toBe("QUEUE-17");
    await page.getByRole("button", { name: "Rule", exact: true }).click();
    expect(await ids()).toEqual((await ids()).toSorted());
    await page.getByRole("button", { name: "Rule", exact: true }).click();
    expect(await ids()).toEqual((await ids()).toSorted().toReversed());
    expect(await page.getByRole("columnheader", { name: "Rule" }).getAttribute("aria-sort")).toBe("descending");
  });

  it("gives the reasons of deviations, open questions and rules that do not apply", async () => {
    const page = await open(pageOf("verdicts", handmade.slice(0, 1)));
    await page.getByRole("button", { name: /^not applicable/ }).click();
    const text = (await page.locator(".rules").textContent()) ?? "";
    for (const reason of ["it is a stack", "Stale: ", "20 are needed", "the adapter has no put()"])
      expect(text).toContain(reason);
    const { hints, warnings } = handmade[0] ?? example;
    expect(await page.locator(".callout.hint").allTextContents()).toEqual(hints.map((hint) => `hint ${hint}`));
    expect(await page.locator(".callout.warning").allTextContents()).toEqual(warnings.map((one) => `warning ${one}`));
  });
});

describe("a failure", () => {
  it("begins at the contradiction and goes through its rows by keys and buttons", async () => {
    const page = await open(`${one}#1/QUEUE-17`);
    const position = page.locator(".position");
    expect(await position.textContent()).toBe("6 of 6");
    await page.keyboard.press("Home");
    expect([await position.textContent(), await current(page)]).toEqual(["1 of 6", "1"]);
    await page.keyboard.press("ArrowLeft");
    expect(await current(page)).toBe("1");
    for (const step of ["2", "3", "4", ""]) {
      await page.keyboard.press("ArrowRight");
      expect(await current(page)).toBe(step);
    }
    await page.keyboard.press("End");
    expect(await position.textContent()).toBe("6 of 6");
    await page.getByRole("button", { name: /^One back/ }).click();
    await page.getByRole("button", { name: /^First/ }).click();
    expect(await current(page)).toBe("1");
    expect(await page.getByRole("button", { name: /^First/ }).getAttribute("aria-disabled")).toBe("true");
    await page.locator(".lanes tbody tr").nth(2).click();
    expect(await current(page)).toBe("3");
  });

  it("leaves keys alone that are typed into a field, or held with others", async () => {
    const page = await open(`${one}#1/QUEUE-17`);
    await page.locator("#theme").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Control+Home");
    expect(await page.locator(".position").textContent()).toBe("6 of 6");
  });

  it("shows waiters parked, woken and resumed, what the queue holds, and what the model allows", async () => {
    const page = await open(`${one}#1/QUEUE-17`);
    // A is parked, chosen by the put, still so when it is cancelled, and resumes without passing that on
    const ofA = [await lane(page, 1, 0), await lane(page, 3, 0), await lane(page, 4, 0), await lane(page, 5, 0)];
    expect(ofA).toEqual(["lane parked", "lane woken", "lane woken", "lane resumed"]);
    expect([await lane(page, 1, 1), await lane(page, 3, 1), await lane(page, 6, 1)]).toEqual([
      "lane idle",
      "lane parked",
      "lane woken",
    ]);
    await page.locator(".lanes tbody tr").nth(3).click();
    const state = page.locator(".state");
    expect(await state.locator("li").allTextContents()).toEqual([
      "Awokenget()allowed: it ends cancelled",
      "Bparkedget()allowed: it settles with item 1",
      "Cidle",
    ]);
    expect(await state.locator(".box").allTextContents()).toEqual(["1"]);
    expect(await page.locator("[aria-live=polite]").textContent()).toBe(
      "Row 4 of 6. Step 4. A: cancel. A is woken, B is parked. Queue: holds 1. " +
        "The model allows: get() of A ends cancelled; get() of B settles with item 1.",
    );
  });

  it("says how many states are followed, what they share, and what is allowed against what was observed", async () => {
    const page = await open(`${one}#1/QUEUE-17`);
    const state = (await page.locator(".state").textContent()) ?? "";
    expect(state).toContain("allowed get() of B settles with item 1");
    expect(state).toContain("observed get() of B never settles; size is 1");
    expect(state).toContain("The model may be in 2 states here.");
  });

  it("marks in the nearest passing plan what is not the same", async () => {
    const page = await open(`${one}#1/QUEUE-17`);
    expect(await page.locator(".plan mark").allTextContents()).toEqual(["then same turn", "then 1 turn"]);
    const sample = await open(pageOf("order", handmade.slice(0, 1)).concat("#1/QUEUE-04"));
    const lists = sample.locator(".plan");
    expect(await lists.nth(0).locator("mark").allTextContents()).toEqual(["A putNowait(2)", "A getNowait()"]);
    expect(await lists.nth(1).locator("mark").allTextContents()).toEqual(["A getNowait()", "A putNowait(2)"]);
  });

  it("gives the commands with the adapter's file, and copies them and the Mermaid diagram", async () => {
    const page = await open(`${one}#1/QUEUE-17`, { permissions: ["clipboard-read", "clipboard-write"] });
    const replay = page.locator('section[aria-labelledby="replay"]');
    const { token } = failureOf(example);
    await replay.getByRole("button", { name: "Copy the command" }).first().click();
    await replay.getByText("copied").first().waitFor();
    const clipboard = () => page.evaluate("navigator.clipboard.readText()");
    expect(await clipboard()).toBe(`npx async-tck replay ${token} --adapter my-queue.adapter.ts`);
    await replay.getByRole("button", { name: "Copy as Mermaid diagram" }).click();
    await replay.locator(".said").last().getByText("copied").waitFor();
    const { adapter, primitive, profile } = example;
    const diagram = formatMermaid(failureOf(example), { adapter, primitive, profile, rules });
    expect(await clipboard()).toBe(`\`\`\`mermaid\n${diagram}\n\`\`\`\n`);
  });

  it("of every kind is drawn: events, unnamed violations, backlogs, observers, reports without the newer fields", async () => {
    const page = await open(several);
    const links = await page
      .locator(".matrix td.fail a, .matrix td.deviation a")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    const unnamed = handmade.flatMap((report, index) =>
      report.unnamed.map((_, at) => `#${String(index + 7)}/unnamed-${String(at + 1)}`),
    );
    expect(unnamed.length).toBe(3);
    for (const address of [...links, ...unnamed]) {
      await page.goto(several.concat(address));
      if (await page.locator(".trace").count()) {
        for (const key of ["Home", "ArrowRight", "ArrowRight", "End"]) await page.keyboard.press(key);
        expect(await page.locator(".state h3").textContent(), address).not.toBe("");
      } else expect(address).not.toContain("unnamed");
    }
  });
});

describe("a thousand failures", () => {
  it("are one matrix of fewer than 15,000 elements, and one trace at a time", async () => {
    const page = await open(pageOf("thousand", manyFailures(50)));
    expect(await page.locator(".matrix td.fail").count()).toBe(1_000);
    const elements = "document.querySelectorAll('*').length";
    expect(await page.evaluate(elements)).toBeLessThan(15_000);
    await page.locator(".matrix td.fail a").last().click();
    await page.locator(".trace").waitFor();
    expect(await page.evaluate(elements)).toBeLessThan(1_000);
  });
});

describe("what comes from elsewhere", () => {
  it("stays text, wherever it stands", async () => {
    const page = await open(pageOf("hostile", [hostile], { title: HOSTILE }));
    for (const place of ["#1", "#1/QUEUE-17", "#1/QUEUE-10"]) {
      await page.goto(pageOf("hostile", [hostile], { title: HOSTILE }).concat(place));
      await page.locator("h1").waitFor();
      expect(await page.evaluate("[typeof wasRun, document.images.length, document.scripts.length]")).toEqual([
        "undefined",
        0,
        2,
      ]);
    }
    expect(await page.locator(".page-head .title").textContent()).toBe(HOSTILE);
    expect(await page.locator(".callout").textContent()).toContain(HOSTILE);
  });

  it("could not be run even if it were markup: the policy allows only the page's own script and style", async () => {
    const page = await open(one);
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { text: 'wasRun = 1' }))",
    );
    expect(await page.evaluate("typeof wasRun")).toBe("undefined");
    expect(complaints.join()).toMatch(/Content Security Policy/);
    complaints = [];
  });
});
