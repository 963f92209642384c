/** What `async-tck check async-tck/cpython` checks: every adapter of the interpreter that `--python` names. */
import type { AnyAdapter } from "../contract.js";
import { cpython, type CpythonOptions } from "./cpython.js";

export default async function adapters(options: CpythonOptions): Promise<readonly AnyAdapter[]> {
  const { event, queue, lifoQueue, priorityQueue } = await cpython(options);
  return [event, queue, lifoQueue, priorityQueue];
}
