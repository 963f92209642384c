import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkConformance, type AnyAdapter } from "../../src/index.js";
import { packageAdapters } from "../../src/adapters/packages/index.js";
import { DEFAULT_CLOSE } from "../../src/models/queue/axes.js";
import { FINDINGS } from "../docs/pages.js";

const root = new URL("../../", import.meta.url);
const files = [...new Set(packageAdapters.map(({ file }) => file))];

/** Lines of code: without comments, imports and empty lines. */
function codeLines(file: string): readonly string[] {
  const code = readFileSync(new URL(file, root), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^import [^;]*;/gm, "");
  return code.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//"));
}

/** The installed version of a package. */
function installedVersion(name: string): string {
  const path = new URL(`node_modules/${name}/package.json`, root);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}

/** The packages that the kit keeps adapters for. */
const PACKAGES: Readonly<Record<string, string>> = {
  "@databases/queue": "1.0.1",
  "@dxos/async": "2.33.8",
  "@esfx/async-autoresetevent": "1.0.0-pre.8",
  "@esfx/async-manualresetevent": "1.0.0",
  "@esfx/async-queue": "1.0.0",
  "@shutterstock/p-map-iterable": "1.1.2",
  "async-channel": "0.2.0",
  "event-iterator": "2.0.0",
  "it-pushable": "3.2.4",
  "js-csp": "1.0.1",
  "p-fifo": "1.0.0",
  "signal-promise": "1.0.3",
  chan: "0.6.1",
  effect: "4.1.0",
  queueable: "5.3.2",
};
/** Of the platform itself; what they are has no version of its own. */
const PLATFORM = ["AbortSignal", "ReadableStream", "node:stream", "node:worker_threads"];

const adapters = packageAdapters.map(({ adapter }) => adapter);
const packageOf = ({ name }: AnyAdapter): string => name.split(" ")[0] ?? "";
const isPlatform = (adapter: AnyAdapter): boolean => PLATFORM.includes(packageOf(adapter));

describe("adapters of published packages", () => {
  it("there is one for every package, and for what the platform brings, and for nothing else", () => {
    const expected = [...Object.keys(PACKAGES), ...PLATFORM].sort();
    expect([...new Set(adapters.map(packageOf))].sort()).toEqual(expected);
  });

  it.each(Object.entries(PACKAGES))("%s: a development dependency at exactly %s", (name, version) => {
    const { devDependencies } = JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    expect(devDependencies[name]).toBe(version);
  });

  it("no two have the same name", () => {
    expect(new Set(adapters.map(({ name }) => name)).size).toBe(adapters.length);
  });

  it.each(files)("%s holds some 20 lines of code for each adapter", (file) => {
    const count = packageAdapters.filter((each) => each.file === file).length;
    expect(codeLines(file).length / count).toBeLessThanOrEqual(22);
  });

  it.each(adapters)("$name: the version is the installed one", (adapter) => {
    expect(adapter.version).toBe(isPlatform(adapter) ? undefined : installedVersion(packageOf(adapter)));
    expect(adapter.version).toBe(PACKAGES[packageOf(adapter)]);
  });

  it("every close declares each answer, so that nothing is claimed by a default", () => {
    for (const { name, primitive, profile } of adapters) {
      if (primitive !== "queue") continue;
      for (const [kind, semantics] of Object.entries(profile.close ?? {}))
        expect(Object.keys(semantics).sort(), `${name}, ${kind}`).toEqual(Object.keys(DEFAULT_CLOSE).sort());
    }
  });

  it("every package has its line in docs/findings.md, and every deviation its heading", () => {
    for (const { adapter } of packageAdapters) {
      const name = [adapter.name, adapter.version].filter(Boolean).join(" ");
      expect(FINDINGS).toContain(`| ${name} `);
      for (const { rule } of adapter.deviations ?? []) {
        const heading = `^### ${packageOf(adapter)} ${adapter.version}, .*\\([A-Z0-9, -]*${rule}[A-Z0-9, -]*\\)$`;
        expect(FINDINGS).toMatch(new RegExp(heading, "m"));
      }
    }
  });
});
