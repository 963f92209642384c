/** Adapters that come with the kit, by the names under which the command takes them in the place of a file. */
import type { AdapterOptions } from "./protocol.js";

type Module = { readonly default: (options: AdapterOptions) => unknown };

const modules: Readonly<Record<string, () => Promise<Module>>> = {
  "async-tck/asyncio": async () => {
    const { asyncioAdapters } = await import("../adapters/asyncio/adapters.js");
    return { default: () => Object.values(asyncioAdapters) };
  },
  "async-tck/cpython": () => import("../adapters/cpython/adapters.js"),
};

export const builtInNames: readonly string[] = Object.keys(modules);

/** What the kit itself exports under this name; null where that is no name of the kit. */
export async function builtInAdapters(name: string): Promise<Module | null> {
  return (await modules[name]?.()) ?? null;
}
