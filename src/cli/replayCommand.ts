/** `async-tck replay`: runs exactly the plan of a token again and prints its trace. */
import type { AdapterHead } from "./protocol.js";
import { rulesOf } from "../properties/index.js";
import { formatPassingRun, formatTrace } from "../report/formatTrace.js";
import { formatAdapterError, formatKitError, formatUsageError } from "../report/openings.js";
import type { TraceContext } from "../report/trace.js";
import { runFile } from "./adapterFiles.js";
import { ExitCode } from "./exitCode.js";
import { Session } from "./session.js";

/** Replays the token with every adapter of the file that it fits, and answers the exit code. */
export async function replayToken(token: string, file: string): Promise<number> {
  const session = new Session(false);
  session.stopOnInterrupt();
  let adapters: readonly AdapterHead[] = [];
  let matches = 0;
  let isBroken = false;
  const refuse = (text: string, code: number): void => {
    isBroken = true;
    session.remark(text);
    session.worsen(code);
  };

  await runFile(file, { kind: "replay", token }, session, {
    onLoaded: (loaded) => {
      adapters = loaded;
      return null;
    },
    onResult: (message) => {
      const adapter = adapters[message.index];
      if (message.kind !== "replayed" || adapter === undefined) return;
      const { matches: fits, failure, run, problem } = message.result;
      if (problem !== undefined) return refuse(formatAdapterError(adapter.name, problem), ExitCode.usage);
      if (!fits) return;
      if (matches++ > 0) session.print("");
      const context: TraceContext = {
        adapter,
        primitive: adapter.primitive,
        profile: adapter.profile,
        rules: rulesOf(adapter.primitive),
        adapterFile: file,
        painter: session.painter,
      };
      session.print(failure ? formatTrace(failure, context) : formatPassingRun(run, token, context));
      session.worsen(failure ? ExitCode.fails : ExitCode.conforms);
    },
    onBroken: (adapter, problem) => refuse(formatAdapterError(adapter.name, problem), ExitCode.usage),
    onProblem: (fault, text) => {
      if (fault === "usage") refuse(formatUsageError(text), ExitCode.usage);
      else if (fault === "adapter") refuse(formatAdapterError(file, text), ExitCode.usage);
      else refuse(formatKitError(file, text), ExitCode.kitError);
    },
  });
  if (matches === 0 && !isBroken)
    refuse(
      formatUsageError(`The token was made for another table of operations than ${namesOf(adapters)} in ${file}.`),
      ExitCode.usage,
    );
  return session.exitCode;
}

function namesOf(adapters: readonly AdapterHead[]): string {
  return adapters.map(({ name }) => name).join(", ");
}
