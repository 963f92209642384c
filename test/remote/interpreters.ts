/** The Python interpreters of this machine. What is not there is not covered, and the names of tests say so. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** An interpreter, and its version: `[3, 11, 7]`. */
export interface Interpreter {
  readonly python: string;
  readonly version: readonly number[];
}

/** What `python` is; null where there is no such interpreter. */
function lookAt(python: string): Interpreter | null {
  const { status, stdout } = spawnSync(python, ["-c", "import sys; print('.'.join(map(str, sys.version_info[:3])))"], {
    encoding: "utf8",
  });
  return status === 0 ? { python, version: stdout.trim().split(".").map(Number) } : null;
}

const NAME: string = process.env["ASYNC_TCK_PYTHON"] ?? "python3";

const found: Interpreter | null = lookAt(NAME);

/** The interpreter that tests use: `python3`, or what the environment variable ASYNC_TCK_PYTHON names. */
export const PYTHON: Interpreter | null = found && isNewer(found, 8) ? found : null;

/** For names of tests. */
export const PYTHON_WORDS: string = PYTHON
  ? `CPython ${PYTHON.version.join(".")}`
  : `NOT COVERED: ${NAME} is no CPython 3.8 or newer`;
if (!PYTHON)
  console.warn(`${NAME} is no CPython 3.8 or newer: its asyncio was not checked. ASYNC_TCK_PYTHON names another.`);

/** Others that are installed: those in PATH by their version, and those of pyenv. */
export function otherInterpreters(): readonly Interpreter[] {
  const folder = join(homedir(), ".pyenv", "versions");
  const ofPyenv = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name, "bin", "python")) : [];
  const inPath = [8, 9, 10, 11, 12, 13, 14].map((minor) => `python3.${minor}`);
  const byVersion = new Map<string, Interpreter>();
  for (const python of [...ofPyenv, ...inPath]) {
    const interpreter = lookAt(python);
    if (interpreter) byVersion.set(interpreter.version.join("."), interpreter);
  }
  return [...byVersion.values()].sort((a, b) => orderOf(a) - orderOf(b));
}

/** Whether an interpreter is CPython 3.`minor` or newer. */
export function isNewer(interpreter: Interpreter, minor: number): boolean {
  return orderOf(interpreter) >= orderOf({ version: [3, minor] });
}

function orderOf({ version: [major = 0, minor = 0] }: Pick<Interpreter, "version">): number {
  return major * 100 + minor;
}
