/**
 * Wrong implementations as files: for each an adapter file that imports its subject from a file beside it, and a second such
 * file with the correct build that the mutant was made from. Everything is plain JavaScript, so that scripts start fast.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { Mutant } from "../mutants/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const subjects = readdirSync(join(root, "test/subjects")).filter((name) =>
  /^[a-z]\w*(?:Queue|Event)s?\.ts$/.test(name),
);

/** Builds the subjects and the mutants into `folder`; to be called once. */
export async function buildMutants(folder: string): Promise<void> {
  const list = subjects
    .filter((name) => !name.startsWith("adapt"))
    .map((name, at) => `import * as s${String(at)} from "${join(root, "test/subjects", name)}";`);
  const all = list.map((_, at) => `...Object.values(s${String(at)})`).join(", ");
  writeFileSync(
    join(folder, "bundle.ts"),
    [
      ...list,
      `import { mutants, extraMutants } from "${join(root, "test/mutants/index.ts")}";`,
      `const correct = new Set<unknown>([${all}]);`,
      "export const wrong = (rule: string, name: string, maxsize: number): any =>",
      "  ([...mutants, ...extraMutants] as any[])",
      "    .find((one) => one.rule === rule && one.name === name)",
      "    .adapter.create({ maxsize }, {});",
      "/** What the mutant was made from, with the same options. */",
      "export function right(rule: string, name: string, maxsize: number): any {",
      "  const made = wrong(rule, name, maxsize);",
      "  let base: any = made.constructor;",
      "  while (base && !correct.has(base)) base = Object.getPrototypeOf(base);",
      "  if (!base) return made; // made in another way: there is nothing to compare it with",
      "  return new base(made.options ?? made.kind ?? maxsize);",
      "}",
      "",
    ].join("\n"),
  );
  await build({
    entry: [join(folder, "bundle.ts")],
    outDir: folder,
    format: "esm",
    outExtension: () => ({ js: ".mjs" }),
    target: "node20",
    config: false,
    silent: true,
    clean: false,
  });
}

/** Writes the adapter file of a mutant and the two files of its subject. Answers the adapter file. */
export function writeMutant(folder: string, { rule, name, adapter }: Mutant): string {
  const maker = (which: string): string =>
    `import { ${which} } from "./bundle.mjs";\nexport const make = (maxsize) => ${which}("${rule}", "${name}", maxsize);\n`;
  const id = `${rule}-${name}`;
  writeFileSync(join(folder, `${id}.mjs`), maker("wrong"));
  writeFileSync(join(folder, `${id}-mended.mjs`), maker("right"));
  const file = join(folder, `${id}.adapter.mjs`);
  const text = adapterText(name, `./${id}.mjs`, adapter);
  writeFileSync(file, text);
  writeFileSync(mendedFile(file), text.replace(`./${id}.mjs`, `./${id}-mended.mjs`));
  return file;
}

/** The adapter file of the correct build. */
export function mendedFile(file: string): string {
  return file.replace(/\.adapter\.mjs$/, "-mended.adapter.mjs");
}

const QUEUE: Readonly<Record<string, string>> = {
  put: "(queue, item, { signal, priority }) => queue.put(item, { signal, priority })",
  get: "(queue, { signal }) => queue.get({ signal })",
  putNowait: "(queue, item, { priority }) => (queue.putNowait(item, priority) ? undefined : FULL)",
  getNowait:
    "(queue) => {\n    const taken = queue.getNowait();\n    return taken === undefined ? EMPTY : taken.item;\n  }",
  join: "(queue, { signal }) => queue.join({ signal })",
  taskDone: "(queue) => queue.taskDone()",
  close: "(queue) => queue.close()",
  size: "(queue) => queue.size",
  isEmpty: "(queue) => queue.isEmpty",
  isFull: "(queue) => queue.isFull",
  isClosed: "(queue) => queue.isClosed",
  getters: "(queue) => queue.waitingGetters",
  putters: "(queue) => queue.waitingPutters",
};
const EVENT: Readonly<Record<string, string>> = {
  wait: "(event, { signal }) => event.wait({ signal })",
  set: "(event) => event.set()",
  clear: "(event) => event.clear()",
  isSet: "(event) => event.isSet()",
  waiters: "(event) => event.waiting ?? 0",
};
const TIMED: Readonly<Record<string, string>> = {
  put: "(queue, item, { signal, timeout, priority }) => queue.put(item, { signal, timeout, priority })",
  get: "(queue, { signal, timeout }) => queue.get({ signal, timeout })",
  wait: "(event, { signal, timeout }) => event.wait({ signal }, timeout)",
};

/** The source of an adapter with the verbs of another one, as its author would write it. */
function adapterText(name: string, subject: string, adapter: AnyAdapter): string {
  const fields = adapter as unknown as Readonly<Record<string, unknown>>;
  const known = adapter.primitive === "queue" ? QUEUE : EVENT;
  const verbs = Object.entries(known).filter(([verb]) => fields[verb] !== undefined);
  const variants = (adapter.variants ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  const others = Object.entries(variants).map(([verb, kinds = {}]) => {
    const ways = Object.keys(kinds).map((kind) =>
      kind === "timeout" && verb !== "close"
        ? `timeout: ${TIMED[verb] ?? ""}`
        : `${kind}: (queue) => queue.close("${kind}")`,
    );
    return `    ${verb}: { ${ways.join(", ")} },`;
  });
  return [
    `import { EMPTY, FULL, ${adapter.primitive === "queue" ? "defineQueue" : "defineEvent"} } from "async-tck";`,
    `import { make } from "${subject}";`,
    "",
    `export default ${adapter.primitive === "queue" ? "defineQueue" : "defineEvent"}({`,
    `  name: ${JSON.stringify(name)},`,
    "  create: ({ maxsize }) => make(maxsize),",
    ...verbs.map(([verb, text]) => `  ${verb}: ${text},`),
    ...(others.length > 0 ? ["  variants: {", ...others, "  },"] : []),
    `  outcomes: ${JSON.stringify(adapter.outcomes ?? {})},`,
    `  profile: ${profileText(adapter.profile)},`,
    "});",
    "",
  ].join("\n");
}

function profileText(profile: object): string {
  return JSON.stringify(profile, (_, value: unknown) => (value === Infinity ? "Infinity" : value)).replaceAll(
    '"Infinity"',
    "Infinity",
  );
}
