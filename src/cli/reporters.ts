/** Reporters: each tells all reports of a call in its own form, on stdout or into a file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { rulesOf } from "../properties/index.js";
import { formatGithub } from "../report/formatGithub.js";
import { formatJunit } from "../report/formatJunit.js";
import { formatHtml } from "../report/html/formatHtml.js";
import { packageVersion } from "./packageVersion.js";
import { formatReport, type ReportContext } from "../report/formatReport.js";
import { plainPainter, type Painter } from "../report/painter.js";
import type { Report } from "../runner/report.js";
import type { Session } from "./session.js";

/** Names of the reporters. */
export const REPORTERS = ["text", "json", "junit", "github", "html"] as const;
type ReporterName = (typeof REPORTERS)[number];

/** One reporter that was asked for. */
export interface ReporterChoice {
  readonly name: ReporterName;
  /** Where it writes; null is stdout. */
  readonly file: string | null;
}

/** What all reports of a call have in common and do not hold. */
export interface Common {
  readonly sought?: string;
  readonly python?: string;
  readonly judgedAs?: string;
}

/** The reporters make no sense, or a file cannot be written; the message is one sentence. */
export class ReporterError extends Error {
  override readonly name = "ReporterError";
}

/** Reads `text`, `junit=report.xml` … Throws a {@link ReporterError} for what is none, and where two want the same place. */
export function reportersOf(texts: readonly string[]): readonly ReporterChoice[] {
  const choices = texts.map(parseReporter);
  refuseSharing(choices);
  return choices;
}

function parseReporter(text: string): ReporterChoice {
  const [name = "", ...rest] = text.split("=");
  const file = rest.join("=");
  if (!(REPORTERS as readonly string[]).includes(name)) {
    const known = REPORTERS.join(", ");
    throw new ReporterError(
      `There is no reporter ${name}; there are ${known}, each also with a file: junit=junit.xml.`,
    );
  }
  if (rest.length > 0 && file === "")
    throw new ReporterError(`The reporter ${name} got no file behind the equals sign.`);
  return { name: name as ReporterName, file: file === "" ? null : file };
}

function refuseSharing(choices: readonly ReporterChoice[]): void {
  const onStdout = choices.filter(({ file }) => file === null).map(({ name }) => name);
  const alone = onStdout.find((name) => ["json", "junit", "html"].includes(name));
  if (alone !== undefined && onStdout.length > 1) {
    throw new ReporterError(`${alone} needs stdout for itself: write it to a file, as in --reporter ${alone}=FILE.`);
  }
  const files = choices.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new ReporterError(`Two reporters write to ${twice}.`);
}

/** Collects the reports of one call and tells them. */
export class Reporters {
  readonly reports: Report[] = [];
  readonly #choices: readonly ReporterChoice[];
  readonly #common: Common;
  readonly #painter: Painter;
  readonly #width: number | undefined;
  readonly #print: (text: string) => void;

  constructor(choices: readonly ReporterChoice[], common: Common, session: Session) {
    this.#choices = choices;
    this.#common = common;
    this.#painter = session.painter;
    this.#width = session.width;
    this.#print = (text) => session.print(text);
  }

  /** Keeps a report, and shows it at once where text goes to stdout. */
  add(report: Report): void {
    this.reports.push(report);
    if (!this.#choices.some(({ name, file }) => name === "text" && file === null)) return;
    if (this.reports.length > 1) this.#print("");
    this.#print(formatReport(report, this.#contextOf(report, this.#painter, this.#width)));
  }

  /** Tells everything that was not told yet. Throws a {@link ReporterError} for a file that cannot be written. */
  end(): void {
    for (const { name, file } of this.#choices) {
      if (name === "text" && file === null) continue;
      const text = this.#textOf(name);
      if (file === null) {
        if (text !== "") this.#print(text);
      } else write(file, text);
    }
  }

  #textOf(name: ReporterName): string {
    const { reports } = this;
    const contextOf = (report: Report): ReportContext => this.#contextOf(report, plainPainter, undefined);
    switch (name) {
      case "text":
        return reports.map((report) => formatReport(report, contextOf(report))).join("\n\n");
      case "json":
        return JSON.stringify(reports, null, 2);
      case "junit":
        return formatJunit(reports, contextOf);
      case "github":
        return formatGithub(reports, contextOf);
      case "html":
        return formatHtml(reports, {
          rules: [...rulesOf("event"), ...rulesOf("queue")],
          adapterFiles: reports.map(({ adapter }) => adapter.file),
          kitVersion: packageVersion(),
          ...this.#common,
        });
    }
  }

  #contextOf(report: Report, painter: Painter, width: number | undefined): ReportContext {
    const { file } = report.adapter;
    return {
      rules: rulesOf(report.primitive),
      ...(file === undefined ? {} : { adapterFile: file }),
      ...this.#common,
      painter,
      ...(width === undefined ? {} : { width }),
    };
  }
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
  } catch (error) {
    throw new ReporterError(`${file} cannot be written: ${(error as Error).message}`);
  }
}
