/** Which Python interpreters there are to ask. */
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { cpython, type Cpython } from "../../src/adapters/cpython/cpython.js";

const NAMES = ["python3", ...[8, 9, 10, 11, 12, 13, 14, 15, 16].map((minor) => `python3.${String(minor)}`)];

/** A Python that answered. */
export interface Interpreter extends Cpython {
  /** What it is called with. */
  readonly command: string;
}

/** Those that pyenv keeps. */
function kept(): readonly string[] {
  const root = join(process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  return existsSync(root) ? readdirSync(root).map((version) => join(root, version, "bin", "python")) : [];
}

/** What the usual one is called with: `python3`, or what ASYNC_TCK_PYTHON says. */
export const usualPythonCommand: string = process.env["ASYNC_TCK_PYTHON"] ?? "python3";

/** The usual one; null where there is none. */
export async function usualPython(): Promise<Interpreter | null> {
  const command = usualPythonCommand;
  try {
    return { ...(await cpython({ python: command })), command };
  } catch {
    return null;
  }
}

/** The usual one, and where nobody named it and it has no shutdown() the newest one that has. */
export async function livePythons(): Promise<readonly Interpreter[]> {
  const usual = await usualPython();
  if (!usual) return [];
  if (process.env["ASYNC_TCK_PYTHON"] !== undefined || usual.queue.close) return [usual];
  const others = await allPythons();
  const newest = others[others.length - 1];
  for (const one of others) if (one !== newest) one.end();
  return newest?.queue.close ? [usual, newest] : [usual];
}

/** One of each version on this machine, oldest first: those that are named, or whatever is found. */
export async function allPythons(named: readonly string[] = []): Promise<readonly Interpreter[]> {
  const found = new Map<string, Interpreter>();
  for (const command of named.length > 0 ? named : [...NAMES, ...kept()]) {
    try {
      const one = { ...(await cpython({ python: command })), command };
      if (found.has(one.version)) one.end();
      else found.set(one.version, one);
    } catch (error) {
      if (named.length > 0) throw error;
    }
  }
  return [...found.values()].sort((a, b) => minorOf(a) - minorOf(b));
}

function minorOf({ version }: Cpython): number {
  return Number(version.split(".")[1]);
}
