/**
 * Build: arrays and direct hand-over, with every axis of a queue as an option: order, overflow, when put() settles, join,
 * ways to close, time-outs. Once served the value wins over a later cancel.
 *
 * Satisfies `contract` and `fifo` with the profile that says the same as its options.
 */
import type { CloseSemantics } from "../../src/models/queue/axes.js";
import type { CallOptions, Taken } from "./adaptSubject.js";

export class ClosedError extends Error {
  override readonly name = "ClosedError";
}
export class FullError extends Error {
  override readonly name = "FullError";
}
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/** What the queue does; whatever is absent is as usual. */
export interface AxisOptions {
  readonly maxsize: number;
  readonly order?: "fifo" | "lifo" | "priority";
  readonly overflow?: "wait" | "drop-new" | "drop-old" | "reject";
  readonly putSettles?: "accepted" | "consumed" | "backpressure" | "pull" | "immediate";
  /** By kind of close. */
  readonly close?: Readonly<Record<string, CloseSemantics>>;
  readonly blockingClose?: boolean;
}

/** How an operation is called. */
export interface AxisCall extends CallOptions {
  readonly timeout?: number | undefined;
  readonly priority?: number | undefined;
}

/** Somebody whose promise is not settled. */
export interface Pending {
  resolve(value?: unknown): void;
  reject(reason: unknown): void;
}

/** An item on its way, and the put() that brought it. */
export interface Entry {
  readonly item: unknown;
  readonly priority: number;
  /** Absent for putNowait(). */
  readonly put?: Pending;
}

export class AxisQueue {
  protected entries: Entry[] = [];
  protected getters: Pending[] = [];
  protected putters: Entry[] = [];
  protected joiners: Pending[] = [];
  protected closers: Pending[] = [];
  /** Puts whose item is inside, and that wait for it to leave. */
  protected holders: Entry[] = [];
  /** Puts whose item was taken, and that wait for the next get(). */
  protected pulled: Entry[] = [];
  protected unfinished = 0;
  protected closedBy = "";

  constructor(protected readonly options: AxisOptions) {}

  get size(): number {
    return this.entries.length;
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  get isFull(): boolean {
    return this.entries.length >= this.options.maxsize;
  }

  get isClosed(): boolean {
    return this.closedBy !== "";
  }

  get waitingGetters(): number {
    return this.getters.length;
  }

  get waitingPutters(): number {
    return this.putters.length;
  }

  put(item: unknown, call: AxisCall = {}): Promise<unknown> {
    if (this.isAborted(call)) return Promise.reject(call.signal?.reason);
    if (this.closedBy !== "") return this.answer(this.closing().put);
    return this.pending(call, (put) => this.arrive({ item, priority: call.priority ?? 0, put }));
  }

  get(call: AxisCall = {}): Promise<unknown> {
    if (this.isAborted(call)) return Promise.reject(call.signal?.reason);
    this.releasePulled();
    const taken = this.take();
    if (taken) return Promise.resolve(taken.item);
    if (this.closedBy !== "") return this.answer(this.closing().get);
    return this.pending(call, (get) => {
      this.getters.push(get);
      return () => this.drop(this.getters, get);
    });
  }

  putNowait(item: unknown, priority = 0): boolean {
    if (this.closedBy !== "") return this.refuse(this.closing().putNowait);
    const entry = { item, priority };
    if (this.hasRoom()) {
      this.store(entry);
      return true;
    }
    return this.overflow(entry);
  }

  getNowait(): Taken | undefined {
    this.releasePulled();
    const taken = this.take();
    if (taken === undefined && this.closedBy !== "") this.exhausted(this.closing().getNowait);
    return taken;
  }

  join(call: AxisCall = {}): Promise<unknown> {
    if (this.isAborted(call)) return Promise.reject(call.signal?.reason);
    if (this.unfinished === 0) return Promise.resolve();
    return this.pending(call, (join) => {
      this.joiners.push(join);
      return () => this.drop(this.joiners, join);
    });
  }

  taskDone(): void {
    if (this.unfinished === 0) throw new Error("nothing is unfinished");
    this.finish(1);
  }

  /** Closes at once; a promise where closing is blocking. */
  close(kind = "close"): unknown {
    if (this.closedBy !== "") return this.closeAgain(kind);
    this.closedBy = kind;
    const { items } = this.closing();
    if (items === "discarded") this.discard();
    this.endWaiting();
    if (this.options.blockingClose !== true) return undefined;
    return this.pending({}, (close) => {
      this.closers.push(close);
      this.drained();
      return () => this.drop(this.closers, close);
    });
  }

  protected closing(): CloseSemantics {
    const found = this.options.close?.[this.closedBy];
    if (!found) throw new Error(`no way to close by ${this.closedBy}`);
    return found;
  }

  protected closeAgain(kind: string): unknown {
    const { again } = this.closing();
    if (this.options.close?.[kind]?.items === "discarded" && kind !== this.closedBy) this.discard();
    if (again === "error") throw new Error("closed already");
    if (again === "closed") throw new ClosedError("closed already");
    return this.options.blockingClose === true ? Promise.resolve() : undefined;
  }

  protected isAborted({ signal }: CallOptions): boolean {
    return signal?.aborted === true;
  }

  protected hasRoom(): boolean {
    const { maxsize, putSettles } = this.options;
    return this.entries.length < maxsize || this.getters.length > 0 || putSettles === "immediate";
  }

  /** A put() comes. Answers what its cancellation has to do. */
  protected arrive(entry: Entry): () => void {
    const { overflow = "wait", putSettles } = this.options;
    if (this.hasRoom() || putSettles === "backpressure") {
      this.store(entry);
      this.afterChange();
      return () => this.withdraw(entry);
    }
    if (overflow !== "wait") {
      if (this.overflow(entry)) entry.put?.resolve();
      else entry.put?.reject(new FullError("full"));
      return () => undefined;
    }
    this.putters.push(entry);
    return () => {
      this.drop(this.putters, entry);
      this.withdraw(entry);
      this.drained();
    };
  }

  /** An item comes to a full queue. Answers whether that is a success. */
  protected overflow(entry: Entry): boolean {
    switch (this.options.overflow ?? "wait") {
      case "drop-new":
        return true;
      case "drop-old":
        this.entries.shift();
        this.store(entry);
        return true;
      default:
        return false;
    }
  }

  /** A cancelled put() whose item is inside. */
  protected withdraw(entry: Entry): void {
    this.drop(this.pulled, entry);
    if (!this.holders.includes(entry)) return;
    this.drop(this.holders, entry);
    if (this.options.putSettles !== "consumed") return;
    if (!this.entries.includes(entry)) return;
    this.drop(this.entries, entry);
    this.finish(1);
    this.afterChange();
  }

  /** The item is in: it goes to who waits longest, or inside. */
  protected store(entry: Entry): void {
    this.unfinished++;
    const getter = this.getters.shift();
    if (getter) {
      getter.resolve(entry.item);
      this.left(entry, true);
      return;
    }
    this.entries.push(entry);
    const { putSettles = "accepted" } = this.options;
    if (putSettles === "accepted" || putSettles === "immediate") entry.put?.resolve();
    else if (entry.put) this.holders.push(entry);
  }

  /** An item has left. */
  protected left(entry: Entry, isNew = false): void {
    if (!isNew && !this.holders.includes(entry)) return;
    this.drop(this.holders, entry);
    if (this.options.putSettles === "pull" && entry.put) this.pulled.push(entry);
    else entry.put?.resolve();
  }

  protected releasePulled(): void {
    for (const { put } of this.pulled.splice(0)) put?.resolve();
  }

  /** Index of the entry that is next. */
  protected next(): number {
    const { order = "fifo" } = this.options;
    if (order === "fifo") return 0;
    if (order === "lifo") return this.entries.length - 1;
    const most = Math.min(...this.entries.map(({ priority }) => priority));
    return this.entries.findIndex(({ priority }) => priority === most);
  }

  protected take(): Taken | undefined {
    const entry = this.entries.length > 0 ? this.entries.splice(this.next(), 1)[0] : this.meet();
    if (!entry) return undefined;
    this.left(entry);
    this.afterChange();
    return { item: entry.item };
  }

  /** Nothing is inside: who waits with an item hands it over. */
  protected meet(): Entry | undefined {
    const entry = this.putters.shift();
    if (!entry) return undefined;
    this.unfinished++;
    this.left(entry, true);
    return entry;
  }

  /** Something has left or come: lets in who waits, and lets return who waited for that. */
  protected afterChange(): void {
    while (this.putters.length > 0 && this.entries.length < this.options.maxsize) this.admit();
    if (this.options.putSettles === "backpressure" && this.entries.length <= this.options.maxsize) {
      for (const { put } of this.holders.splice(0)) put?.resolve();
    }
    this.drained();
  }

  protected admit(): void {
    const entry = this.putters.shift();
    if (entry) this.store(entry);
  }

  protected drained(): void {
    if (this.entries.length > 0 || this.putters.length > 0) return;
    for (const closer of this.closers.splice(0)) closer.resolve();
  }

  protected finish(count: number): void {
    this.unfinished = Math.max(0, this.unfinished - count);
    if (this.unfinished > 0) return;
    for (const joiner of this.joiners.splice(0)) joiner.resolve();
  }

  protected discard(): void {
    const { putters } = this.closing();
    const gone = this.entries.splice(0);
    for (const entry of gone) {
      if (!this.holders.includes(entry)) continue;
      this.drop(this.holders, entry);
      if (putters === "kept") entry.put?.resolve();
      else this.end(entry.put, putters);
    }
    this.finish(gone.length);
    this.drained();
  }

  /** A close() ends those who wait. */
  protected endWaiting(): void {
    const { getters, putters } = this.closing();
    for (const getter of this.getters.splice(0)) this.end(getter, getters);
    if (putters === "kept") this.afterChange();
    else for (const { put } of this.putters.splice(0)) this.end(put, putters);
  }

  protected end(pending: Pending | undefined, how: string): void {
    if (how === "closed") pending?.reject(new ClosedError("closed"));
    else if (how === "error") pending?.reject(new Error("closed with an error"));
    else if (how === "ok") pending?.resolve();
  }

  /** What an operation on a closed queue ends with. */
  protected answer(how: string): Promise<unknown> {
    return new Promise((resolve, reject) => this.end({ resolve, reject }, how));
  }

  protected refuse(how: string): boolean {
    if (how === "closed") throw new ClosedError("closed");
    if (how === "error") throw new Error("closed with an error");
    return how === "ok";
  }

  protected exhausted(how: string): void {
    if (how === "closed") throw new ClosedError("closed");
    if (how === "error") throw new Error("closed with an error");
  }

  /** A promise that is settled later; `begin` answers what giving up has to do. */
  protected pending({ signal, timeout }: AxisCall, begin: (pending: Pending) => () => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let giveUp = (): void => undefined;
      const onAbort = (): void => {
        giveUp();
        pending.reject(signal?.reason);
      };
      const onTime = (): void => this.timedOut(pending, giveUp);
      const timer = timeout === undefined ? undefined : setTimeout(onTime, timeout);
      const over = (): void => {
        signal?.removeEventListener("abort", onAbort);
        clearTimeout(timer);
      };
      const pending: Pending = {
        resolve: (value) => {
          over();
          resolve(value);
        },
        reject: (reason) => {
          over();

          reject(reason);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      giveUp = begin(pending);
    });
  }

  protected timedOut(pending: Pending, giveUp: () => void): void {
    giveUp();
    pending.reject(new TimeoutError("time is up"));
  }

  protected drop<T>(list: T[], one: T): void {
    const at = list.indexOf(one);
    if (at >= 0) list.splice(at, 1);
  }
}
