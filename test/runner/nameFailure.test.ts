import { describe, expect, it } from "vitest";
import { checkConformance, replay, type AnyAdapter, type Failure } from "../../src/index.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import type { Gap, Step } from "../../src/scheduler/plan.js";
import { encodeToken } from "../../src/scheduler/token.js";
import { extraMutants } from "../mutants/index.js";
import { adaptEvent, adaptQueue, type CallOptions } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { DirectQueue, type Waiter } from "../subjects/directQueue.js";
import { RecallQueue, type Grant } from "../subjects/recallQueue.js";

/** Only what it tells is wrong: a put() that was cancelled is counted as if its item had been taken. */
class CountsCancelledDown extends DirectQueue {
  #cancelled = 0;

  override get size(): number {
    return Math.max(0, this.items.length - this.#cancelled);
  }

  protected override cancel(line: Waiter[], waiter: Waiter, reason: unknown): void {
    if (line === this.putters) this.#cancelled++;
    super.cancel(line, waiter, reason);
  }
}

/** Tells how many items there were when the last one came. */
class CountsAtStore extends DirectQueue {
  #shown = 0;

  override get size(): number {
    return this.#shown;
  }

  protected override store(item: unknown): void {
    super.store(item);
    this.#shown = this.items.length;
  }
}

/** The same of a flag: it tells what the last wait() or set() saw. */
class TellsLastLook extends ArrayEvent {
  #shown = false;

  override isSet(): boolean {
    return this.#shown;
  }

  override set(): void {
    super.set();
    this.#shown = true;
  }

  override wait(options: CallOptions = {}): PromiseLike<void> {
    this.#shown = this.flag;
    return super.wait(options);
  }
}

/** The flag itself stays: the same answers of isSet(), and everybody gets through. */
class ClearsNothing extends ArrayEvent {
  override clear(): void {
    // forgotten
  }
}

/** An item that comes back from a cancelled get() is passed on once; a second time it is lost. */
class PassesOnOnce extends RecallQueue {
  readonly #passed = new Set<Grant>();

  protected override cancelGranted(grant: Grant, reason: unknown): void {
    if (!this.#passed.has(grant)) return super.cancelGranted(grant, reason);
    this.revoke(grant);
    grant.getter.reject(reason);
  }

  protected override recall(item: unknown): void {
    super.recall(item);
    const last = this.grants.at(-1);
    if (last?.item === item && last) this.#passed.add(last);
  }
}

async function failures(adapter: AnyAdapter): Promise<readonly Failure[]> {
  const { rules, unnamed } = await checkConformance(adapter, { numRuns: 300 });
  expect(unnamed).toEqual([]);
  return rules.flatMap((rule) => (rule.verdict === "fail" && "failure" in rule ? [rule.failure as Failure] : []));
}

describe("what a subject does behind a failing plan tells which rule it is that is broken", () => {
  it.each([
    ["counts a cancelled put() down", new CountsCancelledDown(1)],
    ["counts when an item is stored", new CountsAtStore(1)],
  ])("no item is said to be lost by a queue that only %s", async (name, { constructor }) => {
    const Queue = constructor as new (maxsize: number) => DirectQueue;
    const found = await failures(adaptQueue(name, (maxsize) => new Queue(maxsize), "contract"));
    expect(found.map(({ rule }) => rule)).toEqual(["QUEUE-26"]);
    expect(found[0]?.alsoExplainedBy).toEqual([]);
    expect(found[0]?.ruledOut?.flatMap(({ rules }) => rules)).not.toEqual([]);
  });

  it("clear() is not said to do nothing by an event that only tells so", async () => {
    const [failure, ...others] = await failures(adaptEvent("tells-last-look", () => new TellsLastLook(), "contract"));
    expect(others).toEqual([]);
    expect(failure?.rule).toBe("EVENT-11");
    expect(failure?.ruledOut?.flatMap(({ rules }) => rules)).toEqual(["EVENT-05"]);
  });

  it("clear() is said to do nothing where that is so, and isSet() is not blamed", async () => {
    const [failure, ...others] = await failures(adaptEvent("clears-nothing", () => new ClearsNothing(), "contract"));
    expect(others).toEqual([]);
    expect(failure?.rule).toBe("EVENT-05");
    expect(failure?.alsoExplainedBy).toEqual([]);
    expect(failure?.ruledOut?.flatMap(({ rules }) => rules)).toEqual(["EVENT-11"]);
  });

  it("an item that was there before the cancel is no later one", async () => {
    const found = await failures(adaptQueue("passes-on-once", (maxsize) => new PassesOnOnce(maxsize), "fifo"));
    expect(found.map(({ rule }) => rule)).toEqual(["QUEUE-19"]);
  });

  it("an item that comes out a second time behind the plan was not brought by another put()", async () => {
    const mutant = extraMutants.find(({ adapter }) => adapter.name === "recalls-twice");
    if (!mutant) throw new Error("there is no such mutant");
    const { table } = await workbenchFor(mutant.adapter);
    const call = (client: number, verb: string, gap: Gap): Step => ({ do: "call", client, verb, gap });
    const steps: readonly Step[] = [
      call(0, "get", "quiet"),
      { do: "call", client: 1, verb: "put", aborted: true, gap: 0 },
      call(1, "put", "quiet"),
      call(2, "get", 1),
      { do: "cancel", client: 0, gap: "quiet" },
    ];
    const { failure } = await replay(mutant.adapter, encodeToken({ config: { capacity: 1 }, steps }, table));
    expect(failure?.rule).toBe("QUEUE-02");
    expect(failure?.alsoExplainedBy).toEqual([]);
    expect(failure?.ruledOut?.flatMap(({ rules }) => rules)).toContain("QUEUE-20");
  });

  it("a subject that cannot be judged behind the plan is named by the plan alone", async () => {
    class TellsNothingLater extends TellsLastLook {
      #wasSet = false;
      #isCleared = false;
      #isGone = false;

      override isSet(): boolean {
        return this.#isGone ? ("gone" as never) : super.isSet();
      }

      override set(): void {
        super.set();
        this.#wasSet = true;
      }

      override clear(): void {
        super.clear();
        this.#isCleared = this.#wasSet;
      }

      override wait(options: CallOptions = {}): PromiseLike<void> {
        this.#isGone = this.#isCleared;
        return super.wait(options);
      }
    }
    const adapter = adaptEvent("tells-nothing-later", () => new TellsNothingLater(), "contract");
    const { table } = await workbenchFor(adapter);
    const step = (verb: string): Step => ({ do: "call", client: 0, verb, gap: "quiet" });
    const token = encodeToken({ config: { capacity: null }, steps: [step("set"), step("clear")] }, table);
    const { failure } = await replay(adapter, token);
    expect([failure?.rule, ...(failure?.alsoExplainedBy ?? [])].sort()).toEqual(["EVENT-05", "EVENT-11"]);
  });

  it("replaying gives the same name, and the plan that told shows what it told", async () => {
    const adapter = adaptEvent("tells-last-look", () => new TellsLastLook(), "contract");
    const [failure] = await failures(adapter);
    const again = await replay(adapter, failure?.token ?? "");
    expect(again.failure).toMatchObject({ rule: "EVENT-11", ruledOut: failure?.ruledOut });
    const [{ token = "", plan } = {}] = failure?.ruledOut ?? [];
    const told = await replay(adapter, token);
    expect(told.plan).toEqual(plan);
    expect(told.history.events.at(-2)).toMatchObject({ kind: "call", verb: "wait" });
    expect(told.history.events.at(-1)).toMatchObject({ kind: "quiet" });
  });
});
