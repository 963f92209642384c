/** The reproductions of docs/findings.md, each against a package alone, in a process of its own. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { FINDINGS } from "../docs/pages.js";

const folder = new URL("repro/", import.meta.url);

async function printed(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL(name, folder))]);
  return stdout.trimEnd();
}

const expected: Readonly<Record<string, string>> = {
  "dxos-trigger-reset.mjs": "resumed: B",
  "databases-queue-falsy.mjs": [
    "1: resolved, length 0; when the shift waits first: resolved",
    ...["0", '""', "false", "null", "undefined", "NaN"].map(
      (item) => `${item}: pending, length -1; when the shift waits first: resolved`,
    ),
  ].join("\n"),
  "effect-barging.mjs": "B takes 1, A takes 2",
  "async-channel-settle-order.mjs": "B with 2, A with 1",
  "p-map-iterable-false-done.mjs": "B: x, A: undefined",
  "p-map-iterable-stranded.mjs": "A: x, B: y, unread: 0",
  "queueable-last-push.mjs": "pulls first: A: done, B: more\npush first: A: done, B: done",
  "queueable-last-result.mjs":
    "pushed 1, pulled 1; pushed 2, pulled 2; pushed 3, pulled 2; pushed 4, pulled 4; pushed 5, pulled 4",
  "signal-promise-early.mjs": "B without a limit: A\nB with a limit of an hour: A, B",
  "it-pushable-on-empty.mjs": "without a signal: resolved, length 1\nwith a signal: pending, length 1",
  "it-pushable-two-next.mjs": "B: x",
  "event-iterator-return.mjs": "next: pending, later next: done",
  "js-csp-poll-closed.mjs": "poll: nothing, take: x",
};

describe("reproductions against the package alone", { timeout: 0 }, () => {
  it.each(Object.entries(expected))("%s prints what docs/findings.md says", async (name, output) => {
    expect(await printed(name)).toBe(output);
    expect(FINDINGS).toContain(name);
    expect(FINDINGS).toContain(output);
  });

  it("each script is run by this test", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(expected).sort());
  });

  it("the code in docs/findings.md is that of a script", () => {
    const scripts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const blocks = [...FINDINGS.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code);
    expect(blocks.length).toBeGreaterThan(0);
    for (const block of blocks) expect(scripts).toContain(block);
  });
});
