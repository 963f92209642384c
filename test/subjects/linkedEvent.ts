/**
 * Build: a linked list of waiters that set() takes over whole, in constant time, before it walks it. Value wins once
 * released.
 *
 * Satisfies `contract` and `fifo`. Must fail `asyncio`: `A.wait; set, cancel A` in one turn returns.
 */
import type { CallOptions } from "./adaptSubject.js";
import { LinkedList } from "./linkedQueue.js";

export class LinkedEvent {
  #flag = false;
  #waiters = new LinkedList<() => void>();

  isSet(): boolean {
    return this.#flag;
  }

  set(): void {
    this.#flag = true;
    const released = this.#waiters;
    this.#waiters = new LinkedList();
    for (let first = released.shift(); first !== undefined; first = released.shift()) first.value();
  }

  clear(): void {
    this.#flag = false;
  }

  wait({ signal }: CallOptions = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      if (this.#flag) return resolve();
      const waiters = this.#waiters;
      const node = waiters.push(() => {
        signal?.removeEventListener("abort", abort);
        resolve();
      });
      const abort = (): void => {
        waiters.remove(node);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
    });
  }
}
