/** `--watch`: checks again whenever a source file near the adapters has changed. */
import { existsSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { watch } from "chokidar";
import { ExitCode } from "./exitCode.js";
import { Session } from "./session.js";

/** What makes a subject: sources and data, not what a check itself writes. */
const SOURCE = /\.(?:[cm]?[jt]sx?|json|py|wasm)$/;
const LEFT_OUT = new Set(["node_modules", ".git", "dist", "coverage"]);
/** Editors write a file in several steps. */
const SETTLED = 100;

/**
 * Runs `run` at once, and again after each change in the packages of these files; a run that is under way is ended first.
 * Resolves with 130 after Ctrl-C.
 */
export async function watchFiles(files: readonly string[], run: (session: Session) => Promise<void>): Promise<number> {
  const roots = [...new Set(files.filter((file) => existsSync(file)).map(packageRootOf))];
  const watcher = watch(roots, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: SETTLED, pollInterval: SETTLED / 4 },
    ignored: (path, stats) => isLeftOut(path, roots) || (stats?.isFile() === true && !SOURCE.test(path)),
  });
  let wake: () => void = () => undefined;
  let session = new Session();
  let hasChanged = false;
  let isOver = false;
  const end = (): void => {
    isOver = true;
    wake();
  };
  // a check itself makes files and folders beside the adapter: known failures, and the lock around them
  watcher.on("all", (_, path) => {
    if (!SOURCE.test(path)) return;
    hasChanged = true;
    session.abandon();
    wake();
  });
  while (!isOver) {
    hasChanged = false;
    session = new Session();
    await run(session);
    session.close();
    if (session.exitCode === ExitCode.interrupted) break;
    if (hasChanged) continue;
    process.stderr.write(`\nWaiting for changes in ${roots.join(", ")} (Ctrl-C ends).\n`);
    process.once("SIGINT", end);
    await new Promise<void>((resolve) => (wake = resolve));
    process.off("SIGINT", end);
  }
  await watcher.close();
  return ExitCode.interrupted;
}

/** The nearest folder with a package.json, or the file's own. */
function packageRootOf(file: string): string {
  const own = dirname(resolve(file));
  for (let folder = own; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) return own;
  }
}

function isLeftOut(path: string, roots: readonly string[]): boolean {
  const root = roots.find((one) => path.startsWith(one)) ?? "";
  return path
    .slice(root.length)
    .split(sep)
    .some((part) => LEFT_OUT.has(part));
}
