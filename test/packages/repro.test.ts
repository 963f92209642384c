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

  it("the code in docs/findings.md is that of the script", () => {
    const script = readFileSync(new URL("dxos-trigger-reset.mjs", folder), "utf8");
    expect(FINDINGS).toContain(`\`\`\`js\n${script}\`\`\``);
  });
});
