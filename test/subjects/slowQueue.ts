/**
 * Build: {@link DirectQueue} whose get() resumes only after a timer, as one does that is woken by a macrotask.
 *
 * Satisfies what its base does with `wakesWithin` of at least that delay; with less, a woken get() never returns.
 */
import type { CallOptions } from "./adaptSubject.js";
import { DirectQueue } from "./directQueue.js";

export class SlowQueue extends DirectQueue {
  constructor(
    maxsize: number,
    private readonly delay: number,
  ) {
    super(maxsize);
  }

  override async get(options: CallOptions = {}): Promise<unknown> {
    const item = await super.get(options);
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    return item;
  }
}
