/** Some subjects show how an operation is cancelled only where it has to wait. */
import { describe, expect, it } from "vitest";
import { defineQueue, profiles, type QueueDefinition } from "../../src/index.js";
import { workbenchFor } from "../../src/runner/setUp.js";

/** Reads the signal of its options, or answers an operation, only for who waits. Holds one item. */
class Slot {
  readonly #items: unknown[] = [];
  readonly #waiting: (() => void)[] = [];

  put(item: unknown, waits: Waits): unknown {
    if (this.#items.length < 1) return Promise.resolve(void this.#items.push(item));
    return waits((done) => this.#waiting.push(done));
  }

  get(waits: Waits): unknown {
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift());
    return waits((done) => this.#waiting.push(done));
  }
}

type Waits = (park: (done: () => void) => void) => unknown;

const bySignal =
  (context: { readonly signal?: AbortSignal | undefined }): Waits =>
  (park) =>
    new Promise<void>((resolve, reject) => {
      context.signal?.addEventListener("abort", () => reject(new Error("aborted")));
      park(resolve);
    });

const byMethod: Waits = (park) => ({ promise: new Promise<void>((resolve) => park(resolve)), cancel: () => undefined });

function adapter(waits: (context: { readonly signal?: AbortSignal | undefined }) => Waits): QueueDefinition<Slot> {
  return defineQueue({
    name: "slot",
    create: () => new Slot(),
    put: (slot, item, context) => slot.put(item, waits(context)) as Promise<void>,
    get: (slot, context) => slot.get(waits(context)) as Promise<unknown>,
    getNowait: () => undefined,
    profile: { ...profiles.contract, capacities: [Infinity, 1] },
  });
}

describe("a verb counts as cancellable where it shows that only when it has to wait", () => {
  it("by its signal", async () => {
    const { observed } = await workbenchFor(adapter(bySignal));
    expect(observed).toMatchObject({ cancellable: ["put", "get"], abortable: ["put", "get"] });
  });

  it("by a method of its own", async () => {
    const { observed } = await workbenchFor(adapter(() => byMethod));
    expect(observed).toMatchObject({ cancellable: ["put", "get"], abortable: [] });
  });

  it("not where it never does", async () => {
    const { observed } = await workbenchFor(adapter(() => (park) => new Promise<void>((resolve) => park(resolve))));
    expect(observed).toMatchObject({ cancellable: [], abortable: [] });
  });
});
