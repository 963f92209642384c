import { expect, it } from "vitest";
import { checkConformance, defineQueue, profiles, TIMED_OUT } from "../../src/index.js";

/** Hands items over; `get` takes a signal, `getWithin` a time, and neither knows of the other's. */
class TwoGetters {
  readonly #items: unknown[] = [];
  readonly #getters: ((item: unknown) => void)[] = [];

  put(item: unknown): void {
    const getter = this.#getters.shift();
    if (getter) getter(item);
    else this.#items.push(item);
  }

  get size(): number {
    return this.#items.length;
  }

  get(signal?: AbortSignal): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    return this.#next((leave, reject) => {
      const onAbort = (): void => {
        leave();
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      return () => signal?.removeEventListener("abort", onAbort);
    });
  }

  getWithin(milliseconds: number): Promise<unknown> {
    return this.#next((leave, reject) => {
      const timer = setTimeout(() => {
        leave();
        reject(TIMED_OUT);
      }, milliseconds);
      return () => clearTimeout(timer);
    });
  }

  #next(arm: (leave: () => void, reject: (reason: unknown) => void) => () => void): Promise<unknown> {
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift());
    return new Promise((resolve, reject) => {
      const getter = (item: unknown): void => {
        disarm();
        resolve(item);
      };
      this.#getters.push(getter);
      const disarm = arm(() => this.#getters.splice(this.#getters.indexOf(getter), 1), reject);
    });
  }
}

it("a variant that never reads its signal cannot be cancelled, though the plain verb can", async () => {
  const adapter = defineQueue({
    name: "two getters",
    create: () => new TwoGetters(),
    get: (queue, { signal }) => queue.get(signal),
    putNowait: (queue, item) => queue.put(item),
    size: (queue) => queue.size,
    variants: { get: { timeout: (queue, { timeout }) => queue.getWithin(timeout) } },
    outcomes: { thrown: { timedOut: (error) => error === TIMED_OUT } },
    profile: { ...profiles.fifo, capacities: "none" },
  });
  const { status, rules } = await checkConformance(adapter);
  expect(rules.filter(({ verdict }) => verdict === "fail")).toEqual([]);
  expect(status).toBe("conforms");
  // and the plain verb is still cancelled
  expect(rules.find(({ id }) => id === "QUEUE-14")?.verdict).toBe("pass");
});
