/** What the executor does for subjects beyond plain promises: variants, time, shared signals, callbacks, runtimes. */
import { describe, expect, it } from "vitest";
import { createNodeHost } from "../../src/host/node.js";
import { runBulk } from "../../src/scheduler/bulkRun.js";
import { AdapterError } from "../../src/scheduler/subject.js";
import { call, cancel, deferred, elapse, handmade, trace } from "./handmade.js";

/** An operation that ends when its signal is aborted, and tells whether it was aborted before the call. */
const abortable = (_world: object, _item: unknown, { signal }: { readonly signal: AbortSignal | undefined }) =>
  new Promise((_resolve, reject) => {
    if (signal?.aborted) reject(signal.reason as Error);
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
  });

describe("variants and priorities", () => {
  it("reach the verb, and stand in the history", async () => {
    const seen: unknown[] = [];
    const subject = handmade(() => ({}), {
      put: {
        takesItem: true,
        variants: ["timeout", "other"],
        call: (_world, _item, { priority }, variant) => void seen.push([variant, priority]),
      },
    });
    const steps = [call("A", "put", 0, { variant: "other", priority: 2 }), call("A", "put", 0)];
    expect(await trace(subject, steps)).toEqual(["A.put/other(0!2) → ok", "A.put(1) → ok", "quiet"]);
    expect(seen).toEqual([
      ["other", 2],
      [undefined, 0],
    ]);
  });
});

describe("the virtual clock", () => {
  const waits = handmade(() => ({}), {
    wait: {
      blocking: true,
      variants: ["timeout"],
      call: (_world, _item, { timeout }) => new Promise<void>((resolve) => setTimeout(resolve, timeout)),
    },
  });

  it("an elapse is recorded before what the timer does, and says when no timer is left", async () => {
    const steps = [call("A", "wait", 0), call("B", "wait"), elapse(), elapse(), elapse(0)];
    expect(await trace(waits, steps)).toEqual([
      "A.wait",
      "B.wait",
      "quiet",
      "elapse",
      "turn",
      "A.wait of 0 → ok",
      "quiet",
      "elapse last",
      "turn",
      "B.wait of 1 → ok",
      "quiet",
      "elapse last",
      "turn",
      // a gap of 0 is the turn after the timer's last promise job
      "turn",
      "quiet",
    ]);
  });

  it("an elapse comes when promise jobs are done, and nobody goes on before those of the timer are", async () => {
    const seen: string[] = [];
    const noting = handmade(() => ({}), {
      wait: {
        blocking: true,
        call: async () => {
          setTimeout(() => {
            seen.push("timer");
            void Promise.resolve().then(() => Promise.resolve().then(() => seen.push("job of the timer")));
          }, 100);
          for (let turn = 0; turn < 5; turn++) await undefined;
          seen.push("job of the call");
          await new Promise(() => undefined);
        },
      },
      look: { call: () => void seen.push("next step") },
    });
    const events = await trace(noting, [call("A", "wait", 0), elapse(0), call("B", "look")]);
    // a subject with timers is run again under full observation
    expect(seen.slice(-4)).toEqual(["job of the call", "timer", "job of the timer", "next step"]);
    expect(events).toEqual(["A.wait", "turn", "elapse", "turn", "turn", "B.look → ok", "quiet"]);
  });

  it("an elapse comes turns after a step that has joined a backlog: its gap was not waited", async () => {
    const events = await trace(waits, [call("A", "wait", 0), call("A", "wait", "quiet"), elapse()]);
    expect(events.slice(0, 4)).toEqual(["A.wait", "turn", "elapse", "turn"]);
  });

  it("moves AbortSignal.timeout, too", async () => {
    const limited = handmade(() => ({}), {
      wait: {
        blocking: true,
        variants: ["timeout"],
        call: (_world, _item, { timeout }) =>
          new Promise<void>((resolve) => {
            AbortSignal.timeout(timeout).addEventListener("abort", () => resolve());
          }),
      },
    });
    const before = AbortSignal.timeout;
    const host = createNodeHost();
    for (let run = 0; run < 30; run++) {
      expect(await trace(limited, [call("A", "wait"), elapse()], undefined, host)).toEqual([
        "A.wait",
        "quiet",
        "elapse last",
        "turn",
        "A.wait of 0 → ok",
        "quiet",
      ]);
    }
    expect(AbortSignal.timeout).toBe(before);
  });

  it("what a timer throws is an unhandled error of the plan, not one of the kit", async () => {
    const throws = handmade(() => ({}), {
      arm: { call: () => void setTimeout(() => undefined, 1) },
      fuse: {
        call: () =>
          void setTimeout(() => {
            throw new Error("late");
          }, 1),
      },
    });
    const host = createNodeHost();
    await trace(throws, [call("A", "arm")], undefined, host);
    expect(await trace(throws, [call("A", "fuse")], undefined, host)).toEqual([
      "A.fuse → ok",
      'quiet {"rejections":1}',
    ]);
  });
});

describe("signals", () => {
  const subject = handmade(() => ({}), { get: { blocking: true, call: abortable } });

  it("one that is aborted before the call is read as aborted, and stands with the call", async () => {
    expect(await trace(subject, [call("A", "get", "quiet", { aborted: true })])).toEqual([
      "aborted A.get",
      "A.get of 0 → cancelled",
      "quiet",
    ]);
  });

  it("one for a client: its next operation begins aborted, another client's does not", async () => {
    const steps = [call("A", "get", 0), cancel("A"), call("A", "get"), call("B", "get")];
    expect(await trace(subject, steps, undefined, undefined, "client")).toEqual([
      "A.get",
      "cancel A.get",
      "A.get of 0 → cancelled",
      "quiet",
      "aborted A.get",
      "A.get of 2 → cancelled",
      "quiet",
      "B.get",
      "quiet",
    ]);
  });

  it("one for all: a cancel ends what every client has outstanding, and is late for who has nothing", async () => {
    const steps = [call("A", "get", 0), call("B", "get", 0), cancel("B"), call("C", "get"), cancel("A")];
    expect(await trace(subject, steps, undefined, undefined, "all")).toEqual([
      "A.get",
      "B.get",
      "cancel B.get",
      "cancel A.get",
      "A.get of 0 → cancelled",
      "B.get of 1 → cancelled",
      "quiet",
      "aborted C.get",
      "C.get of 3 → cancelled",
      "quiet",
      "lateCancel A.get",
      "lateCancel B.get",
      "lateCancel C.get",
      "quiet",
    ]);
  });
});

describe("listeners left on a signal", () => {
  const listening = (removes: boolean) =>
    handmade(() => ({}), {
      get: {
        blocking: true,
        call: async (_world, _item, { signal }) => {
          const listener = (): void => undefined;
          signal?.addEventListener("abort", listener);
          await Promise.resolve();
          if (removes) signal?.removeEventListener("abort", listener);
        },
      },
      park: { blocking: true, call: abortable },
    });

  it("are counted where a signal was handed out that nobody uses any more", async () => {
    const steps = [call("A", "get"), call("A", "park"), cancel("A")];
    const kept = await trace(listening(false), steps);
    expect(kept.filter((line) => line.startsWith("quiet"))).toEqual([
      'quiet {"listeners":1}',
      'quiet {"listeners":1}',
      'quiet {"listeners":1}',
    ]);
    const removed = await trace(listening(true), steps);
    expect(removed.filter((line) => line.startsWith("quiet"))).toEqual(["quiet", "quiet", 'quiet {"listeners":0}']);
  });

  it("on the signal that create was given: one for each verb is nothing to tell, more is", async () => {
    const subject = handmade(
      () => ({ signal: undefined as AbortSignal | undefined }),
      { get: { blocking: true, call: ({ signal }) => signal?.addEventListener("abort", () => undefined) } },
      {
        create: (_config, { signal }) => ({ signal }),
      },
    );
    const gets = (count: number) => Array.from({ length: count }, () => call("A", "get"));
    expect((await trace(subject, gets(1))).at(-1)).toBe("quiet");
    expect((await trace(subject, gets(3))).at(-1)).toBe('quiet {"listeners":2}');
  });
});

describe("a subject that calls back", () => {
  /** `take(done)` keeps the callback, `give(value)` calls it in its own turn. */
  const callsBack = () =>
    handmade(() => ({ takers: [] as ((value: unknown) => void)[] }), {
      take: { blocking: true, call: ({ takers }, _item, { done }) => takers.push(done) },
      give: { takesItem: true, call: ({ takers }, item) => takers.shift()?.(item) },
      now: { blocking: true, call: (_world, _item, { done }) => done() },
      refuse: { blocking: true, call: (_world, _item, { fail }) => fail(new Error("no")) },
      twice: { blocking: true, call: (_world, _item, { done }) => (done(), done()) },
    });

  it("ends the operation in that very turn, after the call that did it", async () => {
    expect(await trace(callsBack(), [call("A", "take", 0), call("B", "give")])).toEqual([
      "A.take",
      "B.give(1) → ok",
      "A.take of 0 → item 1",
      "quiet",
    ]);
  });

  it("the next step of that client is issued inside the callback: the subject is entered again", async () => {
    const steps = [call("A", "take", 0), call("A", "take", 0), call("B", "give", 0), call("B", "give")];
    expect(await trace(callsBack(), steps)).toEqual([
      "A.take",
      "B.give(2) → ok",
      "A.take of 0 → item 2",
      "A.take",
      "B.give(3) → ok",
      "A.take of 1 → item 3",
      "quiet",
    ]);
  });

  it("may do so during the call, and with an error", async () => {
    const steps = [call("A", "now", 0), call("A", "refuse", 0), call("A", "now")];
    expect(await trace(callsBack(), steps)).toEqual([
      "A.now",
      "A.now of 0 → ok",
      "A.refuse",
      "A.refuse of 1 → error no",
      "A.now",
      "A.now of 2 → ok",
      "quiet",
    ]);
  });

  it("a second callback is a second settlement", async () => {
    expect(await trace(callsBack(), [call("A", "twice")])).toEqual([
      "A.twice",
      "A.twice of 0 → ok",
      "again A.twice → ok",
      "quiet",
    ]);
  });

  it("may answer with a way to cancel", async () => {
    const subject = handmade(() => ({}), {
      take: { blocking: true, call: (_world, _item, { fail }) => ({ cancel: () => fail(new Error("ended")) }) },
    });
    expect(await trace(subject, [call("A", "take"), cancel("A")])).toEqual([
      "A.take",
      "quiet",
      "cancel A.take",
      "A.take of 0 → error ended",
      "quiet",
    ]);
  });
});

describe("the virtual clock at a quiet point", () => {
  it("is told of where it comes to the end of an operation's time: a wait that polls", async () => {
    const poll = async (until: number): Promise<void> => {
      while (Date.now() < until) await new Promise<void>((resolve) => setTimeout(resolve, 5));
    };
    const subject = handmade(
      () => ({}),
      {
        wait: {
          blocking: true,
          variants: ["timeout"],
          call: (_world, _item, { timeout }) => poll(Date.now() + timeout),
        },
      },
      { wakesWithin: 5 },
    );
    expect(await trace(subject, [call("A", "wait", "quiet", { variant: "timeout" })])).toEqual([
      "A.wait/timeout",
      "elapse",
      "A.wait of 0 → ok",
      "quiet",
    ]);
  });

  it("and where a long timer is due before the short one of a wake", async () => {
    const subject = handmade(() => ({}), {
      wait: {
        blocking: true,
        variants: ["timeout"],
        call: (_world, _item, { timeout }, variant) =>
          new Promise<void>((resolve) => setTimeout(resolve, variant === undefined ? 0 : timeout)),
      },
    });
    const timed = (client: string) => call(client, "wait", "quiet", { variant: "timeout" });
    // time: A ends at 1000, B wakes at 1, C would end at 1001, D wakes at 1001
    const steps = [timed("A"), call("B", "wait"), timed("C"), elapse(0), call("D", "wait")];
    expect((await trace(subject, steps)).slice(-8)).toEqual([
      "turn",
      "A.wait of 0 → ok",
      "turn",
      "D.wait",
      "elapse",
      "C.wait of 2 → ok",
      "D.wait of 4 → ok",
      "quiet",
    ]);
  });
});

describe("a subject with a runtime of its own", () => {
  it("which needs time moves the clock to the end of an operation's time, too", async () => {
    const subject = handmade(
      () => ({}),
      {
        look: { call: () => true },
        wait: {
          blocking: true,
          variants: ["timeout"],
          call: (_world, _item, { timeout }) => new Promise<void>((resolve) => setTimeout(resolve, timeout)),
        },
      },
      { enter: (_instance, run) => void setTimeout(run, 1) },
    );
    const timed = (client: string) => call(client, "wait", "quiet", { variant: "timeout" });
    const lines = await trace(subject, [timed("A"), timed("B"), elapse(), call("C", "look")]);
    expect(lines.slice(lines.indexOf("A.wait of 0 → ok") + 1)).toEqual([
      "quiet",
      "elapse",
      "B.wait of 1 → ok",
      "turn",
      "C.look → yes",
      "quiet",
    ]);
  });

  const isolated = (enter: (world: { depth: number }, run: () => void) => void) =>
    handmade(
      () => ({ depth: 0, seen: [] as number[] }),
      { look: { call: ({ depth }) => depth > 0 }, wait: { blocking: true, call: () => Promise.resolve() } },
      { enter: (instance, run) => enter(instance as { depth: number }, run) },
    );
  const inside = (world: { depth: number }, run: () => void): void => {
    world.depth++;
    run();
    world.depth--;
  };

  it("is entered for every group of steps, and for what a busy client issues", async () => {
    const steps = [
      call("A", "look", 0),
      call("A", "look"),
      call("A", "wait", 0),
      call("A", "wait", 0),
      call("B", "look"),
    ];
    const lines = await trace(isolated(inside), steps);
    expect(lines.filter((line) => line.includes("look"))).toEqual(["A.look → yes", "A.look → yes", "B.look → yes"]);
  });

  it("may be entered later", async () => {
    const later = isolated((world, run) => void setImmediate(() => inside(world, run)));
    const steps = [
      call("A", "look", 0),
      call("A", "wait", 0),
      call("A", "wait", 0),
      call("A", "look", 0, { chained: true }),
    ];
    expect(await trace(later, steps)).toEqual([
      "turn",
      "A.look → yes",
      "A.wait",
      "A.wait of 1 → ok",
      "turn",
      "A.wait",
      "A.wait of 2 → ok",
      "turn",
      "A.look → yes",
      "quiet",
    ]);
  });

  it("may be entered turns later: what comes before and after is not one turn", async () => {
    const hops = async (count: number, run: () => void): Promise<void> => {
      for (let turn = 0; turn < count; turn++) await undefined;
      run();
    };
    const later = isolated((world, run) => void hops(5, () => inside(world, run)));
    const steps = [
      call("A", "wait", 0),
      call("A", "look", 0, { chained: true }),
      call("B", "wait", 3),
      call("B", "look"),
    ];
    const lines = await trace(later, steps);
    const at = lines.indexOf("A.look → yes");
    expect(lines.slice(at, lines.indexOf("B.look → yes"))).toContain("turn");
  });

  it("may be entered by a timer, with thousands of operations, too", async () => {
    const later = isolated((world, run) => void setTimeout(() => inside(world, run), 1));
    const batches = [{ verb: "wait", count: 3 }];
    const [result] = await runBulk(later, { capacity: null }, batches, createNodeHost());
    expect(result?.outcomes).toEqual([{ is: "ok" }, { is: "ok" }, { is: "ok" }]);
  });

  it.each([
    ["never calls `run`", () => undefined, "has not called `run`, and everything is quiet"],
    ["calls it twice", (_: unknown, run: () => void) => (run(), run()), "called `run` twice"],
    [
      "throws",
      () => {
        throw new Error("no fibre");
      },
      "threw Error: no fibre",
    ],
  ])("one that %s is an error of the adapter", async (_, enter, message) => {
    const running = trace(isolated(enter), [call("A", "look")]);
    await expect(running).rejects.toThrow(AdapterError);
    await expect(running).rejects.toThrow(message);
  });
});

describe("a rejected promise as an item", () => {
  it("is the item, at once or by the rejection of who resolves with it", async () => {
    const subject = handmade(() => ({ items: [] as unknown[] }), {
      put: { takesItem: true, call: ({ items }, item) => void items.push(item) },
      take: { call: ({ items }) => [items.shift()], deliversItem: true },
      get: {
        blocking: true,
        deliversItem: true,
        call: ({ items }) => new Promise((resolve) => resolve(items.shift())),
      },
    });
    const odd = { item: "rejected-promise" } as const;
    const host = createNodeHost();
    const lines = await trace(subject, [call("A", "put", 0, odd), call("B", "get")], undefined, host);
    expect(lines).toEqual(["A.put(0) → ok", "B.get", "B.get of 1 → item 0", "quiet"]);
  });
});

describe("the same plan twice", () => {
  it("gives the same history where time passes, signals are shared and the subject is entered again", async () => {
    const { promise } = deferred();
    interface World {
      readonly takers: ((value: unknown) => void)[];
    }
    const subject = handmade<World>(() => ({ takers: [] }), {
      take: { blocking: true, call: ({ takers }, _item, { done }) => takers.push(done) },
      give: { takesItem: true, call: ({ takers }, item) => takers.shift()?.(item) },
      wait: { blocking: true, call: () => promise },
      late: { blocking: true, call: () => new Promise((resolve) => setTimeout(resolve, 500)) },
      get: { blocking: true, call: abortable },
    });
    const steps = [
      call("A", "take", 0),
      call("A", "late", 1),
      call("B", "give", 2),
      call("C", "get", 0),
      call("D", "get"),
      cancel("C", 0),
      elapse(1),
      call("B", "wait"),
    ];
    const run = (): Promise<string[]> => trace(subject, steps, { observe: "full" }, createNodeHost(), "all");
    const first = await run();
    expect(first.length).toBeGreaterThan(8);
    expect(await run()).toEqual(first);
  });
});
