/** One line on stderr that tells how far the check has come: on a terminal only, nothing in a pipe. */
import prettyMilliseconds from "pretty-ms";
import createSpinner from "yocto-spinner";

type Spinner = ReturnType<typeof createSpinner>;

/** How far an adapter's check has come. */
export interface ShownProgress {
  readonly plans: number;
  readonly of: number;
  /** What is searched. */
  readonly phase: string;
}

/** The spinner and a space. */
const SPINNER_WIDTH = 2;

/** Shows and removes the line. */
export class ProgressLine {
  #spinner: Spinner | undefined;
  #name = "";
  #since = 0;

  /** Another adapter begins. */
  begin(name: string): void {
    this.#name = name;
    this.#since = performance.now();
  }

  show(progress: ShownProgress): void {
    this.say(progressText(this.#name, progress, performance.now() - this.#since));
  }

  /** Shows a text that fits one line. */
  say(whole: string): void {
    if (process.stderr.isTTY !== true) return;
    const text = whole.slice(0, (process.stderr.columns ?? 80) - SPINNER_WIDTH - 1);
    // Ctrl-C is the session's
    this.#spinner ??= createSpinner({ stream: process.stderr, handleSignals: false }).start(text);
    this.#spinner.text = text;
  }

  /** Leaves no trace on the terminal. */
  clear(): void {
    this.#spinner?.stop();
    this.#spinner = undefined;
  }
}

/** `my-queue  QUEUE-17  23,000 of 67,000 plans  31,000/s  2s left`. `elapsed` are milliseconds. */
export function progressText(name: string, { plans, of, phase }: ShownProgress, elapsed: number): string {
  const number = (value: number): string => Math.round(value).toLocaleString("en-US");
  const perSecond = (plans / Math.max(elapsed, 1)) * 1000;
  const left = perSecond > 0 ? ((of - plans) / perSecond) * 1000 : Infinity;
  const rest =
    Number.isFinite(left) && plans < of
      ? [`${prettyMilliseconds(Math.max(left, 1000), { secondsDecimalDigits: 0 })} left`]
      : [];
  return [name, phase, `${number(plans)} of ${number(of)} plans`, `${number(perSecond)}/s`, ...rest].join("  ");
}
