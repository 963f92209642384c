/** Failures that are kept beside the adapters, and tried first the next time: by the command, and by test suites. */
import { existsSync, statSync } from "node:fs";
import { DamagedFileError, type StoredFailure } from "./failuresText.js";
import { changeFailures, failuresFileOf, readFailures } from "./failuresFile.js";
import { failuresOf } from "../report/formatReport.js";
import type { Report } from "../runner/report.js";

/** The failures of one adapter file. */
export class KeptFailures {
  /** Null: none are kept. */
  readonly #file: string | null;
  readonly #forget: boolean;
  readonly #remark: (text: string) => void;
  #isDamaged = false;

  /** `file` is where they are kept, null for nowhere; `forget` drops what passes now; `remark` is told what is odd. */
  constructor(file: string | null, forget: boolean, remark: (text: string) => void) {
    this.#file = file;
    this.#forget = forget;
    this.#remark = remark;
  }

  /** Tokens by the name of their adapter. A damaged file is told and holds none. */
  known(): Readonly<Record<string, readonly string[]>> {
    if (this.#file === null) return {};
    try {
      const byAdapter: Record<string, string[]> = {};
      for (const { adapter, token } of readFailures(this.#file).failures) (byAdapter[adapter] ??= []).push(token);
      return byAdapter;
    } catch (error) {
      this.#tellDamage(error);
      return {};
    }
  }

  /** Adds what a report shows. What cannot be written is told, and changes no verdict. */
  async keep(report: Report): Promise<void> {
    if (this.#file === null || this.#isDamaged) return;
    const adapter = report.adapter.name;
    const add = failuresOf(report).map(({ rule, token }): StoredFailure => ({
      token,
      rule: rule ?? "unnamed",
      adapter,
    }));
    const passing = (report.known ?? []).flatMap(({ token, is }) => (is === "passes" ? [token] : []));
    try {
      await changeFailures(this.#file, { add, drop: this.#forget ? passing : [], adapter });
      if (passing.length > 0 && !this.#forget) {
        this.#remark(
          `${this.#file}: ${String(passing.length)} known of ${adapter} pass now; async-tck check --forget drops them.`,
        );
      }
    } catch (error) {
      if (error instanceof DamagedFileError) this.#tellDamage(error);
      else this.#remark(`The failures of ${adapter} were not kept in ${this.#file}: ${(error as Error).message}`);
    }
  }

  #tellDamage(error: unknown): void {
    if (!(error instanceof DamagedFileError)) throw error;
    this.#isDamaged = true;
    this.#remark(`${this.#file ?? ""} was left alone: ${error.message}`);
  }
}

/**
 * Where failures of an adapter file are kept: beside it for true, else in the file that is named. Null for nowhere; adapters that
 * come with the kit have no file beside which anything could lie.
 */
export function failuresPlace(adapterFile: string, failures: boolean | string): string | null {
  if (typeof failures === "string") return failures;
  if (!failures) return null;
  return existsSync(adapterFile) && statSync(adapterFile).isFile() ? failuresFileOf(adapterFile) : null;
}
