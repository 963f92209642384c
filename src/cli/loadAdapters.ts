/**
 * Loads adapter files, TypeScript or JavaScript, ESM or CommonJS. TypeScript is stripped and modules are rewritten;
 * `async` functions stay native, since lowering them would change how many turns they take.
 */
import { existsSync, statSync } from "node:fs";
import { createJiti } from "jiti";
import type { AnyAdapter } from "../adapters/contract.js";

/** The file gives no adapter; the message is one sentence for its author. */
export class LoadError extends Error {
  override readonly name = "LoadError";
}

/**
 * The adapters that a file exports: its default export (one or an array), then named exports that are adapters. Throws
 * a {@link LoadError} for a file that does not exist, throws on import, or exports none.
 *
 * `shownAs` is what messages call the file. `kit` is what `async-tck` means inside the file: the running copy of the package, also where the file's own project
 * has none installed (`npx`).
 */
export async function loadAdapters(
  file: string,
  shownAs: string,
  kit: Readonly<Record<string, unknown>>,
): Promise<readonly AnyAdapter[]> {
  if (!existsSync(file)) throw new LoadError(`There is no file ${shownAs}.`);
  if (!statSync(file).isFile()) throw new LoadError(`${shownAs} is not a file.`);
  // No caches: a file that was edited is read again, and nothing is left on the disk.
  const jiti = createJiti(file, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { ...kit },
  });
  let exported: unknown;
  try {
    exported = await jiti.import(file);
  } catch (thrown) {
    throw new LoadError(`${shownAs} could not be imported: ${thrownWords(thrown)}`);
  }
  return adaptersOf(exported, shownAs);
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
  const defaults = defaultExport(exported);
  if (defaults !== undefined && defaults.length === 0)
    throw new LoadError(`The default export of ${file} is an empty array.`);
  for (const value of defaults ?? []) {
    if (!isAdapter(value)) throw new LoadError(`The default export of ${file} ${notAnAdapter(value)}`);
  }
  const named = typeof exported === "object" && exported !== null ? Object.values(exported) : [];
  const found = [...new Set([...(defaults ?? []), ...named].filter(isAdapter))];
  if (found.length > 0) return found;
  throw new LoadError(`${file} exports no adapter. Write: export default defineQueue({ … }) or defineEvent({ … }).`);
}

/** The default export as a list; undefined where there is none. CommonJS: `module.exports` itself. */
function defaultExport(exported: unknown): readonly unknown[] | undefined {
  if (Array.isArray(exported)) return exported as unknown[];
  if (isAdapter(exported)) return [exported];
  if (typeof exported !== "object" || exported === null || !("default" in exported)) return undefined;
  return Array.isArray(exported.default) ? (exported.default as unknown[]) : [exported.default];
}

function notAnAdapter(value: unknown): string {
  if (typeof value !== "object" || value === null)
    return `is no adapter: it is ${value === null ? "null" : typeof value === "undefined" ? "undefined" : `a ${typeof value}`}.`;
  if ("then" in value) return "is a promise; export the adapter itself (a module may use top-level await).";
  if ("primitive" in value)
    return `has the unknown primitive \`${String(value.primitive)}\`; known are queue and event.`;
  return "has no `primitive`: wrap it in defineQueue({ … }) or defineEvent({ … }).";
}
