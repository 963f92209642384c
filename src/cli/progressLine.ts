/** One line on stderr that tells how far the check has come: on a terminal only, nothing in a pipe. */
import createSpinner from "yocto-spinner";

type Spinner = ReturnType<typeof createSpinner>;

/** Shows and removes the line. */
export class ProgressLine {
  #spinner: Spinner | undefined;

  show(text: string): void {
    if (process.stderr.isTTY !== true) return;
    this.#spinner ??= createSpinner({ stream: process.stderr }).start(text);
    this.#spinner.text = text;
  }

  /** Leaves no trace on the terminal. */
  clear(): void {
    this.#spinner?.stop();
    this.#spinner = undefined;
  }
}
