/** The CI jobs that the pages show are jobs: GitHub's own parser takes them, and their commands run. */
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as Parser from "@actions/workflow-parser";
import type * as Converter from "@actions/workflow-parser/model/convert";
import { createJiti } from "jiti";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { codeBlocks, readPage } from "./pages.js";

// GitHub's parser imports JSON without saying so, which Node refuses
const jiti = createJiti(import.meta.url, { tryNative: false });
const { NoOperationTraceWriter, parseWorkflow } = await jiti.import<typeof Parser>("@actions/workflow-parser");
const { convertWorkflowTemplate } = await jiti.import<typeof Converter>("@actions/workflow-parser/model/convert");

const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const fixture = fileURLToPath(new URL("../cli/fixtures/goodEvent.ts", import.meta.url));

interface Step {
  readonly run?: string;
  readonly uses?: string;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
type Pipeline = Readonly<Record<string, { readonly script: readonly string[]; readonly artifacts: object }>>;

const yaml = codeBlocks().filter(({ language }) => language === "yaml");
const isWorkflow = (code: string): boolean => code.startsWith("# .github/workflows/");
const workflows = yaml.filter(({ code }) => isWorkflow(code));
const pipelines = yaml.filter(({ code }) => code.startsWith("# .gitlab-ci.yml"));

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A project with an adapter, in which shell lines run; `npx async-tck` is the built command, `npm ci` was done. */
function project(): (line: string) => Promise<number> {
  const cwd = mkdtempSync(join(tmpdir(), "async-tck-ci-"));
  folders.push(cwd);
  mkdirSync(join(cwd, "adapters"));
  copyFileSync(fixture, join(cwd, "adapters", "goodEvent.ts"));
  const known = `npm() { [ "$1" = ci ]; }; npx() { [ "$1" = async-tck ] && shift && "${process.execPath}" "${command}" "$@"; };`;
  return (line) =>
    new Promise((resolve) => {
      // a night's job would take minutes here
      const quick = line.replace(/--runs \d{4,}/, "--runs 50");
      execFile("bash", ["-e", "-c", `${known} ${quick}`], { cwd }, (error) =>
        resolve(error ? (typeof error.code === "number" ? error.code : -1) : 0),
      );
    });
}

const folderOf = (): string => folders.at(-1) ?? "";

describe("GitHub Actions jobs", () => {
  it("are on the pages", () => {
    expect(workflows.map(({ page }) => page)).toContain("docs/ci.md");
  });

  it.each(workflows.map((block) => [`${block.page}:${String(block.line)}`, block.code]))(
    "%s is a workflow to GitHub's parser",
    async (_place, content) => {
      const { context, value } = parseWorkflow({ name: "conformance.yml", content }, new NoOperationTraceWriter());
      expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
      if (!value) throw new Error("nothing was parsed");
      const { jobs, errors } = await convertWorkflowTemplate(context, value);
      expect([errors ?? [], jobs.length > 0]).toEqual([[], true]);
    },
  );

  it.each(workflows.map((block) => [`${block.page}:${String(block.line)}`, parse(block.code) as Workflow]))(
    "the commands of %s run",
    async (_place, { jobs }) => {
      const run = project();
      for (const { steps } of Object.values(jobs)) {
        for (const { run: line } of steps) {
          for (const part of line?.includes("matrix.shard") ? ["1", "2", "3"] : [""]) {
            if (line === undefined) continue;
            const shown = line
              .replaceAll("${{ matrix.shard }}", part)
              .replaceAll("part.json", `part-${part || "*"}/part.json`);
            expect([shown, await run(part === "" ? shown.replaceAll("part-*/part-*/", "part-*/") : shown)]).toEqual([
              shown,
              0,
            ]);
          }
        }
      }
    },
  );
});

describe("GitLab jobs", () => {
  it.each(pipelines.map((block) => [`${block.page}:${String(block.line)}`, parse(block.code) as Pipeline]))(
    "the script of %s runs, and leaves the artifacts that it names",
    async (_place, pipeline) => {
      for (const { script, artifacts } of Object.values(pipeline)) {
        const run = project();
        for (const line of script) expect([line, await run(line)]).toEqual([line, 0]);
        const { paths, reports } = artifacts as { paths: readonly string[]; reports: { junit: string } };
        for (const path of [...paths, reports.junit]) expect(existsSync(join(folderOf(), path)), path).toBe(true);
        expect(readFileSync(join(folderOf(), reports.junit), "utf8")).toMatch(/<testsuites name="async-tck"/);
      }
    },
  );

  it("are on the pages", () => {
    expect(pipelines.map(({ page }) => page)).toContain("docs/ci.md");
  });
});

describe("commands of docs/ci.md", () => {
  const lines = [...readPage("docs/ci.md").matchAll(/^(npx async-tck .*)$/gm)].map(([, line = ""]) => line);

  it.each(lines)("%s runs", async (line) => {
    const run = project();
    expect(await run(line)).toBe(0);
    expect(readdirSync(folderOf())).toContain("adapters");
  });
});
