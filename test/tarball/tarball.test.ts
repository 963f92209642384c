/** What ships: the packed tarball in a project outside the checkout, with no copy of the sources in reach. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manifest, PackedProject } from "./project.js";

const project = new PackedProject();
beforeAll(() => project.install());
afterAll(() => project.end());

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe("the packed tarball", () => {
  const entries = Object.keys(manifest.exports).filter((entry) => entry !== "./package.json" && entry !== "./vitest");

  test.each(entries)("%s can be imported and required", (entry) => {
    const name = `async-tck${entry.slice(1)}`;
    project.write("loads.mjs", `console.log(Object.keys(await import("${name}")).join())`);
    project.write("loads.cjs", `console.log(Object.keys(require("${name}")).join())`);
    const [imported, required] = [project.run("loads.mjs"), project.run("loads.cjs")];
    expect(imported).toMatchObject({ code: 0, text: expect.stringMatching(/\w/) as string });
    expect(required.text.trim().split(",").sort()).toEqual(imported.text.trim().split(",").sort());
  });

  const cli = join("node_modules", "async-tck", "dist", "cli.js");

  test("the command checks the asyncio that ships with it", () => {
    const { code, text } = project.run(cli, "check", "async-tck/asyncio", "--runs", "10");
    expect(text).toContain("asyncio.PriorityQueue, queue, profile asyncio: conforms");
    expect(code).toBe(0);
  });

  test.skipIf(!hasPython)("the command checks the asyncio of python3 (NOT COVERED where there is none)", () => {
    const { code, text } = project.run(cli, "check", "async-tck/cpython", "--runs", "10");
    expect(text).toMatch(/asyncio\.PriorityQueue CPython 3\.\d+\.\d+, queue, profile asyncio: conforms/);
    expect(code).toBe(0);
  });

  test.skipIf(!hasPython)("CommonJS starts python3, too (NOT COVERED where there is none)", () => {
    const script = 'require("async-tck/cpython").cpython().then(({ version, end }) => (console.log(version), end()))';
    project.write("starts.cjs", script);
    expect(project.run("starts.cjs")).toMatchObject({ code: 0, text: expect.stringMatching(/^3\.\d+\.\d+/) as string });
  });

  test("two copies in one program share what belongs to the process: both judge, and rejections reach who they are for", () => {
    project.write("copies.mjs", COPIES);
    expect(project.run("copies.mjs")).toEqual({ code: 0, text: "conforms\n".repeat(10) + "1 listener: mine\n" });
  });
});

/** Checks a right queue with the ES module and with the CommonJS one, together and in turns; then a promise is rejected. */
const COPIES = `
import { createRequire } from "node:module";
import { setTimeout } from "node:timers/promises";
const copies = [await import("async-tck"), createRequire(import.meta.url)("async-tck")];
class Queue {
  items = [];
  getters = [];
  get() {
    return new Promise((resolve) => (this.items.length > 0 ? resolve(this.items.shift()) : this.getters.push(resolve)));
  }
  add(item) {
    this.getters.length > 0 ? this.getters.shift()(item) : this.items.push(item);
  }
}
const told = [];
process.on("unhandledRejection", (reason) => told.push(reason));
const check = async ({ defineQueue, profiles, checkConformance }) => {
  const adapter = defineQueue({
    name: "queue",
    create: () => new Queue(),
    get: (queue) => queue.get(),
    putNowait: (queue, item) => queue.add(item),
    profile: { ...profiles.fifo, capacities: "none" },
  });
  console.log((await checkConformance(adapter, { numRuns: 200 })).status);
};
await Promise.all(copies.map(check));
for (let round = 0; round < 4; round++) for (const copy of copies) await check(copy);
void Promise.reject("mine");
await setTimeout(50);
console.log(process.listenerCount("unhandledRejection") + " listener: " + told.join());
`;
