/**
 * Build: an actor. Blocking calls are commands in a mailbox, processed one by one, each in a timer of 0 ms, by an
 * {@link AxisQueue}: what is called in one turn takes effect at different times of the clock.
 *
 * Satisfies `contract` with the profile that says the same as its options; must fail `fifo`.
 */
import { AxisQueue, type AxisCall } from "./axisQueue.js";

export class MailboxQueue extends AxisQueue {
  protected readonly mail: (() => void)[] = [];
  protected isRunning = false;

  override put(item: unknown, call: AxisCall = {}): Promise<unknown> {
    return this.send(() => super.put(item, call));
  }

  override get(call: AxisCall = {}): Promise<unknown> {
    return this.send(() => super.get(call));
  }

  protected send(command: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.mail.push(() => void command().then(resolve, reject));
      if (!this.isRunning) this.processNext();
    });
  }

  protected processNext(): void {
    this.isRunning = this.mail.length > 0;
    if (!this.isRunning) return;
    setTimeout(() => {
      this.mail.shift()?.();
      this.processNext();
    }, 0);
  }
}
