/** Failures that a call keeps beside the adapters, and tries first the next time. */
import { existsSync, statSync } from "node:fs";
import { DamagedFileError, type StoredFailure } from "../failures/failuresText.js";
import { changeFailures, failuresFileOf, readFailures } from "../failures/failuresFile.js";
import { failuresOf } from "../report/formatReport.js";
import type { Report } from "../runner/report.js";

/** Where failures are kept, and whether those that pass may go. */
export interface KeepingOptions {
  /** True: beside each adapter; a text: in this file; false: nowhere. */
  readonly failures: boolean | string;
  /** Drop what passes now. */
  readonly forget: boolean;
}

/** The failures of one adapter file. */
export class KeptFailures {
  /** Null: none are kept. */
  readonly #file: string | null;
  readonly #forget: boolean;
  readonly #remark: (text: string) => void;
  #isDamaged = false;

  constructor(adapterFile: string, { failures, forget }: KeepingOptions, remark: (text: string) => void) {
    this.#file = failures === false ? null : placeOf(adapterFile, failures);
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
        this.#remark(`${this.#file}: ${String(passing.length)} known of ${adapter} pass now; --forget drops them.`);
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

/** Adapters that come with the kit have no file beside which anything could lie. */
function placeOf(adapterFile: string, failures: true | string): string | null {
  if (failures !== true) return failures;
  return existsSync(adapterFile) && statSync(adapterFile).isFile() ? failuresFileOf(adapterFile) : null;
}
