import { describe, expect, it } from "vitest";
import { checkConformance } from "../../src/index.js";
import { adaptQueue } from "../subjects/adaptSubject.js";
import { ArrayQueue, type Parked } from "../subjects/arrayQueue.js";

/** Who was woken and is cancelled passes the wakeup on only where just one item, or slot, is there for it. */
class PassesOnLastOnly extends ArrayQueue {
  protected override endWoken(line: Parked[], signal: AbortSignal): void {
    const left = line === this.getters ? this.items.length : this.maxsize - this.items.length;
    if (left === 1) this.wakeNext(line);
    throw signal.reason;
  }
}

/** The same for one side only. */
class PassesPutOnLastOnly extends PassesOnLastOnly {
  protected override endWoken(line: Parked[], signal: AbortSignal): void {
    if (line === this.getters && this.items.length > 1) this.wakeNext(line);
    super.endWoken(line, signal);
  }
}

/** The rules that fail where only the plans of one rule are drawn. */
async function failing(Queue: typeof ArrayQueue, profile: "contract" | "asyncio", rule: string, seed: number) {
  const adapter = adaptQueue("passes-on-last-only", (maxsize) => new Queue(maxsize), profile);
  const { rules, problem } = await checkConformance(adapter, { rule, seed });
  expect(problem).toBeUndefined();
  return rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []));
}

describe.each([1, 2, 3, 4, 5])("a wakeup that is lost only where two are woken at once, with seed %i", (seed) => {
  it("is found among get() by the plans of its rule", async () => {
    expect(await failing(PassesOnLastOnly, "asyncio", "QUEUE-17", seed)).toContain("QUEUE-17");
  });

  it("is found among put() by the plans of its rule", async () => {
    expect(await failing(PassesPutOnLastOnly, "asyncio", "QUEUE-22", seed)).toEqual(["QUEUE-22"]);
  });

  it("is found under a profile that does not promise that rule, as a breach of the more general one", async () => {
    expect(await failing(PassesOnLastOnly, "contract", "QUEUE-17", seed)).toContain("QUEUE-16");
    expect(await failing(PassesPutOnLastOnly, "contract", "QUEUE-22", seed)).toEqual(["QUEUE-21"]);
  });
});
