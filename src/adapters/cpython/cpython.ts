/**
 * Adapters for the asyncio objects of a CPython on this machine: `Event`, `Queue`, `LifoQueue` and `PriorityQueue`, each
 * run by a small program (asyncio_plans.py) in that interpreter. They are what the profile `asyncio` is measured against.
 */
import { fileURLToPath } from "node:url";
import { AdapterError } from "../../scheduler/subject.js";
import type { HistoryDocument } from "../../scheduler/history.js";
import { RemoteProcess } from "../remote/remoteProcess.js";
import type { Hello } from "../remote/runningProgram.js";
import { asyncioDefinitions, type AsyncioDefinitions } from "./definitions.js";

/** Which interpreter, and how. */
export interface CpythonOptions {
  /** The interpreter, CPython 3.8 or newer. Default `python3`. */
  readonly python?: string;
}

/** The adapters of one interpreter. */
export interface Cpython extends AsyncioDefinitions {
  /** Its version, `3.13.0`. */
  readonly version: string;
  /** Ends the interpreter; it starts again when a plan needs it. One that is not ended ends with its parent. */
  end(): void;
}

/** What the program says first. */
interface PythonHello extends Hello {
  readonly implementation?: string;
  /** Its queues can be shut down. */
  readonly shutdown?: boolean;
}

const OLDEST_MINOR = 8;
const NEEDED = `CPython 3.${OLDEST_MINOR} or newer is needed; --python (in code: the option \`python\`) names another interpreter`;

const PROGRAM: string = fileURLToPath(new URL("./asyncio_plans.py", import.meta.url));

/**
 * Starts an interpreter and describes what it has as adapters. Queues have `shutdown` (as `close`, and as its variant
 * `immediate`) from CPython 3.13 on. Rejects with an AdapterError where there is no such interpreter, or an older one.
 *
 * @example
 *   const { event, queue } = await cpython({ python: "python3.13" });
 *   export default [event, queue];
 */
export async function cpython({ python = "python3" }: CpythonOptions = {}): Promise<Cpython> {
  const process = new RemoteProcess(python, ["-u", PROGRAM]);
  let hello: Hello;
  try {
    hello = await process.hello();
  } catch (error) {
    throw new AdapterError(`${error instanceof Error ? error.message : String(error)}. ${NEEDED}`);
  }
  const { version, implementation = "CPython", shutdown } = hello as PythonHello;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 3 || (major === 3 && minor < OLDEST_MINOR)) {
    process.end();
    throw new AdapterError(`${python} is ${implementation} ${version}. ${NEEDED}`);
  }
  return {
    version,
    ...asyncioDefinitions({
      version: `${implementation} ${version}`,
      hasShutdown: shutdown === true,
      run: (subject, plan) => process.run(subject, plan) as Promise<HistoryDocument>,
    }),
    end: () => process.end(),
  };
}
