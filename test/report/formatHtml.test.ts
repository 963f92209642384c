/** The HTML report as text. What it looks like and does in a browser: test/browser. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { formatHtml } from "../../src/report/html/formatHtml.js";
import type { PageData } from "../../src/report/html/pageData.js";
import { queueRules } from "../../src/properties/queue/rules.js";
import { report, reports } from "./samples.js";

const page = formatHtml(Object.values(reports), { rules: queueRules, kitVersion: "0.1.0", title: "<Mine> & yours" });
const element = (name: string): string => new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? "";
const data = (text: string): PageData =>
  JSON.parse(/<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? "null") as PageData;

describe("an HTML report", () => {
  it("holds the reports exactly as JSON has them, the rules that they name, and the versions", () => {
    const { reports: held, rules, kit, title } = data(page);
    expect(held).toEqual(JSON.parse(JSON.stringify(Object.values(reports))));
    expect(rules.map(({ id }) => id)).toEqual(report.rules.map(({ id }) => id));
    expect([kit, title]).toEqual(["0.1.0", "<Mine> & yours"]);
    expect(element("title")).toBe("&lt;Mine&gt; &amp; yours");
  });

  it("allows by its policy no script and no style but its own, and loads nothing", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    expect(policy).toContain("default-src 'none'");
    for (const name of ["script", "style"]) {
      const text = element(name);
      expect(text.length).toBeGreaterThan(1_000);
      expect(policy).toContain(`${name}-src 'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    }
    expect(page).not.toMatch(/(?:src|href)="?https?:|@import|url\(/);
  });

  it("lets no text of a report end the element that it stands in", () => {
    const hint = "</script><script>alert(1)</script><!--<script>\u2028";
    const hostile = formatHtml([{ ...report, hints: [hint] }], { rules: queueRules });
    expect(hostile.match(/<\/script/g)?.length).toBe(page.match(/<\/script/g)?.length);
    expect(hostile).not.toContain("<!--");
    expect(data(hostile).reports[0]?.hints).toEqual([hint]);
  });

  it("is the same text for the same reports, and small without them", () => {
    expect(formatHtml([report], { rules: queueRules })).toBe(formatHtml([report], { rules: queueRules }));
    expect(formatHtml([], { rules: queueRules }).length).toBeLessThan(60_000);
  });
});
