/** One call of the command: where it writes, how it is stopped, how it ends. */
import { painterFor, type Painter } from "../report/painter.js";
import { ExitCode } from "./exitCode.js";
import type { WatchedWorker } from "./watchWorker.js";

/** Collects what one call has to say and how it ends. */
export class Session {
  readonly painter: Painter = painterFor(process.stdout, process.env);
  /** Columns of the terminal that results go to; undefined in a pipe. */
  readonly width: number | undefined = process.stdout.isTTY === true ? process.stdout.columns : undefined;
  isInterrupted = false;
  /** Nobody waits for the result any more: another call follows. */
  isAbandoned = false;
  #exitCode = 0;
  #worker: WatchedWorker | undefined;
  #onInterrupt: (() => void) | undefined;

  /** The highest code wins. */
  worsen(code: number): void {
    this.#exitCode = Math.max(this.#exitCode, code);
  }

  get exitCode(): number {
    return this.#exitCode;
  }

  /** A result, for stdout. */
  print(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  /** A problem or a remark: stdout belongs to results, and may hold nothing but a report. */
  remark(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The worker that Ctrl-C has to end. */
  watch(worker: WatchedWorker | undefined): void {
    this.#worker = worker;
    if (this.isInterrupted) worker?.interrupt();
  }

  /** Ends the process with 130 on Ctrl-C, once the worker is gone: a hung subject would keep the process alive. */
  stopOnInterrupt(): void {
    process.once("SIGINT", () => this.#exit());
  }

  /**
   * On the first Ctrl-C the worker ends its search and what it has found is told; the call ends with 130. On the second the
   * process ends at once.
   */
  finishOnInterrupt(): void {
    if (this.#onInterrupt) return;
    this.#onInterrupt = () => {
      if (this.isInterrupted) return this.#exit();
      this.interrupt();
      this.worsen(ExitCode.interrupted);
    };
    process.on("SIGINT", this.#onInterrupt);
  }

  /** Ends the search early. */
  interrupt(): void {
    this.isInterrupted = true;
    this.#worker?.interrupt();
  }

  /** The same where the search starts afresh at once, so that what it has found is not worth telling. */
  abandon(): void {
    this.isAbandoned = true;
    this.interrupt();
  }

  /** Says that not everything was checked. */
  tellInterrupted(checked: readonly string[]): void {
    const words = checked.length === 0 ? "no adapter has a report" : `reports: ${checked.join(", ")}`;
    this.remark(`Interrupted: what was not reached is inconclusive, other adapters were not checked (${words}).`);
  }

  /** Ctrl-C means nothing to this call any more. */
  close(): void {
    if (this.#onInterrupt) process.off("SIGINT", this.#onInterrupt);
  }

  #exit(): void {
    const exit = (): void => process.exit(ExitCode.interrupted);
    if (this.#worker === undefined) exit();
    else this.#worker.stop().then(exit, exit);
  }
}
