/** Clients stand for one another only where the adapter cannot tell them apart. */
import { describe, expect, it } from "vitest";
import { defineQueue, EMPTY, type QueueDefinition } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import { createNodeHost } from "../../src/host/node.js";
import { checkConformance } from "../../src/runner/check.js";
import { cancellableVerbs } from "../../src/runner/smoke.js";
import { Workbench } from "../../src/runner/workbench.js";

/** A queue with a cursor for each reader, all over the same items. */
class Shelf {
  readonly items: unknown[] = [];
  take(reader: number, isTorn: boolean): unknown {
    // torn: a reader other than the first two takes the second item
    const [item] = this.items.splice(isTorn && reader > 1 && this.items.length > 1 ? 1 : 0, 1);
    return item;
  }
}

const shelf = (isTorn: boolean, more: Partial<QueueDefinition<Shelf>> = {}): QueueDefinition<Shelf> =>
  defineQueue<Shelf>({
    name: "shelf",
    create: () => new Shelf(),
    putNowait: ({ items }, item) => void items.push(item),
    getNowait: (queue, { client }) => (queue.items.length === 0 ? EMPTY : queue.take(client, isTorn)),
    profile: { ...profiles.fifo, capacities: "none" },
    ...more,
  });

async function clientsDifferIn(adapter: QueueDefinition<Shelf>): Promise<boolean> {
  const host = createNodeHost();
  const seen = await cancellableVerbs(adapter, host, () => undefined);
  const { space } = new Workbench(adapter, host, seen, () => undefined);
  expect(space.clientsDiffer === true).toBe(seen.clientsDiffer);
  return seen.clientsDiffer;
}

describe("an adapter that reads who calls", () => {
  it("is noticed, also in a variant, and where it spreads the whole context", async () => {
    expect(await clientsDifferIn(shelf(false))).toBe(true);
    const blind = { getNowait: (queue: Shelf) => (queue.items.length === 0 ? EMPTY : queue.take(0, false)) };
    expect(await clientsDifferIn(shelf(false, blind))).toBe(false);
    const spreads = shelf(false, {
      getNowait: (queue, context) => (queue.items.length === 0 ? EMPTY : queue.take({ ...context }.priority, false)),
    });
    expect(await clientsDifferIn(spreads)).toBe(true);
    const inVariant = shelf(false, {
      ...blind,
      get: () => new Promise(() => undefined),
      variants: { get: { timeout: (_, { client }) => new Promise(() => client) } },
    });
    expect(await clientsDifferIn(inVariant)).toBe(true);
  });

  it("is asked by every client in the small scopes: what only one client sees is found there", async () => {
    const report = await checkConformance(shelf(true), { numRuns: 200 });
    const order = report.rules.find(({ id }) => id === "QUEUE-04");
    expect(order?.verdict).toBe("fail");
    expect(order?.verdict === "fail" ? order.failure?.foundBy : "").toBe("exhaustive");
    expect((await checkConformance(shelf(false), { numRuns: 20 })).status).toBe("conforms");
  });
});
