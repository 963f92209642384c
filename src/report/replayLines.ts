/** How to see a failure again: in the shell and in the test suite, and where the plan came from. */
import type { Failure } from "../runner/report.js";
import type { TraceContext } from "./trace.js";

/** A file's name as one word of a shell command. */
function shellWord(file: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;
}

/** The adapter file as words of a shell command, and what it is told. A file that is not known stays a placeholder. */
function adapterWords({ adapter, adapterFile, python, judgedAs }: TraceContext): string {
  const file = adapterFile === undefined ? "<adapter file>" : shellWord(adapterFile);
  const only = adapter.isOneOfSeveral === true ? ` --only ${shellWord(adapter.name)}` : "";
  const profile = judgedAs === undefined ? "" : ` --profile ${judgedAs}`;
  return `${file}${only}${profile}${python === undefined ? "" : ` --python ${shellWord(python)}`}`;
}

/** The two commands that run exactly one plan again. */
export function replayCommands(token: string, context: TraceContext): readonly string[] {
  const { testFile, testCommand } = context;
  const test = testFile === undefined ? "<test file>" : shellWord(testFile);
  return [
    `npx async-tck replay ${token} --adapter ${adapterWords(context)}`,
    `ASYNC_TCK_REPLAY=${token} ${testCommand ?? `npx vitest run ${test}`}`,
  ];
}

/** Where the plan came from, in words. */
export function originWords(failure: Failure): string {
  const { foundBy, seed, path, allowing } = failure;
  if (foundBy === "deviation") return "the token of a declared deviation";
  if (foundBy === "replay") return "replaying its token";
  if (foundBy === "probe") return "a plain plan that looks at what is declared";
  if (foundBy === "known failure") return "replaying a failure that was known before";
  if (foundBy === "infer") return "comparing profiles";
  const allowed = allowing.length > 0 ? `; allowing ${allowing.join(", ")}` : "";
  if (seed === undefined) return `trying all small plans${allowed}`;
  const source = foundBy === "swarm" ? "random plans" : `random plans of ${foundBy}`;
  return `${source}, seed ${seed}${path === undefined ? "" : ` path ${path}`}${allowed}; the plan before the last pass:`;
}

/** The command that finds a random plan again, as it was before the kit's last shrinking pass; none for others. */
export function originCommand(failure: Failure, context: TraceContext): readonly string[] {
  const { foundBy, seed, path, allowing } = failure;
  if (seed === undefined || path === undefined) return [];
  const allowed = allowing.length > 0 ? ` --allowing ${allowing.join(",")}` : "";
  return [`npx async-tck check ${adapterWords(context)} --rule ${foundBy} --seed ${seed} --path ${path}${allowed}`];
}
