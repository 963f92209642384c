/**
 * `import text from "./page/main.js?bundled"`: the script, or style sheet, bundled for a browser, as a string. The HTML report
 * carries both inside. tsup and vitest resolve it alike, by the two plugins.
 */
import { dirname, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

const MARK = "?bundled";

async function bundledText(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: file.endsWith(".css") ? "esnext" : "es2022",
    legalComments: "none",
    charset: "utf8",
  });
  return outputFiles.map(({ text }) => text.trim()).join("");
}

/** The source that a specifier means, seen from a file. */
function sourceOf(specifier: string, importer: string): string {
  return resolve(dirname(importer), specifier.slice(0, -MARK.length).replace(/\.js$/, ".ts"));
}

/** For tsup. */
export const bundledInTsup: Plugin = {
  name: "bundled",
  setup({ onResolve, onLoad }) {
    // tsup's own plugins look at how a path ends, so the mark stays on it
    onResolve({ filter: /\?bundled$/ }, ({ path, importer }) => ({
      path: `${sourceOf(path, importer)}${MARK}`,
      namespace: "bundled",
    }));
    onLoad({ filter: /.*/, namespace: "bundled" }, async ({ path }) => ({
      contents: await bundledText(path.slice(0, -MARK.length)),
      loader: "text",
    }));
  },
};

const VIRTUAL = "\0bundled:";

/** For vitest. What it loads goes by a name without an ending: a style sheet by its own name is not left as a string. */
export const bundledInVite = {
  name: "bundled",
  enforce: "pre",
  resolveId: (specifier: string, importer?: string): string | null =>
    specifier.endsWith(MARK) && importer !== undefined
      ? `${VIRTUAL}${Buffer.from(sourceOf(specifier, importer)).toString("hex")}`
      : null,
  load: async (id: string): Promise<string | null> => {
    if (!id.startsWith(VIRTUAL)) return null;
    const text = await bundledText(Buffer.from(id.slice(VIRTUAL.length), "hex").toString());
    return `export default ${JSON.stringify(text)};`;
  },
} as const;
