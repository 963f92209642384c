import { describe, expect, it } from "vitest";
import { createNodeHost } from "../../src/host/node.js";
import { runPlan } from "../../src/scheduler/execute.js";
import type { Gap } from "../../src/scheduler/plan.js";
import { PlanError } from "../../src/scheduler/planError.js";
import { AdapterError, type Subject } from "../../src/scheduler/subject.js";
import { call, cancel, deferred, handmade, plan, trace } from "./handmade.js";

/** What is called, and in which turn: `log` is written by verbs and by the subject's own promise jobs. */
interface Logged {
  readonly log: string[];
}

/** A subject whose `tick` starts a chain of promise jobs, and whose `look` tells how many of them have run. */
const ticking = (): { subject: Subject; seen: number[] } => {
  const seen: number[] = [];
  const subject = handmade(() => ({ ticks: 0 }), {
    tick: {
      call: (world) => {
        let done = 0;
        const job = (): void => {
          world.ticks = ++done;
          if (done < 20) void Promise.resolve().then(job);
        };
        void Promise.resolve().then(job);
      },
    },
    look: { call: (world) => void seen.push(world.ticks) },
  });
  return { subject, seen };
};

/** A one-item mailbox with one waiter, woken in the turn of the put. */
const mailbox = (): Subject => {
  type World = { items: unknown[]; getters: { resolve: (item: unknown) => void; isGone: boolean }[] };
  return handmade<World>(() => ({ items: [], getters: [] }), {
    get: {
      blocking: true,
      call: (world, _item, { signal }) => {
        if (world.items.length > 0) return Promise.resolve(world.items.shift());
        return new Promise((resolve, reject) => {
          const getter = { resolve, isGone: false };
          world.getters.push(getter);
          signal?.addEventListener("abort", () => {
            getter.isGone = true;
            reject(signal.reason as Error);
          });
        });
      },
    },
    put: {
      takesItem: true,
      call: (world, item) => {
        const getter = world.getters.find(({ isGone }) => !isGone);
        if (!getter) return void world.items.push(item);
        world.getters.splice(world.getters.indexOf(getter), 1);
        getter.resolve(item);
      },
    },
  });
};

describe("1. a gap", () => {
  it.each<[Gap, number]>([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 2],
    [5, 4],
    ["quiet", 20],
  ])("%s lets the world run %s jobs of a chain that the step before started", async (gap, ticks) => {
    // The step's own chain is started after the subject's, so its n-th job comes right after the subject's n-th.
    const { subject, seen } = ticking();
    await trace(subject, [call("A", "tick", gap), call("A", "look")]);
    expect(seen).toEqual([gap === 0 || gap === "quiet" ? ticks : ticks + 1]);
  });

  it("hits a window that is open in exactly one turn", async () => {
    // 1. get looks: empty. 2. A turn later it registers. A put in between is lost.
    type World = { items: number; wake: (() => void) | undefined };
    const window = handmade<World>(() => ({ items: 0, wake: undefined }), {
      get: {
        blocking: true,
        call: async (world) => {
          await undefined;
          if (world.items > 0) return;
          await undefined;
          await new Promise<void>((resolve) => (world.wake = resolve));
        },
      },
      put: {
        call: (world) => {
          if (world.wake) world.wake();
          else world.items++;
        },
      },
    });
    const settles = async (gap: Gap): Promise<boolean> =>
      (await trace(window, [call("A", "get", gap), call("B", "put")])).some((event) => event.startsWith("A.get of"));
    expect(await Promise.all([settles("quiet"), settles(0)])).toEqual([true, true]);
    expect([await settles(1), await settles(2), await settles(3)]).toEqual([false, true, true]);
  });

  it("is recorded as a turn when it is neither 0 nor quiet", async () => {
    const { subject } = ticking();
    const steps = [call("A", "tick", 0), call("A", "tick", 1), call("A", "tick", 3), call("A", "tick")];
    expect(await trace(subject, steps)).toEqual([
      "A.tick → ok",
      "A.tick → ok",
      "turn",
      "A.tick → ok",
      "turn",
      "A.tick → ok",
      "quiet",
    ]);
  });

  it("continues an awaiting caller in the same turn as an async function would be continued", async () => {
    // The driver's first job comes right after the caller's continuation: the settle is recorded before the turn.
    const subject = handmade(() => ({}), { now: { blocking: true, call: () => Promise.resolve() } });
    expect(await trace(subject, [call("A", "now", 1)])).toEqual(["A.now", "A.now of 0 → ok", "turn", "quiet"]);
  });
});

describe("2. and 3. a busy client", () => {
  it("keeps blocking steps in its backlog, and the driver goes on at once", async () => {
    expect(
      await trace(mailbox(), [call("A", "get", 5), call("A", "get", 5), call("B", "put", 0), call("B", "put", 1)]),
    ).toEqual([
      "A.get",
      "turn",
      "B.put(2) → ok",
      "B.put(3) → ok",
      "A.get of 0 → item 2",
      "A.get",
      "turn",
      "A.get of 1 → item 3",
      "turn",
      "quiet",
    ]);
  });

  it("issues a backlog step in the very continuation in which the operation before it settles", async () => {
    const { promise, resolve } = deferred();
    const log: string[] = [];
    const subject = handmade<Logged>(() => ({ log }), {
      first: { blocking: true, call: () => promise },
      second: { blocking: true, call: (world) => void world.log.push("second") },
      go: {
        call: (world) => {
          void promise.then(() => world.log.push("job after the kit's"));
          resolve();
        },
      },
    });
    await trace(subject, [call("A", "first", 0), call("A", "second", 0), call("B", "go")]);
    expect(log).toEqual(["second", "job after the kit's"]);
  });

  it("waits the gap of a backlog step itself, counted from its issue", async () => {
    const order: string[] = [];
    const { promise, resolve } = deferred();
    const subject = handmade(() => ({}), {
      wait: { blocking: true, call: () => promise },
      one: { blocking: true, call: () => void (order.push("one"), chain(order)) },
      two: { blocking: true, call: () => void order.push("two") },
      go: { call: () => resolve() },
    });
    const chain = (into: string[], n = 0): void =>
      void (n < 4 && Promise.resolve().then(() => (into.push(`${n}`), chain(into, n + 1))));
    await trace(subject, [call("A", "wait", 0), call("A", "one", 3), call("A", "two", 0), call("B", "go")]);
    expect(order).toEqual(["one", "0", "1", "2", "two", "3"]);
  });

  it("goes on when gap and operation are both over, whichever is later", async () => {
    const steps = [
      call("A", "get", 0),
      call("A", "get", 1),
      call("A", "get", 0),
      call("B", "put", "quiet"),
      call("B", "put", "quiet"),
    ];
    expect(await trace(mailbox(), steps)).toEqual([
      "A.get",
      "B.put(3) → ok",
      "A.get of 0 → item 3",
      "A.get",
      "turn",
      "quiet",
      "B.put(4) → ok",
      "A.get of 1 → item 4",
      "A.get",
      "quiet",
    ]);
  });

  it("whose gap is quiet goes on at the next quiet point, before the driver does", async () => {
    const plain = handmade(() => ({}), {
      now: { blocking: true, call: () => Promise.resolve() },
      mark: { call: () => undefined },
    });
    const steps = [
      call("A", "now", 0),
      call("A", "now", "quiet"),
      call("A", "now", 0),
      call("B", "mark"),
      call("B", "mark"),
    ];
    expect(await trace(plain, steps)).toEqual([
      "A.now",
      "B.mark → ok",
      "A.now of 0 → ok",
      "A.now",
      "A.now of 1 → ok",
      "quiet",
      "A.now",
      "B.mark → ok",
      "A.now of 2 → ok",
      "quiet",
    ]);
  });

  it("is idle again when the gap of its last backlog step is over: a step then belongs to the driver", async () => {
    const plain = handmade(() => ({}), {
      now: { blocking: true, call: () => Promise.resolve() },
      mark: { call: () => undefined },
    });
    const steps = [
      call("A", "now", 0),
      call("A", "now", 2),
      call("B", "mark", 5),
      call("A", "now", 1),
      call("B", "mark"),
    ];
    expect((await trace(plain, steps)).slice(-5)).toEqual(["A.now", "A.now of 3 → ok", "turn", "B.mark → ok", "quiet"]);
  });

  it("counts thousands of backlog steps without nesting", async () => {
    const plain = handmade(() => ({}), { now: { blocking: true, call: () => Promise.resolve() } });
    const history = await runPlan(
      plain,
      plan(...Array.from({ length: 5000 }, () => call("A", "now", 0))),
      createNodeHost(),
    );
    expect(history.neverIssued).toEqual([]);
  });
});

describe("4. an immediate step", () => {
  it("is issued by the driver also for a busy client", async () => {
    expect(await trace(mailbox(), [call("A", "get", 0), call("A", "put")])).toEqual([
      "A.get",
      "A.put(1) → ok",
      "A.get of 0 → item 1",
      "quiet",
    ]);
  });

  it("waits for its busy client when it is chained", async () => {
    const steps = [call("A", "get", 0), call("A", "put", 0, { chained: true }), call("B", "put")];
    expect(await trace(mailbox(), steps)).toEqual([
      "A.get",
      "B.put(2) → ok",
      "A.get of 0 → item 2",
      "A.put(1) → ok",
      "quiet",
    ]);
  });

  it("is issued by the driver when it is chained and its client is idle", async () => {
    expect(await trace(mailbox(), [call("A", "put", 1, { chained: true })])).toEqual([
      "A.put(0) → ok",
      "turn",
      "quiet",
    ]);
  });

  it("that throws has its throw as outcome", async () => {
    const subject = handmade(() => ({}), {
      fail: {
        call: () => {
          throw new Error("full");
        },
      },
    });
    expect(await trace(subject, [call("A", "fail")])).toEqual(["A.fail → error full", "quiet"]);
  });

  it("must not answer a promise", async () => {
    const subject = handmade(() => ({}), { put: { call: () => Promise.reject(new Error("x")) } });
    await expect(trace(subject, [call("A", "put")])).rejects.toThrow(/`put` of adapter handmade answered a promise/);
  });
});

describe("5. a cancel", () => {
  it("ends a parked operation, and leaves the backlog, which goes on", async () => {
    expect(await trace(mailbox(), [call("A", "get", 0), call("A", "get", 0), cancel("A"), call("B", "put")])).toEqual([
      "A.get",
      "cancel A.get",
      "A.get of 0 → cancelled",
      "A.get",
      "quiet",
      "B.put(3) → ok",
      "A.get of 1 → item 3",
      'quiet {"listeners":1}',
    ]);
  });

  it("reaches an operation that was woken in the same turn", async () => {
    expect(await trace(mailbox(), [call("A", "get", "quiet"), call("B", "put", 0), cancel("A")])).toEqual([
      "A.get",
      "quiet",
      "B.put(1) → ok",
      "cancel A.get",
      "A.get of 0 → item 1",
      "quiet",
    ]);
  });

  it("of an idle client is a late cancel of its last operation", async () => {
    expect((await trace(mailbox(), [call("B", "put"), call("A", "get"), cancel("A")])).slice(-2)).toEqual([
      "lateCancel A.get",
      "quiet",
    ]);
  });

  it("of a client without any operation does nothing", async () => {
    expect(await trace(mailbox(), [cancel("A"), call("A", "put"), cancel("A", 1)])).toEqual([
      "quiet",
      "A.put(1) → ok",
      "quiet",
      "turn",
      "quiet",
    ]);
  });

  it("gives signals only to operations of clients that are named, and notes who reads them", async () => {
    const given: (AbortSignal | undefined)[] = [];
    const subject = handmade(() => ({}), {
      deaf: { blocking: true, call: () => undefined },
      get: { blocking: true, call: (_world, _item, context) => void given.push(context.signal) },
    });
    const history = await runPlan(
      subject,
      plan(call("A", "get"), call("B", "get"), call("B", "deaf"), cancel("B")),
      createNodeHost(),
    );
    expect(given).toEqual([undefined, expect.any(AbortSignal)]);
    expect(history.cancellable).toBe(0b10);
    expect(given[1]?.aborted).toBe(false);
  });

  it("gives a signal that is aborted already to a verb that reads it late", async () => {
    const reasons: unknown[] = [];
    const subject = handmade(() => ({}), {
      get: {
        blocking: true,
        call: async (_world, _item, context) => {
          await undefined;
          reasons.push(context.signal?.reason);
        },
      },
    });
    await trace(subject, [call("A", "get", 0), cancel("A")]);
    expect(reasons).toEqual([expect.objectContaining({ name: "AbortError" })]);
  });

  it("uses the operation's own cancel method, and records what it throws", async () => {
    const subject = handmade(() => ({}), {
      own: {
        blocking: true,
        call: () => {
          const { promise, reject } = deferred();
          return { promise, cancel: () => reject(new Error("stopped")) };
        },
      },
      bad: {
        blocking: true,
        call: () => ({
          promise: new Promise(() => undefined),
          cancel() {
            throw new Error("cannot");
          },
        }),
      },
    });
    expect(await trace(subject, [call("A", "own", 0), cancel("A", 0), call("B", "bad", 0), cancel("B")])).toEqual([
      "A.own",
      "cancel A.own",
      "B.bad",
      "cancel B.bad → error cancel() threw Error: cannot",
      "A.own of 0 → error stopped",
      "quiet",
    ]);
  });

  it("gives every run a reason of its own", async () => {
    const reasons: unknown[] = [];
    const subject = handmade(() => ({}), {
      get: {
        blocking: true,
        call: (_world, _item, { signal }) =>
          new Promise((_resolve, reject) =>
            signal?.addEventListener("abort", () => (reasons.push(signal.reason), reject(signal.reason as Error))),
          ),
      },
    });
    for (let run = 0; run < 2; run++)
      expect(await trace(subject, [call("A", "get", 0), cancel("A")])).toContain("A.get of 0 → cancelled");
    expect(reasons[0]).toBeInstanceOf(DOMException);
    expect(reasons[0]).not.toBe(reasons[1]);
  });

  it("elapse runs the next timer, however long, and only that", async () => {
    const subject = handmade(() => ({}), {
      wait: { blocking: true, call: () => new Promise<void>((resolve) => setTimeout(resolve, 5000)) },
    });
    const steps = [call("A", "wait", 1), call("B", "wait"), { do: "elapse", client: 0, gap: "quiet" } as const];
    expect(await trace(subject, steps)).toEqual([
      "A.wait",
      "turn",
      "B.wait",
      "quiet",
      "elapse",
      "turn",
      "A.wait of 0 → ok",
      "quiet",
    ]);
  });
});

describe("6. an answer is adopted as await adopts it", () => {
  const thenable = (
    settle: (yes: (value: unknown) => void, no: (error: unknown) => void) => void,
  ): PromiseLike<unknown> => ({ then: settle }) as PromiseLike<unknown>;
  class Sub extends Promise<unknown> {}

  it.each<[string, () => unknown]>([
    ["undefined", () => undefined],
    ["a plain object", () => ({})],
    ["an object whose then is no function", () => ({ then: 1 })],
    ["a promise", () => Promise.resolve()],
    ["a promise of an async function that awaits", async () => await Promise.resolve()],
    ["a subclass of Promise", () => Sub.resolve()],
    ["a thenable", () => thenable((yes) => yes(undefined))],
    ["a thenable of a thenable", () => thenable((yes) => yes(thenable((inner) => inner(undefined))))],
    [
      "a thenable that throws",
      () =>
        thenable(() => {
          throw new Error("then");
        }),
    ],
    [
      "a thenable that settles and throws",
      () =>
        thenable((yes) => {
          yes(undefined);
          throw new Error("then");
        }),
    ],
    ["a rejected promise", () => Promise.reject(new Error("x"))],
    [
      "a then getter that throws",
      () => ({
        get then() {
          throw new Error("getter");
        },
      }),
    ],
    ["an object that only looks like a promise", () => Object.create(Promise.prototype) as unknown],
  ])("%s: in the same turn, with the same end", async (_name, answer) => {
    const log: string[] = [];
    const chain = (n = 1): void => void (n < 12 && Promise.resolve().then(() => (log.push(`${n}`), chain(n + 1))));
    const subject = handmade(() => ({}), {
      get: {
        blocking: true,
        call: () => {
          const made = answer();
          chain();
          return made;
        },
      },
      after: { blocking: true, call: () => void log.push("settled") },
    });
    const events = await trace(subject, [call("A", "get", 0), call("A", "after")]);
    const kit = log.splice(0).join(" ");
    const awaiting = async (): Promise<string> => {
      try {
        const made = answer();
        chain();
        await made;
        return "fulfilled";
      } catch {
        return "rejected";
      } finally {
        log.push("settled");
      }
    };
    const end = await awaiting();
    await new Promise((resolve) => setImmediate(resolve));
    expect(kit).toBe(log.join(" "));
    expect(events[1]?.includes("error") ? "rejected" : "fulfilled").toBe(end);
  });

  it("reads then once and calls it once", async () => {
    let reads = 0;
    let calls = 0;
    const subject = handmade(() => ({}), {
      get: {
        blocking: true,
        call: () => ({
          get then() {
            reads++;
            return (yes: () => void) => (calls++, yes());
          },
        }),
      },
    });
    await trace(subject, [call("A", "get")]);
    expect([reads, calls]).toEqual([1, 1]);
  });

  it("and a thenable that settles twice is noticed, after its first settlement", async () => {
    const subject = handmade(() => ({}), {
      early: { blocking: true, call: () => thenable((yes, no) => (yes(undefined), no(new Error("more")))) },
      late: { blocking: true, call: () => thenable((yes) => (yes(undefined), setImmediate(() => yes(undefined)))) },
    });
    expect(await trace(subject, [call("A", "early")])).toEqual([
      "A.early",
      "A.early of 0 → ok",
      "again A.early → error more",
      "quiet",
    ]);
    expect(await trace(subject, [call("A", "late")])).toEqual([
      "A.late",
      "A.late of 0 → ok",
      "again A.late → ok",
      "quiet",
    ]);
  });

  it("a blocking verb that throws is a call that has settled", async () => {
    const subject = handmade(() => ({}), {
      fail: {
        blocking: true,
        call: () => {
          throw new Error("closed");
        },
      },
      now: { blocking: true, call: () => Promise.resolve() },
    });
    const steps = [call("A", "fail", 0), call("A", "now", 0), call("A", "fail", 0), call("A", "now", 0)];
    expect(await trace(subject, steps)).toEqual([
      "A.fail",
      "A.fail of 0 → error closed",
      "A.now",
      "A.now of 1 → ok",
      "A.fail",
      "A.fail of 2 → error closed",
      "A.now",
      "A.now of 3 → ok",
      "quiet",
    ]);
  });
});

describe("7. the end", () => {
  it("drains, releases what waited for quiet until no client moves, and lists what was never issued", async () => {
    const plain = handmade(() => ({}), {
      now: { blocking: true, call: () => Promise.resolve() },
      never: { blocking: true, call: () => new Promise(() => undefined) },
    });
    const steps = [
      call("A", "now", 0),
      call("A", "now"),
      call("A", "now"),
      call("A", "never"),
      call("A", "now"),
      call("A", "now", 0),
    ];
    expect((await trace(plain, steps)).filter((event) => event === "quiet")).toHaveLength(3);
    const history = await runPlan(plain, plan(...steps), createNodeHost());
    expect(history.neverIssued).toEqual([4, 5]);
  });

  it("records one quiet for an empty plan, with every observer", async () => {
    const subject = handmade(
      () => ({ size: 3 }),
      { get: { call: () => undefined } },
      {
        observers: [
          { name: "size", read: (world) => (world as { size: number }).size },
          { name: "isSet", read: () => true },
        ],
      },
    );
    expect(await trace(subject, [])).toEqual(['quiet {"size":3,"isSet":1}']);
  });
});

describe("items", () => {
  it("are fresh objects, told apart by identity before anything is mapped", async () => {
    const swapped = handmade(() => [] as unknown[], {
      put: { takesItem: true, call: (items, item) => void items.unshift(item) },
      get: { call: (items) => items.shift() },
      forge: { call: () => ({ item: 0 }) },
    });
    expect(
      await trace(swapped, [
        call("A", "put", 0),
        call("A", "put", 0),
        call("A", "get", 0),
        call("A", "forge", 0),
        call("A", "get"),
      ]),
    ).toEqual([
      "A.put(0) → ok",
      "A.put(1) → ok",
      "A.get → item 1",
      'A.forge → foreign {"item":0}',
      "A.get → item 0",
      "quiet",
    ]);
  });

  it.each(["undefined", "null", "zero", "empty-string", "nan", "false", "error", "function"] as const)(
    "of class %s are recognised",
    async (item) => {
      const queue = handmade(() => [] as unknown[], {
        put: { takesItem: true, call: (items, value) => void items.push(value) },
        get: { call: (items) => items.shift() },
      });
      expect(await trace(queue, [call("A", "put", 0, { item }), call("A", "get")])).toEqual([
        "A.put(0) → ok",
        "A.get → item 0",
        "quiet",
      ]);
    },
  );

  it("an undefined item is not what a put answers", async () => {
    const queue = handmade(() => ({}), { put: { takesItem: true, blocking: true, call: () => Promise.resolve() } });
    expect(await trace(queue, [call("A", "put", 0, { item: "undefined" })])).toContain("A.put of 0 → ok");
  });
});

describe("what cannot be run is refused with a sentence", () => {
  const subject = handmade(() => ({}), { get: { blocking: true, call: () => undefined } });
  it("a verb that the subject lacks", async () => {
    const running = trace(subject, [call("A", "take")]);
    await expect(running).rejects.toThrow(AdapterError);
    await expect(running).rejects.toThrow("The plan calls `take`, which adapter handmade does not have (it has get)");
  });

  it("a variant that the verb lacks", async () => {
    const running = trace(subject, [call("A", "get", 0, { variant: "timed" })]);
    await expect(running).rejects.toThrow(AdapterError);
    await expect(running).rejects.toThrow(
      "The plan calls `get` as `timed`, a variant that adapter handmade does not have",
    );
  });

  it("a `create` that returns nothing, where a verb or an observer needs what it makes", async () => {
    const put = (queue: { items: unknown[] }, item: unknown): unknown => queue.items.push(item);
    const expected = "and `create` answered undefined: does it return what it makes?";
    const nothing = (): undefined => undefined;
    const verbs: Parameters<typeof handmade>[1][] = [
      { put: { takesItem: true, call: put as never } },
      { put: { takesItem: true, blocking: true, call: put as never } },
      {
        put: {
          takesItem: true,
          blocking: true,
          call: (async (queue: never, item: never) => put(queue, item)) as never,
        },
      },
    ];
    for (const table of verbs) {
      const running = trace(handmade(nothing as never, table), [call("A", "put")]);
      await expect(running).rejects.toThrow(AdapterError);
      await expect(running).rejects.toThrow("`put` of adapter handmade threw TypeError: ");
      await expect(running).rejects.toThrow(expected);
    }
    const observed = { ...handmade(nothing as never, {}), observers: [{ name: "size", read: put as never }] };
    await expect(trace(observed, [])).rejects.toThrow(expected);
    // who keeps its state elsewhere needs no instance, and may throw what it likes
    const closed = (): never => {
      throw new TypeError("Invalid state: WritableStream is closed");
    };
    const elsewhere = handmade(nothing as never, {
      put: { takesItem: true, call: () => undefined },
      putNowait: { takesItem: true, call: closed },
    });
    expect(await trace(elsewhere, [call("A", "put", 0), call("A", "putNowait")])).toEqual([
      "A.put(0) → ok",
      "A.putNowait(1) → error Invalid state: WritableStream is closed",
      "quiet",
    ]);
  });

  it("an observer that throws or answers no number", async () => {
    const observed = (read: () => number): Subject => ({ ...subject, observers: [{ name: "size", read }] });
    await expect(
      trace(
        observed(() => {
          throw new Error("gone");
        }),
        [],
      ),
    ).rejects.toThrow("`size` of adapter handmade threw Error: gone");
    await expect(
      trace(
        observed(() => "3" as never),
        [],
      ),
    ).rejects.toThrow('to answer a finite number or a boolean, got `"3"`');
  });
});
