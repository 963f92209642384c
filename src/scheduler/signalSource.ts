/** Who says what signals are aborted with. Asked when the first one is. */
export interface ReasonSource {
  reason(): unknown;
}

/**
 * One AbortSignal, for one operation or for several that share it. It is made when it is first read: signals are the
 * dearest part of a run. Once aborted it stays aborted.
 */
export class SignalSource {
  #controller: AbortController | undefined;
  #signal: AbortSignal | undefined;
  #isAborted: boolean;

  constructor(
    private readonly run: ReasonSource,
    isAborted = false,
  ) {
    this.#isAborted = isAborted;
  }

  get isAborted(): boolean {
    return this.#isAborted;
  }

  /** The signal, if anybody has read it. */
  get made(): AbortSignal | undefined {
    return this.#signal;
  }

  get signal(): AbortSignal {
    return (this.#signal ??= this.#make());
  }

  #make(): AbortSignal {
    if (this.#isAborted) return AbortSignal.abort(this.run.reason());
    this.#controller = new AbortController();
    return this.#controller.signal;
  }

  abort(): void {
    if (this.#isAborted) return;
    this.#isAborted = true;
    this.#controller?.abort(this.run.reason());
  }
}
