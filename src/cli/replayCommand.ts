/** `async-tck replay`: runs exactly the plan of a token again and prints its trace. */
import type { AdapterHead, AdapterOptions, ReplayResult } from "./protocol.js";
import { rulesOf } from "../properties/index.js";
import { formatMermaid, formatPassingMermaid } from "../report/formatMermaid.js";
import { formatSteps } from "../report/formatSteps.js";
import { formatPassingRun, formatTrace } from "../report/formatTrace.js";
import { formatAdapterError, formatKitError, formatUsageError } from "../report/openings.js";
import type { TraceContext } from "../report/trace.js";
import { primitiveOfToken } from "../scheduler/token.js";
import { runFile } from "./adapterFiles.js";
import { breakAt } from "./breakAt.js";
import { adapterOptionsOf, replayWords } from "./checkCommand.js";
import { ExitCode } from "./exitCode.js";
import { Session } from "./session.js";
import { showSteps } from "./showSteps.js";

/** What was typed behind `replay`, besides the token. */
export interface ReplayArguments {
  readonly adapter: string;
  readonly python?: string;
  /** Name of the adapter, where the file exports several that the token fits. */
  readonly only?: string;
  /** The preset that it is judged under in the place of the adapter's own. */
  readonly profile?: string;
  /** Print a diagram and nothing else, that of the first adapter which the token fits. */
  readonly mermaid?: boolean;
  /** Show one step after the other. */
  readonly step?: boolean;
  /** Stop in the debugger at this step, an index. */
  readonly break?: number;
}

/** Replays the token with every adapter of the file that it fits, and answers the exit code. */
export async function replayToken(token: string, typed: ReplayArguments): Promise<number> {
  const { adapter: file } = typed;
  const adapterOptions = adapterOptionsOf(typed);
  const session = new Session();
  const replayed = await replayInFile(token, file, adapterOptions, session, typed.break);
  let isFurther = false;
  for (const { adapter, result } of replayed) {
    session.worsen(result.failure ? ExitCode.fails : ExitCode.conforms);
    if (isFurther && typed.mermaid === true) {
      session.remark(`The token fits ${adapter.name} as well: only the first diagram is printed.`);
      continue;
    }
    if (isFurther) session.print("");
    isFurther = true;
    const { failure, run, allowed } = result;
    const isOneOfSeveral = replayed.length > 1 || typed.only !== undefined;
    const context: TraceContext = {
      adapter: { ...adapter, isOneOfSeveral },
      primitive: adapter.primitive,
      profile: adapter.profile,
      rules: rulesOf(adapter.primitive),
      adapterFile: file,
      ...replayWords(adapterOptions),
      painter: session.painter,
      ...(session.width === undefined ? {} : { width: session.width }),
    };
    if (typed.mermaid === true) {
      session.print(failure ? formatMermaid(failure, context) : formatPassingMermaid(run, context));
      continue;
    }
    if (typed.step === true) {
      const width = Math.min(session.width ?? 80, 100);
      await showSteps(formatSteps(run, allowed, context, width), session);
    }
    session.print(failure ? formatTrace(failure, context) : formatPassingRun(run, token, context));
  }
  return session.exitCode;
}

/** One adapter that the token fits, and its run. */
export interface Replayed {
  readonly adapter: AdapterHead;
  /** Its place among the adapters of the file. */
  readonly index: number;
  readonly result: ReplayResult & { readonly is: "run" };
}

/**
 * Runs the plan of a token with every adapter of the file that it fits. What goes wrong is told to the session. With
 * `stopAt`, the index of a step, in this very thread, where a debugger can stop.
 */
export async function replayInFile(
  token: string,
  file: string,
  adapterOptions: AdapterOptions,
  session: Session,
  stopAt?: number,
): Promise<readonly Replayed[]> {
  session.stopOnInterrupt();
  const found: Replayed[] = [];
  let adapters: readonly AdapterHead[] = [];
  let isBroken = false;
  let refusal = "";
  const refuse = (text: string, code: number): void => {
    isBroken = true;
    session.remark(text);
    session.worsen(code);
  };

  const run = stopAt === undefined ? runFile : breakAt(stopAt);
  await run(file, { kind: "replay", token }, adapterOptions, session, {
    onLoaded: (loaded) => {
      adapters = loaded;
      return null;
    },
    onResult: (message) => {
      const adapter = adapters[message.index];
      if (message.kind !== "replayed" || adapter === undefined) return;
      const { result, index } = message;
      if (result.is === "adapter error")
        return refuse(formatAdapterError(adapter.name, result.problem), ExitCode.usage);
      // what an adapter of the token's own primitive says tells more
      if (result.is === "refused") {
        if (refusal === "" || adapter.primitive === primitiveOfToken(token)) refusal = result.why;
      } else found.push({ adapter, index, result });
    },
    onBroken: (adapter, problem) => refuse(formatAdapterError(adapter.name, problem), ExitCode.usage),
    onProblem: (fault, text) => {
      if (fault === "usage") refuse(formatUsageError(text), ExitCode.usage);
      else if (fault === "adapter") refuse(formatAdapterError(file, text), ExitCode.usage);
      else refuse(formatKitError(file, text), ExitCode.kitError);
    },
  });
  if (found.length === 0 && !isBroken) refuse(formatUsageError(refusal), ExitCode.usage);
  return found;
}
