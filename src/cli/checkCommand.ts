/** `async-tck check`: checks every adapter of every file and prints a report for each. */
import { isStrategy, type CheckOptions } from "../runner/options.js";
import type { Report } from "../runner/report.js";
import type { Shard } from "../runner/workUnits.js";
import { rulesOf } from "../properties/index.js";
import { formatReport } from "../report/formatReport.js";
import { formatAdapterError, formatKitError, formatUsageError } from "../report/openings.js";
import { formatTableHash } from "../scheduler/tableHash.js";
import { runFile } from "./adapterFiles.js";
import { ExitCode, exitCodeOf } from "./exitCode.js";
import { nearest } from "../adapters/nearest.js";
import { hasRule } from "./hasRule.js";
import { reportOfProblem } from "./problems.js";
import { ProgressLine } from "./progressLine.js";
import type { AdapterHead, AdapterOptions } from "./protocol.js";
import { Session } from "./session.js";

/** What was typed behind `check`. */
export interface CheckArguments {
  readonly rule?: string;
  readonly runs?: number;
  readonly seed?: number;
  readonly path?: string;
  readonly allowing?: readonly string[];
  readonly budget?: number;
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly python?: string;
  readonly workers?: number;
  readonly shard?: Shard;
}

const RULE_IDS = [...rulesOf("event"), ...rulesOf("queue")].map(({ id }) => id);

/** Checks the files and answers the exit code. */
export async function check(files: readonly string[], typed: CheckArguments): Promise<number> {
  const session = new Session(typed.json === true);
  session.stopOnInterrupt();
  const refusal = refusalOf(typed);
  if (refusal !== null) {
    session.remark(formatUsageError(refusal));
    return ExitCode.usage;
  }
  const reports: Report[] = [];
  const seen = new Set<string>();
  for (const file of files) await checkFile(file, typed, session, seen, reports);
  if (session.isJson) session.print(JSON.stringify(reports, null, 2));
  return session.exitCode;
}

function refusalOf({ rule, path, seed, allowing = [] }: CheckArguments): string | null {
  for (const id of [...(rule === undefined || isStrategy(rule) ? [] : [rule]), ...allowing]) {
    if (RULE_IDS.includes(id)) continue;
    const near = nearest(id, RULE_IDS);
    return `There is no rule ${id}.${near === undefined ? "" : ` Did you mean ${near}?`}`;
  }
  if (path !== undefined && (rule === undefined || seed === undefined))
    return "--path leads through one rule's arbitrary: it needs --rule and --seed beside it.";
  return null;
}

async function checkFile(
  file: string,
  typed: CheckArguments,
  session: Session,
  seen: Set<string>,
  reports: Report[],
): Promise<void> {
  const line = new ProgressLine();
  const add = (report: Report): void => {
    line.clear();
    reports.push(report);
    session.worsen(exitCodeOf(report, typed.strict === true));
    if (session.isJson) return;
    if (reports.length > 1) session.print("");
    const context = {
      rules: rulesOf(report.primitive),
      adapterFile: file,
      ...adapterOptionsOf(typed),
      painter: session.painter,
      ...(typed.rule === undefined ? {} : { sought: typed.rule }),
    };
    session.print(formatReport(report, context));
  };

  await runFile(
    file,
    { kind: "check", options: optionsOf(typed), workers: typed.workers ?? 1 },
    adapterOptionsOf(typed),
    session,
    {
      onLoaded: (adapters) => {
        const refusal = refusalOfNames(adapters, seen) ?? refusalOfRule(adapters, typed.rule);
        const others = refusal === null ? adapters.filter(({ primitive }) => !hasRule(primitive, typed.rule)) : [];
        for (const { name } of others) session.remark(`${name} was left out: ${String(typed.rule)} is no rule of it.`);
        return refusal;
      },
      onProgress: (adapter, { plans, of }) => line.show(`${adapter.name}: ${plans} of ${of} plans`),
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
    },
  );
  line.clear();
}

/** What adapter files are told. */
export function adapterOptionsOf({ python }: { readonly python?: string }): AdapterOptions {
  return python === undefined ? {} : { python };
}

function optionsOf(typed: CheckArguments): CheckOptions {
  const { rule, runs, seed, path, allowing, budget, shard } = typed;
  return {
    ...(rule === undefined ? {} : { rule }),
    ...(runs === undefined ? {} : { numRuns: runs }),
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
    ...(allowing === undefined ? {} : { allowing }),
    ...(budget === undefined ? {} : { budget }),
    ...(shard === undefined ? {} : { shard }),
  };
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
