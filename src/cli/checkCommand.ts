/** `async-tck check`: checks every adapter of every file and tells what came of it. */
import type { Report } from "../runner/report.js";
import { formatAdapterError, formatKitError, formatUsageError } from "../report/openings.js";
import { formatTableHash } from "../scheduler/tableHash.js";
import { runFile } from "./adapterFiles.js";
import { ConfigError } from "./configFile.js";
import { ExitCode, exitCodeOf } from "./exitCode.js";
import { hasRule } from "./hasRule.js";
import { failuresPlace, KeptFailures } from "../failures/keptFailures.js";
import { reportOfProblem } from "./problems.js";
import { ProgressLine } from "./progressLine.js";
import type { AdapterHead, AdapterOptions } from "./protocol.js";
import { ReporterError, Reporters } from "./reporters.js";
import { Session } from "./session.js";
import { settle, SettingsError, type CheckArguments, type Settings } from "./settings.js";
import { watchFiles } from "./watchFiles.js";

/** Checks the files and answers the exit code. With `--watch` again after each change, until Ctrl-C. */
export async function check(files: readonly string[], typed: CheckArguments): Promise<number> {
  let settings: Settings;
  try {
    settings = await settle(files, typed);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    process.stderr.write(`${formatUsageError(error.message)}\n`);
    return ExitCode.usage;
  }
  if (!settings.watch) return checkOnce(settings, new Session());
  return watchFiles(settings.files, async (session) => void (await checkOnce(settings, session)));
}

function isUsageError(error: unknown): error is Error {
  return error instanceof SettingsError || error instanceof ConfigError || error instanceof ReporterError;
}

async function checkOnce(settings: Settings, session: Session): Promise<number> {
  const { options, reporters: choices } = settings;
  const common = { ...replayWords(settings), ...(options.rule === undefined ? {} : { sought: options.rule }) };
  const reporters = new Reporters(choices, common, session);
  const seen = new Set<string>();
  session.finishOnInterrupt();
  for (const file of settings.files) {
    if (session.isInterrupted) break;
    await checkFile(file, settings, session, seen, reporters);
  }
  if (session.isAbandoned) {
    session.remark("A source has changed: checking again.");
    return session.exitCode;
  }
  if (session.isInterrupted) session.tellInterrupted(reporters.reports.map(({ adapter }) => adapter.name));
  try {
    reporters.end();
  } catch (error) {
    if (!isUsageError(error)) throw error;
    session.remark(formatUsageError(error.message));
    session.worsen(ExitCode.usage);
  }
  return session.exitCode;
}

async function checkFile(
  file: string,
  settings: Settings,
  session: Session,
  seen: Set<string>,
  reporters: Reporters,
): Promise<void> {
  const { options, workers, strict } = settings;
  const adapterOptions = adapterOptionsOf(settings);
  const line = new ProgressLine();
  const kept = new KeptFailures(failuresPlace(file, settings.failures), settings.forget, (text) =>
    session.remark(text),
  );
  const finished: Report[] = [];
  let isOneOfSeveral = settings.only !== undefined;
  const add = (report: Report): void => {
    line.clear();
    finished.push(report);
    session.worsen(exitCodeOf(report, strict));
    const adapter = { ...report.adapter, file, ...(isOneOfSeveral ? { isOneOfSeveral } : {}) };
    reporters.add({ ...report, adapter });
  };
  // a path is one plan: nothing else runs
  const known = options.path === undefined ? kept.known() : {};

  await runFile(file, { kind: "check", options, known, workers }, adapterOptions, session, {
    onLoaded: (adapters) => {
      isOneOfSeveral ||= adapters.length > 1;
      const refusal = refusalOfNames(adapters, seen) ?? refusalOfRule(adapters, options.rule);
      const others = refusal === null ? adapters.filter(({ primitive }) => !hasRule(primitive, options.rule)) : [];
      for (const { name } of others) session.remark(`${name} was left out: ${String(options.rule)} is no rule of it.`);
      return refusal;
    },
    onStarted: (adapter) => line.begin(adapter.name),
    onProgress: (_, progress) => line.show(progress),
    onResult: (message) => {
      if (message.kind === "report") add(message.report);
    },
    onBroken: (adapter, problem, table) => {
      add(reportOfProblem(adapter, problem, table === null ? "" : formatTableHash(table.verbs)));
    },
    onProblem: (fault, text) => {
      line.clear();
      if (fault === "usage") session.remark(formatUsageError(text));
      else if (fault === "adapter") session.remark(formatAdapterError(file, text));
      else session.remark(formatKitError(file, text));
      session.worsen(fault === "kit" ? ExitCode.kitError : ExitCode.usage);
    },
  });
  line.clear();
  for (const report of finished) await kept.keep(report);
}

/** What adapter files are told, and how their adapters are taken. */
export function adapterOptionsOf({ python, profile, only }: AdapterOptions): AdapterOptions {
  return {
    ...(python === undefined ? {} : { python }),
    ...(profile === undefined ? {} : { profile }),
    ...(only === undefined ? {} : { only }),
  };
}

/** What a command that replays a plan has to repeat. */
export function replayWords({ python, profile }: AdapterOptions): {
  readonly python?: string;
  readonly judgedAs?: string;
} {
  return { ...(python === undefined ? {} : { python }), ...(profile === undefined ? {} : { judgedAs: profile }) };
}

/** Reports and tests tell adapters apart by name. */
function refusalOfNames(adapters: readonly AdapterHead[], seen: Set<string>): string | null {
  for (const { name } of adapters) {
    if (seen.has(name)) return `Two adapters are called ${name}; give each its own name.`;
    seen.add(name);
  }
  return null;
}

/** A rule is sought in the adapters that have it; there has to be one. */
function refusalOfRule(adapters: readonly AdapterHead[], rule: string | undefined): string | null {
  const [first] = adapters;
  if (!first || adapters.some(({ primitive }) => hasRule(primitive, rule))) return null;
  return `${String(rule)} is no rule of ${first.primitive}s, and ${first.name} is one.`;
}
