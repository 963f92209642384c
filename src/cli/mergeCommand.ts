/** `async-tck merge`: joins the JSON reports of all shards. */
import { existsSync, readFileSync } from "node:fs";
import { formatUsageError } from "../report/openings.js";
import { MergeError, mergeReports } from "../runner/mergeReports.js";
import { REPORT_VERSION, type Report } from "../runner/report.js";
import { ExitCode, exitCodeOf } from "./exitCode.js";
import { ReporterError, Reporters, reportersOf } from "./reporters.js";
import { Session } from "./session.js";

/** What was typed behind `merge`. */
export interface MergeArguments {
  readonly json?: boolean;
  readonly reporter?: readonly string[];
  readonly strict?: boolean;
}

/** Joins the reports of the files, adapter by adapter, and answers the exit code. */
export function merge(files: readonly string[], { json = false, reporter, strict = false }: MergeArguments): number {
  const session = new Session();
  try {
    const choices = reportersOf(json ? ["json"] : (reporter ?? ["text"]));
    const reporters = new Reporters(choices, {}, session);
    for (const report of byAdapter(files.flatMap(reportsIn)).map(mergeReports)) {
      session.worsen(exitCodeOf(report, strict));
      reporters.add(report);
    }
    reporters.end();
  } catch (error) {
    if (!(error instanceof MergeError || error instanceof ReporterError)) throw error;
    session.remark(formatUsageError(error.message));
    return ExitCode.usage;
  }
  return session.exitCode;
}

/** The reports of one file. Throws a MergeError that says what is wrong with it. */
function reportsIn(file: string): readonly Report[] {
  if (!existsSync(file)) throw new MergeError(`There is no file ${file}.`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new MergeError(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const reports = Array.isArray(content) ? content : [content];
  const isReport = (one: unknown): boolean =>
    typeof one === "object" && one !== null && "rules" in one && "adapter" in one && "version" in one;
  if (reports.length === 0 || !reports.every(isReport)) {
    throw new MergeError(`${file} holds no reports: it takes what \`async-tck check --json\` prints.`);
  }
  const other = (reports as readonly Report[]).find(({ version }) => version !== REPORT_VERSION);
  if (other)
    throw new MergeError(`${file} holds a report of version ${String(other.version)}, expected ${REPORT_VERSION}.`);
  return reports as readonly Report[];
}

/** Reports of the same adapter, in the order of their first appearance. */
function byAdapter(reports: readonly Report[]): readonly (readonly Report[])[] {
  const groups = new Map<string, Report[]>();
  for (const report of reports) {
    const key = `${report.primitive} ${report.adapter.name}`;
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  return [...groups.values()];
}
