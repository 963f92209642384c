import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as contract from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import { loadAdapters } from "../../src/cli/loadAdapters.js";

type Call = (instance: unknown, item: unknown) => Promise<unknown>;

const load = (name: string): Promise<readonly contract.AnyAdapter[]> => {
  const file = fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
  return loadAdapters(file, name, { "async-tck": { ...contract, profiles } });
};

const sentence = (name: string): Promise<string> =>
  load(name).then(
    () => "",
    (error: Error) => `${error.name}: ${error.message}`,
  );

/** How many turns a put of the adapter takes. */
async function turnsOf(adapter: contract.AnyAdapter): Promise<number> {
  const { create, put } = adapter as unknown as { create(): unknown; put: Call };
  let isOver = false;
  void put(create(), {}).then(() => (isOver = true));
  let turns = 0;
  for (; !isOver; turns++) await null;
  return turns;
}

test("leaves async functions native, whatever the file's language: same constructor, same number of turns", async () => {
  const turns: number[] = [];
  for (const name of ["asyncTurns.ts", "asyncTurns.mjs", "asyncTurns.cjs"]) {
    const [adapter] = await load(name);
    const { put, create } = adapter as unknown as { create(): { put: unknown }; put: unknown };
    expect((put as object).constructor.name).toBe("AsyncFunction");
    expect((create().put as object).constructor.name).toBe("AsyncFunction");
    turns.push(await turnsOf(adapter as contract.AnyAdapter));
  }
  expect(turns[0]).toBeGreaterThan(3);
  expect(new Set(turns).size).toBe(1);
});

test("takes the same turns as the engine itself, which loads the .mjs file without any loader in between", async () => {
  const source = readFileSync(new URL("fixtures/asyncTurns.mjs", import.meta.url), "utf8");
  const script = `
    const defineQueue = (adapter) => adapter, profiles = {};
    ${source.replace(/^import .*$/m, "").replace("export default", "const adapter =")}
    let isOver = false, turns = 0;
    adapter.put(adapter.create(), {}).then(() => (isOver = true));
    for (; !isOver; turns++) await null;
    console.log(turns);`;
  const native = Number(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }));
  const [adapter] = await load("asyncTurns.ts");
  expect(await turnsOf(adapter as contract.AnyAdapter)).toBe(native);
});

test("takes a default export, an array, module.exports, and named exports that are adapters", async () => {
  const names = async (file: string): Promise<readonly string[]> => (await load(file)).map(({ name }) => name);
  expect(await names("goodEvent.ts")).toEqual(["good-event"]);
  expect(await names("twins.ts")).toEqual(["good-event", "good-event"]);
  expect(await names("asyncTurns.cjs")).toEqual(["turns"]);
  expect(await names("named.cjs")).toEqual(["first", "second"]);
});

test("names the place of a syntax error", async () => {
  const folder = mkdtempSync(join(tmpdir(), "async-tck-"));
  const file = join(folder, "broken.ts");
  writeFileSync(file, "export default {;\n");
  await expect(loadAdapters(file, "broken.ts", {})).rejects.toThrow(
    `broken.ts could not be imported: ParseError: Unexpected token (${file}:1:16)`,
  );
  rmSync(folder, { recursive: true });
});

test("says in one sentence why a file gives no adapter", async () => {
  const files = [
    "missing.ts",
    "throwsOnImport.ts",
    "throwsText.mjs",
    "importsNothing.mjs",
    "noAdapter.ts",
    "unwrapped.mjs",
  ];
  const sentences = await Promise.all(files.map(sentence));
  const here = fileURLToPath(new URL(".", import.meta.url));
  expect(sentences.join("\n").replaceAll(here, "")).toMatchInlineSnapshot(`
    "LoadError: There is no file missing.ts.
    LoadError: throwsOnImport.ts could not be imported: TypeError: no database here
    LoadError: throwsText.mjs could not be imported: it throws "just a text"
    LoadError: importsNothing.mjs could not be imported: Error: Cannot find module './gone.js'
    LoadError: noAdapter.ts exports no adapter. Write: export default defineQueue({ … }) or defineEvent({ … }).
    LoadError: The default export of unwrapped.mjs has no \`primitive\`: wrap it in defineQueue({ … }) or defineEvent({ … })."
  `);
});
