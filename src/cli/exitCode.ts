/** The documented exit codes. Where several adapters are checked the highest wins: 3 before 2 before 1 before 0. */
import type { Report } from "../runner/report.js";

export const ExitCode = {
  /** Everything conforms. */
  conforms: 0,
  /** A rule is broken; with `--strict` also: inconclusive or stale. */
  fails: 1,
  /** The call or an adapter is wrong, or nothing was checked. */
  usage: 2,
  /** async-tck itself failed. */
  kitError: 3,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

/** The exit code of one report. */
export function exitCodeOf(report: Report, isStrict: boolean): number {
  switch (report.status) {
    case "fails":
      return ExitCode.fails;
    case "adapter error":
    case "nothing checked":
      return ExitCode.usage;
    case "kit error":
      return ExitCode.kitError;
    case "conforms": {
      const isOpen = report.rules.some(
        (rule) => rule.verdict === "inconclusive" || (rule.verdict === "deviation" && rule.stale),
      );
      return isStrict && isOpen ? ExitCode.fails : ExitCode.conforms;
    }
  }
}
