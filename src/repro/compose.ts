/** Puts the parts of a script together: imports first, then what happens, then whether it was right. */
import { existsSync, statSync } from "node:fs";
import { dirname, extname, relative, resolve } from "node:path";
import type { Declared } from "./adapterSource.js";
import { NotWritten } from "./printer.js";
import type { ScriptParts } from "./script.js";

/** Most lines that somebody reads in a bug report. */
export const MOST_LINES = 30;

/** Where a script lies and where its adapter does, and what it says to people. */
export interface Setting {
  /** Absolute path of the adapter file. */
  readonly adapterFile: string;
  /** Absolute path of the folder in which the script will lie. */
  readonly folder: string;
  /** Comments above everything, without their slashes. */
  readonly head: (isTypeScript: boolean) => readonly string[];
  /** What would be right, in a sentence part. */
  readonly expected: string;
  /** It is for nobody to read. */
  readonly isLong?: boolean;
}

/** A whole script. */
export interface Script {
  readonly text: string;
  /** It imports TypeScript. */
  readonly isTypeScript: boolean;
  /** The line in which it tells what it observed, where that is known before. */
  readonly predicted: string | undefined;
}

/** The text of a script. Throws a {@link NotWritten} where it is too long for a bug report, or an import leads nowhere. */
export function composeScript(parts: ScriptParts, setting: Setting): Script {
  const { pieces, platform, body, isRight, hasChoice, observed, predicted } = parts;
  const imports = new Map<string, [string, Declared & { readonly is: "import" }][]>();
  for (const [local, declared] of pieces.imports) {
    const from = moduleFor(declared.from, setting);
    imports.set(from, [...(imports.get(from) ?? []), [local, declared]]);
  }
  const isTypeScript = [...imports.keys()].some((from) => /^\..*\.[cm]?tsx?$/.test(from));
  const lines = [
    ...setting.head(isTypeScript).map((line) => `// ${line}`),
    ...platform.filter((line) => line.startsWith("import")),
    ...[...imports].flatMap(([from, names]) => importLines(from, names)),
    ...platform.filter((line) => !line.startsWith("import")),
    ...body,
    `const isRight = ${isRight};${hasChoice ? " // nothing is said where the others end otherwise" : ""}`,
    `console.log(${JSON.stringify(`expected: ${setting.expected}`)});`,
    `console.log(${observed});`,
    "process.exit(isRight ? 0 : 1);",
  ];
  // comments of the adapter's author are about the adapter
  const text = `${fitting(lines.join("\n").replace(/\n\s*\/\*\*[\s\S]*?\*\//g, ""))}\n`;
  const count = text.split("\n").length - 1;
  if (count > MOST_LINES && !setting.isLong)
    throw new NotWritten(
      `it would have ${String(count)} lines, and ${String(MOST_LINES)} is what a reader of a bug report bears`,
    );
  return { text, isTypeScript, predicted };
}

/** With empty lines between its parts, and each pause on a line of its own, as long as there is room for that. */
function fitting(text: string): string {
  const tidy = text.replace(/\n{3,}/g, "\n\n");
  if (tidy.split("\n").length <= MOST_LINES) return tidy;
  const close = tidy.replace(/\n{2,}/g, "\n");
  if (close.split("\n").length <= MOST_LINES) return close;
  return close.replace(/;( \/\/ \d+\..*)?\n(await \w+\(\);)\n/g, "; $2$1\n");
}

function importLines(
  from: string,
  names: readonly [string, Declared & { readonly is: "import" }][],
): readonly string[] {
  const whole = names.filter(([, { imported }]) => imported === "*").map(([local]) => `* as ${local}`);
  const main = names.filter(([, { imported }]) => imported === "default").map(([local]) => local);
  const named = names
    .filter(([, { imported }]) => imported !== "*" && imported !== "default")
    .map(([local, { imported }]) => (local === imported ? local : `${imported} as ${local}`));
  const [first, ...others] = main;
  const clauses = [...(first === undefined ? [] : [first]), ...(named.length > 0 ? [`{ ${named.join(", ")} }`] : [])];
  const lines = clauses.length > 0 ? [clauses.join(", ")] : [];
  return [...lines, ...others, ...whole].map((clause) => `import ${clause} from ${JSON.stringify(from)};`);
}

const STAND_INS: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
  "": [".ts", ".mts", ".js", ".mjs", ".cjs"],
};

/** How the script names a module that the adapter file imports: a package as it does, a file from where the script lies. */
function moduleFor(from: string, { adapterFile, folder }: Setting): string {
  if (!/^\.{1,2}\//.test(from)) return from;
  const wanted = resolve(dirname(adapterFile), from);
  const kind = extname(wanted);
  const others = (STAND_INS[kind] ?? []).map((other) => wanted.slice(0, wanted.length - kind.length) + other);
  const found = [wanted, ...others].find((file) => existsSync(file) && statSync(file).isFile());
  if (found === undefined) throw new NotWritten(`the file of its import "${from}" was not found`);
  const path = relative(folder, found).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}
