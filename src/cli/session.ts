/** One call of the command: where it writes, how it is stopped, how it ends. */
import { plainPainter, painterFor, type Painter } from "../report/painter.js";
import { ExitCode } from "./exitCode.js";
import type { WatchedWorker } from "./watchWorker.js";

/** Collects what one call has to say and how it ends. */
export class Session {
  readonly painter: Painter;
  #exitCode = 0;
  #worker: WatchedWorker | undefined;

  constructor(readonly isJson: boolean) {
    this.painter = isJson ? plainPainter : painterFor(process.stdout, process.env);
  }

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

  /** A problem or a remark: stdout belongs to results, and with `--json` to nothing but the report. */
  remark(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The worker that Ctrl-C has to end. */
  watch(worker: WatchedWorker | undefined): void {
    this.#worker = worker;
  }

  /** Ends the process with 130 on Ctrl-C, once the worker is gone: a hung subject would keep the process alive. */
  stopOnInterrupt(): void {
    const exit = (): void => process.exit(ExitCode.interrupted);
    process.once("SIGINT", () => {
      if (this.#worker === undefined) exit();
      else this.#worker.stop().then(exit, exit);
    });
  }
}
