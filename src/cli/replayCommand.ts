/** `async-tck replay`: runs exactly the plan of a token again and prints its trace. */
import type { AdapterHead, AdapterOptions } from "./protocol.js";
import { rulesOf } from "../properties/index.js";
import { formatMermaid, formatPassingMermaid } from "../report/formatMermaid.js";
import { formatPassingRun, formatTrace } from "../report/formatTrace.js";
import { formatAdapterError, formatKitError, formatUsageError } from "../report/openings.js";
import type { TraceContext } from "../report/trace.js";
import { primitiveOfToken } from "../scheduler/token.js";
import { replayWords } from "./checkCommand.js";
import { runFile } from "./adapterFiles.js";
import { ExitCode } from "./exitCode.js";
import { Session } from "./session.js";

/**
 * Replays the token with every adapter of the file that it fits, and answers the exit code. `asMermaid`: prints a diagram
 * and nothing else, that of the first adapter which the token fits.
 */
export async function replayToken(
  token: string,
  file: string,
  adapterOptions: AdapterOptions,
  asMermaid = false,
): Promise<number> {
  const session = new Session();
  session.stopOnInterrupt();
  let adapters: readonly AdapterHead[] = [];
  let hasFit = false;
  let isBroken = false;
  let refusal = "";
  const refuse = (text: string, code: number): void => {
    isBroken = true;
    session.remark(text);
    session.worsen(code);
  };

  await runFile(file, { kind: "replay", token }, adapterOptions, session, {
    onLoaded: (loaded) => {
      adapters = loaded;
      return null;
    },
    onResult: (message) => {
      const adapter = adapters[message.index];
      if (message.kind !== "replayed" || adapter === undefined) return;
      const { result } = message;
      if (result.is === "adapter error")
        return refuse(formatAdapterError(adapter.name, result.problem), ExitCode.usage);
      if (result.is === "refused") {
        // what an adapter of the token's own primitive says tells more
        if (refusal === "" || adapter.primitive === primitiveOfToken(token)) refusal = result.why;
        return;
      }
      const isFurther = hasFit;
      hasFit = true;
      const { failure, run } = result;
      session.worsen(failure ? ExitCode.fails : ExitCode.conforms);
      if (isFurther && asMermaid)
        return session.remark(`The token fits ${adapter.name} as well: only the first diagram is printed.`);
      if (isFurther) session.print("");
      const context: TraceContext = {
        adapter,
        primitive: adapter.primitive,
        profile: adapter.profile,
        rules: rulesOf(adapter.primitive),
        adapterFile: file,
        ...replayWords(adapterOptions),
        painter: session.painter,
      };
      if (asMermaid) session.print(failure ? formatMermaid(failure, context) : formatPassingMermaid(run, context));
      else session.print(failure ? formatTrace(failure, context) : formatPassingRun(run, token, context));
    },
    onBroken: (adapter, problem) => refuse(formatAdapterError(adapter.name, problem), ExitCode.usage),
    onProblem: (fault, text) => {
      if (fault === "usage") refuse(formatUsageError(text), ExitCode.usage);
      else if (fault === "adapter") refuse(formatAdapterError(file, text), ExitCode.usage);
      else refuse(formatKitError(file, text), ExitCode.kitError);
    },
  });
  if (!hasFit && !isBroken) refuse(formatUsageError(refusal), ExitCode.usage);
  return session.exitCode;
}
