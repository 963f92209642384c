/** What ships: the packed tarball in a project outside the checkout, with no copy of the sources in reach. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "async-tck-tarball-"));
const installed = join(project, "node_modules", "async-tck");
afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

beforeAll(() => {
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], {
    cwd: root,
    encoding: "utf8",
  });
  const [{ filename }] = JSON.parse(packed) as [{ readonly filename: string }];
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, filename), "-C", installed, "--strip-components=1"]);
  // what it depends on comes from the checkout: npm would fetch the same
  for (const name of Object.keys(manifest.dependencies)) {
    const place = join(project, "node_modules", name);
    mkdirSync(join(place, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), place);
  }
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
});

/** Runs a command of the project. */
function run(...args: readonly string[]): { readonly code: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  return { code: status, text: stdout + stderr };
}

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe("the packed tarball", () => {
  const entries = Object.keys(manifest.exports).filter((entry) => entry !== "./package.json" && entry !== "./vitest");

  test.each(entries)("%s can be imported and required", (entry) => {
    const name = `async-tck${entry.slice(1)}`;
    writeFileSync(join(project, "loads.mjs"), `console.log(Object.keys(await import("${name}")).join())`);
    writeFileSync(join(project, "loads.cjs"), `console.log(Object.keys(require("${name}")).join())`);
    const [imported, required] = [run("loads.mjs"), run("loads.cjs")];
    expect(imported).toMatchObject({ code: 0, text: expect.stringMatching(/\w/) as string });
    expect(required.text.trim().split(",").sort()).toEqual(imported.text.trim().split(",").sort());
  });

  const cli = join("node_modules", "async-tck", "dist", "cli.js");

  test("the command checks the asyncio that ships with it", () => {
    const { code, text } = run(cli, "check", "async-tck/asyncio", "--runs", "10");
    expect(text).toContain("asyncio.PriorityQueue, queue, profile asyncio: conforms");
    expect(code).toBe(0);
  });

  test.skipIf(!hasPython)("the command checks the asyncio of python3 (NOT COVERED where there is none)", () => {
    const { code, text } = run(cli, "check", "async-tck/cpython", "--runs", "10");
    expect(text).toMatch(/asyncio\.PriorityQueue CPython 3\.\d+\.\d+, queue, profile asyncio: conforms/);
    expect(code).toBe(0);
  });

  test.skipIf(!hasPython)("CommonJS starts python3, too (NOT COVERED where there is none)", () => {
    const script = 'require("async-tck/cpython").cpython().then(({ version, end }) => (console.log(version), end()))';
    writeFileSync(join(project, "starts.cjs"), script);
    expect(run("starts.cjs")).toMatchObject({ code: 0, text: expect.stringMatching(/^3\.\d+\.\d+/) as string });
  });
});
