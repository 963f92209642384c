/**
 * Build: doubly linked lists, no arrays and no index; direct hand-over in waiter order, and once chosen the value wins
 * over a later cancel.
 *
 * Satisfies `contract` and `fifo`. Must fail `asyncio`: `A.get; putNowait, getNowait` in one turn finds the queue empty.
 */
import type { CallOptions, Taken } from "./adaptSubject.js";

interface Node<T> {
  readonly value: T;
  previous: Node<T> | undefined;
  next: Node<T> | undefined;
  linked: boolean;
}

/** A list whose nodes can be removed from anywhere, twice without harm. */
export class LinkedList<T> {
  #head: Node<T> | undefined;
  #tail: Node<T> | undefined;
  length = 0;

  push(value: T): Node<T> {
    const node: Node<T> = { value, previous: this.#tail, next: undefined, linked: true };
    if (this.#tail === undefined) this.#head = node;
    else this.#tail.next = node;
    this.#tail = node;
    this.length += 1;
    return node;
  }

  shift(): { readonly value: T } | undefined {
    const node = this.#head;
    if (node !== undefined) this.remove(node);
    return node;
  }

  remove(node: Node<T>): void {
    if (!node.linked) return;
    node.linked = false;
    if (node.previous === undefined) this.#head = node.next;
    else node.previous.next = node.next;
    if (node.next === undefined) this.#tail = node.previous;
    else node.next.previous = node.previous;
    this.length -= 1;
  }
}

interface Request {
  readonly item?: unknown;
  readonly settle: (value?: unknown) => void;
}

export class LinkedQueue {
  readonly #items = new LinkedList<unknown>();
  readonly #getters = new LinkedList<Request>();
  readonly #putters = new LinkedList<Request>();

  constructor(readonly maxsize: number) {}

  get size(): number {
    return this.#items.length;
  }

  put(item: unknown, { signal }: CallOptions = {}): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    if (this.putNowait(item)) return Promise.resolve();
    return this.#wait(this.#putters, item, signal);
  }

  get({ signal }: CallOptions = {}): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const taken = this.getNowait();
    return taken === undefined ? this.#wait(this.#getters, undefined, signal) : Promise.resolve(taken.item);
  }

  putNowait(item: unknown): boolean {
    const getter = this.#getters.shift();
    if (getter !== undefined) getter.value.settle(item);
    else if (this.#items.length < this.maxsize) this.#items.push(item);
    else return false;
    return true;
  }

  getNowait(): Taken | undefined {
    const oldest = this.#items.shift();
    if (oldest === undefined) return undefined;
    const putter = this.#putters.shift();
    if (putter !== undefined) {
      this.#items.push(putter.value.item);
      putter.value.settle();
    }
    return { item: oldest.value };
  }

  #wait(line: LinkedList<Request>, item: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const node = line.push({
        item,
        settle: (value) => {
          signal?.removeEventListener("abort", abort);
          resolve(value);
        },
      });
      const abort = (): void => {
        line.remove(node);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
    });
  }
}
