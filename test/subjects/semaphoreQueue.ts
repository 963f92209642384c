/**
 * Build: the textbook bounded buffer, an array between two semaphores. A woken getter holds a permit, but its item stays
 * in the array until it resumes: reserved, not taken. A putter's slot is reserved likewise.
 *
 * Satisfies `contract`. Must fail `fifo`: `A.get; putNowait, getNowait, putNowait` in one turn with capacity 1 is refused
 * although A has been served. Must fail `asyncio`: the item is not public while A has yet to resume.
 */
import type { CallOptions, Taken } from "./adaptSubject.js";

/** Permits, and who waits for one. */
export class Semaphore {
  protected readonly line: (() => void)[] = [];

  constructor(protected free: number) {}

  tryAcquire(): boolean {
    if (this.free === 0) return false;
    this.free--;
    return true;
  }

  /** Undefined when a permit was free. */
  acquire(signal: AbortSignal | undefined): Promise<void> | undefined {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    if (this.tryAcquire()) return undefined;
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = (): void => {
        this.leave(wake);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.line.push(wake);
    });
  }

  release(): void {
    const wake = this.line.shift();
    if (wake) wake();
    else this.free++;
  }

  protected leave(wake: () => void): void {
    this.line.splice(this.line.indexOf(wake), 1);
  }
}

export class SemaphoreQueue {
  protected readonly items: unknown[] = [];

  constructor(
    maxsize: number,
    protected readonly present: Semaphore = new Semaphore(0),
    protected readonly room: Semaphore = new Semaphore(maxsize),
  ) {}

  get size(): number {
    return this.items.length;
  }

  async put(item: unknown, { signal }: CallOptions): Promise<void> {
    await this.permit(this.room, signal);
    this.store(item);
  }

  async get({ signal }: CallOptions): Promise<unknown> {
    await this.permit(this.present, signal);
    return this.take();
  }

  putNowait(item: unknown): boolean {
    if (!this.room.tryAcquire()) return false;
    this.store(item);
    return true;
  }

  getNowait(): Taken | undefined {
    return this.present.tryAcquire() ? { item: this.take() } : undefined;
  }

  protected async permit(semaphore: Semaphore, signal: AbortSignal | undefined): Promise<void> {
    const waiting = semaphore.acquire(signal);
    if (!waiting) return;
    await waiting;
    if (signal?.aborted !== true) return;
    semaphore.release();
    throw signal.reason;
  }

  protected store(item: unknown): void {
    this.items.push(item);
    this.present.release();
  }

  protected take(): unknown {
    const item = this.items.shift();
    this.room.release();
    return item;
  }
}
