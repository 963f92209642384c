/**
 * A wrong declaration is answered with a sentence that names the axis and the value that fits; a right one with none.
 * Not here: `constantCost` (the rules measure it), and values that claim less than the subject does, which are no mistake:
 * `equalPriority`, `releaseOrder` or a close answer `any`, `setResult: "nothing"`, limits below what it bears.
 */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { DEFAULT_CLOSE, type CloseSemantics } from "../../src/models/queue/axes.js";
import { adaptAxisQueue } from "../subjects/adaptAxisQueue.js";
import { adaptEvent, adaptQueue } from "../subjects/adaptSubject.js";
import { DirectQueue } from "../subjects/directQueue.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { correctSubjects } from "../subjects/index.js";
import { LookingAgainEvent } from "../subjects/lookingAgainEvent.js";
import { axisQueue, declare, itSays, remarks, signalEvent } from "./declare.js";
import {
  LastGetterQueue,
  LimitedQueue,
  NewestAmongEquals,
  NewestFirstEvent,
  TimedQueue,
  pickyList,
  timedEvent,
} from "./narrowSubjects.js";

describe("no hint about a right declaration", () => {
  it.each(correctSubjects)("$name", async ({ satisfies, withProfile }) => {
    for (const profile of satisfies) expect(await remarks(withProfile(profile))).toEqual([]);
  });
});

describe("the preset", () => {
  const wrong = correctSubjects.filter(({ fails }) => fails.length > 0);
  it.each(wrong)("of $name, wrongly declared", async ({ fails, satisfies, withProfile }) => {
    for (const profile of fails) {
      const [found = ""] = await remarks(withProfile(profile));
      const fitting = satisfies.map((fits) => `profiles.${fits}`);
      if (!found.includes("clearedInTurn")) expect(fitting.filter((fits) => found.includes(fits))).not.toEqual([]);
    }
  });
});

describe("the axes of a queue", () => {
  const [lifo, ranked] = [axisQueue({ order: "lifo" }), axisQueue({ order: "priority" })];
  const overflowing = (overflow: "wait" | "drop-new" | "drop-old" | "reject"): AnyAdapter => axisQueue({ overflow });
  const settling = (putSettles: "accepted" | "consumed" | "backpressure" | "pull" | "immediate"): AnyAdapter =>
    axisQueue({ putSettles });
  const unstable = adaptAxisQueue(
    "unstable",
    "fifo",
    { order: "priority" },
    { profile: { equalPriority: "any" } },
    (options) => new NewestAmongEquals(options),
  );
  describe("order", () => {
    itSays(lifo, { order: "fifo" }, 'order: "lifo"', 'order: "fifo"');
    itSays(lifo, { order: "priority" }, 'order: "lifo"');
    itSays(ranked, { order: "fifo" }, 'order: "priority"');
    itSays(ranked, { order: "lifo" }, 'order: "priority"');
    itSays(axisQueue(), { order: "lifo" }, 'order: "fifo"');
    itSays(axisQueue(), { order: "priority" }, 'order: "fifo"');
    itSays(unstable, { equalPriority: "fifo" }, 'equalPriority: "any"');
  });
  describe("overflow", () => {
    itSays(overflowing("drop-new"), { overflow: "wait" }, 'overflow: "drop-new"');
    itSays(overflowing("drop-new"), { overflow: undefined }, 'overflow: "drop-new"', "by default");
    itSays(overflowing("drop-old"), { overflow: "drop-new" }, 'overflow: "drop-old"');
    itSays(overflowing("reject"), { overflow: "drop-new" }, 'overflow: "reject"');
    itSays(overflowing("wait"), { overflow: "reject" }, 'overflow: "wait"');
    itSays(overflowing("wait"), { overflow: "drop-old" }, 'overflow: "wait"');
  });
  describe("putSettles", () => {
    itSays(settling("consumed"), { putSettles: "accepted" }, 'putSettles: "consumed"');
    itSays(settling("backpressure"), { putSettles: "accepted" }, 'putSettles: "backpressure"');
    itSays(settling("pull"), { putSettles: "consumed" }, 'putSettles: "pull"');
    itSays(settling("accepted"), { putSettles: "consumed" }, 'putSettles: "accepted"');
    itSays(settling("accepted"), { putSettles: "immediate" }, 'putSettles: "accepted"');
    itSays(
      settling("immediate"),
      { putSettles: "accepted" },
      "one of",
      'putSettles: "immediate"',
      'capacities: "none"',
    );
  });
  describe("capacities and zero", () => {
    const meets = axisQueue({}, { profile: { capacities: [0, 1], zero: "rendezvous" } });
    const fixed = adaptQueue("fixed", () => new DirectQueue(2), "fifo", { capacities: [2] });
    const endless = adaptQueue("endless", (maxsize) => new DirectQueue(maxsize === 0 ? Infinity : maxsize), "fifo");
    const strict = adaptQueue(
      "strict",
      (maxsize) => {
        if (maxsize === 0 || maxsize > 4) throw new RangeError("1 to 4");
        return new DirectQueue(maxsize);
      },
      "fifo",
      { capacities: [1, 2] },
    );
    itSays(fixed, { capacities: undefined }, "capacities: [2]", "the usual capacities");
    itSays(fixed, { capacities: "none" }, "capacities: [2]");
    itSays(axisQueue(), { capacities: "none" }, "profile.capacities", "none", "maxsize");
    itSays(meets, { zero: "unbounded" }, 'zero: "rendezvous"', 'zero: "unbounded"');
    itSays(meets, { zero: "refused" }, "profile.zero", 'zero: "rendezvous"');
    itSays(endless, { capacities: [0, 1], zero: "rendezvous" }, 'zero: "unbounded"');
    itSays(endless, { zero: "refused" }, 'zero: "unbounded"');
    itSays(strict, { capacities: [0, 1], zero: "rendezvous" }, "profile.zero", "say `refused`");
    itSays(strict, { capacities: undefined }, "`maxsize` Infinity", "profile.capacities");
  });
  describe("items", () => {
    itSays(pickyList({}), { items: ["zero", "null"] }, "profile.items", "leave `null` out");
    itSays(pickyList({}), { items: ["zero", "false"] }, "profile.items", "leave `false` out");
    it("that are left out are no mistake", async () => {
      expect(await remarks(pickyList({ items: ["zero", "nan"] }))).toEqual([]);
    });
  });
  describe("limits", () => {
    const limited = (most: { readonly getters?: number; readonly putters?: number }): AnyAdapter =>
      adaptAxisQueue("limited", "fifo", {}, {}, (options) => new LimitedQueue(options, most));
    const replacing = adaptAxisQueue("replacing", "fifo", {}, {}, (options) => new LastGetterQueue(options));
    itSays(limited({ getters: 1 }), {}, "maxGetters: 1");
    itSays(limited({ getters: 2 }), {}, "maxGetters: 2");
    itSays(limited({ getters: 1 }), { maxGetters: 3 }, "maxGetters: 1", "maxGetters: 3");
    itSays(limited({ putters: 1 }), {}, "maxPutters: 1");
    itSays(replacing, {}, "maxGetters: 1");
    it("that are kept are no mistake", async () => {
      expect(await remarks(declare(limited({ getters: 1 }), { maxGetters: 1 }))).toEqual([]);
      expect(await remarks(declare(replacing, { maxGetters: 1 }))).toEqual([]);
    });
  });
  describe("wakesWithin", () => {
    const timed = adaptQueue("timed", (maxsize) => new TimedQueue(maxsize), "fifo");
    itSays(timed, {}, "wakesWithin: 25", "wakesWithin: 1", "by default");
    itSays(timed, { wakesWithin: 24 }, "wakesWithin: 25", "wakesWithin: 24");
    it("that is long enough is no mistake", async () => {
      expect(await remarks(declare(timed, { wakesWithin: 25 }))).toEqual([]);
    });
  });
});

describe("the axis close of a queue", () => {
  const others: { readonly [K in keyof CloseSemantics]: readonly CloseSemantics[K][] } = {
    items: ["discarded"],
    getters: ["error", "never"],
    putters: ["kept", "error", "ok", "never"],
    put: ["error", "ok", "never"],
    putNowait: ["error", "full", "ok"],
    get: ["error", "never"],
    getNowait: ["empty", "error"],
    again: ["closed", "error"],
  };
  const cases = Object.entries(others).flatMap(([field, values]) => values.map((value) => [field, value] as const));
  it.each(cases)("%s: %s, undeclared or the only one that is", async (field, value) => {
    const is = { [field]: value };
    const adapter = axisQueue({}, { close: { close: is } });
    const fits = `close.close.${field}: "${value}"`;
    expect((await remarks(declare(adapter, { close: undefined }))).join()).toContain(fits);
    const [back = ""] = await remarks(declare(axisQueue({}, { close: { close: {} } }), { close: { close: is } }));
    expect(back).toContain(`close.close.${field}: "${DEFAULT_CLOSE[field as keyof CloseSemantics]}"`);
  });

  it("all eight answers at once", async () => {
    const is = {
      items: "discarded",
      getters: "error",
      putters: "error",
      put: "error",
      putNowait: "full",
      get: "never",
      getNowait: "empty",
      again: "error",
    } as const;
    const found = await remarks(declare(axisQueue({}, { close: { close: is } }), { close: undefined }));
    expect(found).toHaveLength(1);
    for (const [field, value] of Object.entries(is)) expect(found[0]).toContain(`close.close.${field}: "${value}"`);
  });

  const drains = axisQueue({}, { close: { close: {}, stop: { items: "discarded" } } });
  const waits = axisQueue({ blockingClose: true }, { close: { close: {} } });
  itSays(drains, { close: { stop: { items: "drained" } } }, 'close.stop.items: "discarded"');
  itSays(waits, { closing: undefined }, "`close`", 'closing: "blocking"');
  itSays(drains, { closing: "blocking" }, "profile.closing", "immediate");
});

describe("the axes of an event", () => {
  const level = adaptEvent("level", () => new ArrayEvent(), "fifo");
  const again = adaptEvent("again", () => new LookingAgainEvent(), "fifo", { clearedInTurn: "must-not" });
  const newest = adaptEvent("newest-first", () => new NewestFirstEvent(), "fifo", {
    kind: "pulse",
    releases: "one",
    releaseOrder: "any",
  });
  const [auto, many, pulse, one] = [
    signalEvent({ memory: 1 }, { kind: "auto-reset" }),
    signalEvent({ memory: 3 }, { kind: "auto-reset", memory: 3 }),
    signalEvent({ memory: 0, all: true }, { kind: "pulse" }),
    signalEvent({ memory: 0 }, { kind: "pulse", releases: "one" }),
  ];
  itSays(newest, { releaseOrder: "fifo" }, 'releaseOrder: "any"');
  itSays(auto, { kind: "manual-reset" }, 'kind: "auto-reset"');
  itSays(auto, { kind: "pulse" }, 'kind: "auto-reset"');
  itSays(level, { kind: "auto-reset" }, 'kind: "manual-reset"');
  itSays(level, { kind: "pulse", releases: "one" }, 'kind: "manual-reset"');
  itSays(level, { kind: undefined, clearedInTurn: "must-not" }, 'clearedInTurn: "must"');
  itSays(again, { clearedInTurn: undefined }, 'clearedInTurn: "must-not"', "by default");
  itSays(pulse, { kind: undefined }, 'kind: "pulse"');
  itSays(pulse, { releases: "one" }, 'releases: "all"');
  itSays(one, { releases: undefined }, 'releases: "one"');
  itSays(one, { kind: undefined, releases: undefined }, 'kind: "pulse"', 'releases: "one"');
  itSays(many, { memory: undefined }, "memory: 3", "memory: 1");
  itSays(many, { memory: Infinity }, "memory: 3");
  itSays(auto, { memory: 2 }, "memory: 1");
  itSays(auto, { setResult: "changed", kind: undefined }, 'kind: "auto-reset"');
  itSays(level, { setResult: "changed" }, "boolean", 'setResult: "nothing"');
  itSays(timedEvent(0, { maxWaiters: 1 }), { maxWaiters: undefined }, "maxWaiters: 1");
  itSays(timedEvent(7, { maxWaiters: 1, wakesWithin: 7 }), { wakesWithin: undefined }, "wakesWithin: 7");

  it("what set() answers", async () => {
    const yes = { ...level, set: (event: ArrayEvent) => event.set() ?? true } as AnyAdapter;
    expect((await remarks(declare(yes, { setResult: "changed" }))).join()).toContain('setResult: "nothing"');
    expect(await remarks(declare(yes, { setResult: "nothing" }))).toEqual([]);
  });
});

describe("several axes at once", () => {
  itSays(
    axisQueue({ order: "lifo", putSettles: "consumed" }),
    { order: undefined, putSettles: undefined },
    '- `order: "lifo"`, but the profile says `order: "fifo" (by default)`\n- `putSettles: "consumed"`, but',
  );
  itSays(axisQueue({ order: "lifo" }), { order: "fifo", name: "asyncio" }, 'order: "lifo"', "profiles.fifo");
});
