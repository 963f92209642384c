/** How to see a failure again: in the shell and in the test suite, and where the plan came from. */
import type { Failure } from "../runner/report.js";
import type { TraceContext } from "./trace.js";

/** A file's name as one word of a shell command. */
function shellWord(file: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
}

/** The two commands that run exactly one plan again. A file that is not known stays a placeholder. */
export function replayCommands(token: string, context: TraceContext): readonly string[] {
  const { adapterFile, testFile } = context;
  const adapter = adapterFile === undefined ? "<adapter file>" : shellWord(adapterFile);
  const test = testFile === undefined ? "<test file>" : shellWord(testFile);
  return [`npx async-tck replay ${token} --adapter ${adapter}`, `ASYNC_TCK_REPLAY=${token} npx vitest run ${test}`];
}

/** Where the plan came from, in a sentence; seed and path give the plan before the kit's last shrinking pass. */
export function originWords(failure: Failure): string {
  const allowing = failure.allowing.length > 0 ? `; allowing ${failure.allowing.join(", ")}` : "";
  if (failure.foundBy === "deviation") return "the token of a declared deviation";
  if (failure.seed === undefined) return `trying all small plans${allowing}`;
  const source = failure.foundBy === "swarm" ? "random plans" : `random plans of ${failure.foundBy}`;
  const path = failure.path === undefined ? "" : ` path ${failure.path}`;
  return `${source}, seed ${failure.seed}${path} (the plan before the last pass${allowing})`;
}
