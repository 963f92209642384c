/** The two files that `init` writes. */
import { basename, dirname, extname, join, relative } from "node:path";
import type { ProfileName } from "../../adapters/profiles.js";
import type { ClassFacts } from "./classFacts.js";
import type { Draft } from "./draft.js";
import { eventDraft } from "./eventDraft.js";
import { queueDraft } from "./queueDraft.js";

/** What to write an adapter for. */
export interface Wanted {
  readonly primitive: "event" | "queue";
  readonly facts: ClassFacts;
  /** The class's file. */
  readonly from: string;
  /** Folder for the new files. */
  readonly out: string;
  readonly profile: ProfileName;
}

/** A file that is to be written. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The files, and what their author has to fill in before they run. */
export interface NewFiles {
  readonly adapter: NewFile;
  readonly test: NewFile;
  readonly gaps: readonly string[];
}

/** Extension of a file that imports one with this extension: CommonJS is imported by a module, too. */
const BESIDE: Readonly<Record<string, string>> = {
  ".ts": ".ts",
  ".mts": ".mts",
  ".cts": ".mts",
  ".cjs": ".mjs",
  ".mjs": ".mjs",
};
/** How a source file is called by those who import it. */
const COMPILED: Readonly<Record<string, string>> = { ".ts": ".js", ".tsx": ".js", ".mts": ".mjs", ".cts": ".cjs" };

/** Writes both texts; nothing is on disk yet. */
export function adapterFiles({ primitive, facts, from, out, profile }: Wanted): NewFiles {
  const extension = extname(from);
  const own = BESIDE[extension] ?? (extension === ".tsx" ? ".ts" : ".js");
  const base = basename(from, extension);
  const name = localName(facts, primitive);
  const isTyped = own.endsWith("ts");
  const draft = primitive === "queue" ? queueDraft(facts, name, isTyped) : eventDraft(facts, name);
  const adapter = join(out, `${base}.adapter${own}`);
  return {
    adapter: {
      path: adapter,
      text: adapterText({ primitive, facts, name, profile, draft, from: importPath(from, out) }),
    },
    test: { path: join(out, `${base}.conformance.test${own}`), text: testText(importPath(adapter, out)) },
    gaps: draft.gaps,
  };
}

function adapterText(given: {
  readonly primitive: "event" | "queue";
  readonly facts: ClassFacts;
  readonly name: string;
  readonly profile: ProfileName;
  readonly draft: Draft;
  readonly from: string;
}): string {
  const { primitive, facts, name, profile, draft, from } = given;
  const define = primitive === "queue" ? "defineQueue" : "defineEvent";
  const axes = [`...profiles.${profile}`, ...draft.axes];
  const claimed = draft.axes.length > 0 ? `{ ${axes.join(", ")} }` : `profiles.${profile}`;
  return [
    `import { ${[...new Set([...draft.imports, define, "profiles"])].sort(byName).join(", ")} } from "async-tck";`,
    facts.exportedAs === "default" ? `import ${name} from "${from}";` : `import { ${name} } from "${from}";`,
    "",
    `export default ${define}({`,
    ...[`name: "${kebab(name)}",`, ...draft.lines, `profile: ${claimed},`].map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");
}

function testText(adapter: string): string {
  return [
    'import { describeConformance } from "async-tck/vitest";',
    `import adapter from "${adapter}";`,
    "",
    "describeConformance(adapter);",
    "",
  ].join("\n");
}

/** Sorted as people sort names: without regard to case. */
const byName = (a: string, b: string): number => a.toLowerCase().localeCompare(b.toLowerCase(), "en");

/** What the class is called in the adapter. */
function localName({ name, exportedAs }: ClassFacts, primitive: string): string {
  if (exportedAs !== "default") return exportedAs;
  return name !== "" ? name : primitive === "queue" ? "Queue" : "Event";
}

/** `my-queue` for MyQueue. */
function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}

function importPath(file: string, out: string): string {
  const extension = extname(file);
  const path = relative(out, join(dirname(file), `${basename(file, extension)}${COMPILED[extension] ?? extension}`));
  const posix = path.split("\\").join("/");
  return posix.startsWith(".") ? posix : `./${posix}`;
}
