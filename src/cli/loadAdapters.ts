/**
 * Loads adapter files, TypeScript or JavaScript, ESM or CommonJS. TypeScript is stripped and modules are rewritten;
 * `async` functions stay native, since lowering them would change how many turns they take.
 */
import { existsSync, statSync } from "node:fs";
import { url as inspectorUrl } from "node:inspector";
import { createJiti } from "jiti";
import type { AnyAdapter } from "../adapters/contract.js";
import { nearest } from "../adapters/nearest.js";
import { builtInAdapters, builtInNames } from "./builtInAdapters.js";
import type { AdapterOptions } from "./protocol.js";

/** The file gives no adapter; the message is one sentence for its author. */
export class LoadError extends Error {
  override readonly name = "LoadError";
}

/**
 * The adapters that a file exports: its default export (one, an array, or a function that is told `options` and answers
 * with them, also later), then named exports that are adapters. Throws a {@link LoadError} for a file that does not exist,
 * throws on import, or exports none.
 *
 * `shownAs` is what messages call the file. `kit` is what `async-tck` means inside the file: the running copy of the package, also where the file's own project
 * has none installed (`npx`).
 */
export async function loadAdapters(
  file: string,
  shownAs: string,
  kit: Readonly<Record<string, unknown>>,
  options: AdapterOptions = {},
): Promise<readonly AnyAdapter[]> {
  if (!existsSync(file)) {
    const builtIn = await builtInAdapters(shownAs);
    if (builtIn) return wanted(adaptersOf(await called(builtIn, shownAs, options), shownAs), shownAs, options);
    const meant = nearest(shownAs, builtInNames);
    throw new LoadError(`There is no file ${shownAs}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`);
  }
  const exported = await called(await importModule(file, shownAs, kit), shownAs, options);
  return wanted(adaptersOf(exported, shownAs), shownAs, options);
}

/** What a file exports. Throws a {@link LoadError} for what is no file or throws on import. `kit` is as above. */
export async function importModule(
  file: string,
  shownAs: string,
  kit: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  if (!statSync(file).isFile()) throw new LoadError(`${shownAs} is not a file.`);
  // No caches: a file that was edited is read again, and nothing is left on the disk.
  const jiti = createJiti(file, {
    fsCache: false,
    moduleCache: false,
    // who debugs sees the file as it was written
    sourceMaps: inspectorUrl() !== undefined,
    virtualModules: { ...kit },
  });
  try {
    return await jiti.import(file);
  } catch (thrown) {
    throw new LoadError(`${shownAs} could not be imported: ${thrownWords(thrown)}`);
  }
}

/** The one adapter that was asked for, or all. */
function wanted(adapters: readonly AnyAdapter[], shownAs: string, options: AdapterOptions): readonly AnyAdapter[] {
  const { only } = options;
  const named = only === undefined ? adapters : adapters.filter(({ name }) => name === only);
  if (named.length > 0) return judgedAs(options, named);
  const names = adapters.map(({ name }) => name);
  throw new LoadError(`${shownAs} exports no adapter called ${String(only)}: there is ${names.join(", ")}.`);
}

/** The adapters under another preset, if one was asked for. */
function judgedAs({ profile: name }: AdapterOptions, adapters: readonly AnyAdapter[]): readonly AnyAdapter[] {
  if (name === undefined) return adapters;
  return adapters.map((adapter) => ({ ...adapter, profile: { ...adapter.profile, name } }) as AnyAdapter);
}

/** What a module gives whose default export is a function: it is told the options, and answers with adapters. */
async function called(exported: unknown, shownAs: string, { only: _, ...options }: AdapterOptions): Promise<unknown> {
  const given = isObject(exported) && "default" in exported ? exported.default : exported;
  if (typeof given !== "function") return exported;
  if (isClass(given)) {
    throw new LoadError(
      `${shownAs} exports a class, which is no adapter: \`npx async-tck init --from ${shownAs}\` writes one for it.`,
    );
  }
  try {
    return { default: await (given as (options: AdapterOptions) => unknown)(options) };
  } catch (thrown) {
    const isToldPlainly = thrown instanceof Error && thrown.name === "AdapterError";
    throw new LoadError(
      isToldPlainly ? thrown.message : `The function that ${shownAs} exports gives no adapters: ${thrownWords(thrown)}`,
    );
  }
}

function isClass(given: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(given));
}

/** An exception of somebody else's in one line, without its stack. */
export function thrownWords(thrown: unknown): string {
  if (!(thrown instanceof Error))
    return `it throws ${typeof thrown === "string" ? JSON.stringify(thrown) : String(thrown)}`;
  const [first = "", second = ""] = thrown.message.split("\n").map((line) => line.trim());
  // A parser puts the place on its second line.
  const place = /^\S+:\d+:\d+$/.test(second) ? ` (${second})` : "";
  return first.startsWith(thrown.name) || first.includes("Error: ")
    ? `${first}${place}`
    : `${thrown.name}: ${first}${place}`;
}

function isAdapter(value: unknown): value is AnyAdapter {
  if (typeof value !== "object" || value === null || !("primitive" in value)) return false;
  return value.primitive === "queue" || value.primitive === "event";
}

function adaptersOf(exported: unknown, file: string): readonly AnyAdapter[] {
  const given = new Set(exportedValues(exported));
  const list = [...given].find(Array.isArray) as readonly unknown[] | undefined;
  if (list?.length === 0) throw new LoadError(`${file} exports an empty array instead of adapters.`);
  for (const value of list ?? [])
    if (!isAdapter(value)) throw new LoadError(`An element of the array that ${file} exports ${notAnAdapter(value)}`);
  const found = [...new Set([...given, ...(list ?? [])].filter(isAdapter))];
  if (found.length > 0) return found;
  if (isObject(exported) && Object.keys(exported).includes("default"))
    throw new LoadError(`The default export of ${file} ${notAnAdapter((exported as { default: unknown }).default)}`);
  throw new LoadError(`${file} exports no adapter. Write: export default defineQueue({ … }) or defineEvent({ … }).`);
}

/**
 * What a module gives: its default export (`module.exports` of CommonJS, whichever way it comes: Node wraps it into a
 * default export and repeats some of its names) and its named ones.
 */
function exportedValues(exported: unknown): readonly unknown[] {
  if (!isObject(exported) || Array.isArray(exported)) return [exported];
  // The loader's own view of a module also answers for the names of its default export: only its keys tell them apart.
  const hasDefault = Object.keys(exported).includes("default");
  if (!hasDefault) return isAdapter(exported) ? [exported] : Object.values(exported).filter(isAdapter);
  const { default: given } = exported as { readonly default: unknown };
  const inside = isObject(given) && !isAdapter(given) ? Object.values(given).filter(isAdapter) : [];
  return [given, ...inside, ...Object.values(exported).filter(isAdapter)];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function notAnAdapter(value: unknown): string {
  if (typeof value !== "object" || value === null)
    return `is no adapter: it is ${value === null ? "null" : typeof value === "undefined" ? "undefined" : `a ${typeof value}`}.`;
  if ("then" in value) return "is a promise; export the adapter itself (a module may use top-level await).";
  if ("primitive" in value)
    return `has the unknown primitive \`${String(value.primitive)}\`; known are queue and event.`;
  return "has no `primitive`: wrap it in defineQueue({ … }) or defineEvent({ … }).";
}
