/** `async-tck infer`: finds the strictest profile that each adapter of a file satisfies, and prints it as code. */
import { rulesOf } from "../properties/index.js";
import { formatInference } from "../report/formatInference.js";
import { formatAdapterError, formatKitError, formatUsageError } from "../report/openings.js";
import type { Inference } from "../runner/infer/inference.js";
import { runFile } from "./adapterFiles.js";
import { adapterOptionsOf, replayWords } from "./checkCommand.js";
import { ExitCode } from "./exitCode.js";
import { ProgressLine } from "./progressLine.js";
import { Session } from "./session.js";

/** What was typed behind `infer`. */
export interface InferArguments {
  readonly runs?: number;
  readonly traces?: boolean;
  readonly json?: boolean;
  readonly python?: string;
  readonly only?: string;
}

const CODES: Readonly<Record<Inference["status"], number>> = {
  fits: ExitCode.conforms,
  "breaks rules": ExitCode.fails,
  "adapter error": ExitCode.usage,
  "kit error": ExitCode.kitError,
};

/** Infers the profile of every adapter of the file and answers the exit code. */
export async function infer(file: string, typed: InferArguments): Promise<number> {
  const session = new Session();
  session.stopOnInterrupt();
  const line = new ProgressLine();
  const inferences: Inference[] = [];
  const add = (inference: Inference): void => {
    line.clear();
    inferences.push(inference);
    session.worsen(CODES[inference.status]);
    if (typed.json === true) return;
    if (inferences.length > 1) session.print("");
    const context = {
      rules: rulesOf(inference.primitive),
      adapterFile: file,
      ...replayWords(typed),
      painter: session.painter,
      ...(session.width === undefined ? {} : { width: session.width }),
      ...(typed.traces === true ? { traces: true } : {}),
    };
    session.print(formatInference(inference, context));
  };
  const refuse = (text: string, code: number): void => {
    line.clear();
    session.remark(text);
    session.worsen(code);
  };
  const options = typed.runs === undefined ? {} : { numRuns: typed.runs };
  await runFile(file, { kind: "infer", options }, adapterOptionsOf(typed), session, {
    onLoaded: () => null,
    onProgress: (adapter, { plans }) => line.say(`${adapter.name}  ${plans.toLocaleString("en-US")} plans`),
    onResult: (message) => {
      if (message.kind === "inferred") add(message.inference);
    },
    onBroken: (adapter, problem) => refuse(formatAdapterError(adapter.name, problem), ExitCode.usage),
    onProblem: (fault, text) => {
      if (fault === "usage") refuse(formatUsageError(text), ExitCode.usage);
      else if (fault === "adapter") refuse(formatAdapterError(file, text), ExitCode.usage);
      else refuse(formatKitError(file, text), ExitCode.kitError);
    },
  });
  line.clear();
  if (typed.json === true) session.print(JSON.stringify(inferences, null, 2));
  return session.exitCode;
}
