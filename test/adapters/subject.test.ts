import { describe, expect, it } from "vitest";
import {
  CANCELLED,
  CLOSED,
  defineEvent,
  defineQueue,
  EMPTY,
  FULL,
  TIMED_OUT,
  type QueueAdapter,
  type ThrownMatcher,
} from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import { toSubject } from "../../src/adapters/subject.js";
import { AdapterError, type Answer, type Subject } from "../../src/scheduler/subject.js";

type Outcome = ReturnType<Subject["verbs"][number]["outcome"]>;

const queue = (more: Partial<QueueAdapter<object>> = {}): Subject =>
  toSubject(
    defineQueue<object>({
      name: "q",
      create: () => ({}),
      getNowait: () => EMPTY,
      putNowait: () => FULL,
      get: () => undefined,
      put: () => undefined,
      size: () => 2,
      profile: profiles.fifo,
      ...more,
    }),
  );

function outcome(subject: Subject, verb: string, answer: Answer, reason: unknown = {}): Outcome {
  const found = subject.verbs.find(({ name }) => name === verb);
  if (!found) throw new Error(verb);
  return found.outcome(answer, reason);
}
const thrownBy = (thrown: unknown, matchers: Record<string, ThrownMatcher> = {}, reason?: unknown): string =>
  outcome(queue({ outcomes: { thrown: matchers } }), "get", { thrown }, reason ?? {}).is;

describe("the operation table", () => {
  it("has the verbs in a fixed order, whatever order the adapter has, without those that are absent", () => {
    const names = (subject: Subject): string[] => subject.verbs.map(({ name }) => name);
    expect(names(queue())).toEqual(["put", "get", "putNowait", "getNowait"]);
    const few = toSubject(
      defineQueue({ name: "q", create: () => 0, get: () => 0, putNowait: () => 0, profile: profiles.fifo }),
    );
    expect(names(few)).toEqual(["get", "putNowait"]);
    expect(few.observers).toEqual([]);
    const event = defineEvent({
      name: "e",
      create: () => ({ on: false }),
      isSet: (it) => it.on,
      clear: () => 0,
      set: () => 0,
      wait: () => 0,
      profile: profiles.fifo,
    });
    expect(names(toSubject(event))).toEqual(["wait", "set", "clear", "isSet"]);
    expect(toSubject(event).observers.map(({ name }) => name)).toEqual(["isSet"]);
  });

  it("tells which verbs block, take an item, deliver one, and can be cancelled", () => {
    const adapter = defineQueue({
      name: "q",
      create: () => 0,
      put: () => 0,
      get: () => 0,
      putNowait: () => 0,
      getNowait: () => 0,
      profile: { ...profiles.fifo, cancellation: { put: "none" }, wakesWithin: 30 },
    });
    const subject = toSubject(adapter, { cancellable: ["get", "put"] });
    expect(subject.verbs.map((verb) => [verb.blocking, verb.takesItem, verb.deliversItem, verb.cancellable])).toEqual([
      [true, true, false, false],
      [true, false, true, true],
      [false, true, false, false],
      [false, false, true, false],
    ]);
    expect(subject.wakesWithin).toBe(30);
    expect(queue().wakesWithin).toBe(1);
  });

  it("creates an unbounded queue with Infinity, and passes on instance, item and context", () => {
    const seen: unknown[] = [];
    const subject = queue({
      create: ({ maxsize }) => ({ maxsize }),
      put: (instance, item, { client }) => seen.push(instance, item, client),
      get: (_instance, { client }) => seen.push(client),
    });
    const signal = new AbortController().signal;
    expect(subject.create({ capacity: null }, { signal })).toEqual({ maxsize: Infinity });
    expect(subject.create({ capacity: 3 }, { signal })).toEqual({ maxsize: 3 });
    const rest = { signal, timeout: 1, priority: 0, done: () => undefined, fail: () => undefined };
    subject.verbs[0]?.call("Q", "item", { ...rest, client: 1 });
    subject.verbs[1]?.call("Q", undefined, { ...rest, client: 2 });
    expect(seen).toEqual(["Q", "item", 1, 2]);
  });
});

describe("an answer", () => {
  it("that is a tag is the tagged outcome, of every verb", () => {
    const tags: [unknown, string][] = [
      [FULL, "full"],
      [EMPTY, "empty"],
      [CLOSED, "closed"],
      [CANCELLED, "cancelled"],
      [TIMED_OUT, "timedOut"],
      [Symbol.for("async-tck.CLOSED"), "closed"],
    ];
    for (const [value, is] of tags) {
      for (const verb of ["put", "get", "putNowait", "getNowait"])
        expect(outcome(queue(), verb, { value })).toEqual({ is });
      expect(thrownBy(value)).toBe(is);
    }
  });

  it("of a verb that stores is just the end, and of one that delivers a value to look up", () => {
    for (const value of [undefined, false, 7, {}]) {
      expect(outcome(queue(), "put", { value })).toEqual({ is: "ok" });
      expect(outcome(queue(), "putNowait", { value })).toEqual({ is: "ok" });
      expect(outcome(queue(), "get", { value })).toEqual({ is: "value", value });
      expect(outcome(queue(), "getNowait", { value })).toEqual({ is: "value", value });
    }
  });

  it("is mapped as the adapter declares, first", () => {
    const subject = queue({
      outcomes: {
        get: (result: { done: boolean; value?: unknown }) => (result.done ? CLOSED : result.value),
        put: (accepted: boolean) => (accepted ? undefined : CLOSED),
        putNowait: (accepted: boolean) => (accepted ? undefined : FULL),
        getNowait: (result: unknown[]) => (result.length > 0 ? result[0] : EMPTY),
      },
    });
    expect(outcome(subject, "get", { value: { done: true } })).toEqual({ is: "closed" });
    expect(outcome(subject, "get", { value: { done: false, value: 3 } })).toEqual({ is: "value", value: 3 });
    expect(outcome(subject, "put", { value: false })).toEqual({ is: "closed" });
    expect(outcome(subject, "putNowait", { value: false })).toEqual({ is: "full" });
    expect(outcome(subject, "getNowait", { value: [] })).toEqual({ is: "empty" });
  });

  it("that a mapping cannot bear is the adapter's error", () => {
    const subject = queue({ outcomes: { get: (value: { done: boolean }) => value.done } });
    expect(() => outcome(subject, "get", { value: undefined })).toThrow(AdapterError);
    expect(() => outcome(subject, "get", { value: undefined })).toThrow(/^`outcomes.get` of adapter q threw TypeError/);
  });

  it("of isSet is yes or no, and nothing else", () => {
    const adapter = defineEvent({ name: "e", create: () => 0, isSet: () => true, profile: profiles.fifo });
    const subject = toSubject(adapter);
    expect(outcome(subject, "isSet", { value: true })).toEqual({ is: "yes" });
    expect(outcome(subject, "isSet", { value: false })).toEqual({ is: "no" });
    expect(() => outcome(subject, "isSet", { value: 1 })).toThrow(
      "Expected `isSet` of adapter e to answer a boolean, got `1`",
    );
  });
});

describe("something thrown", () => {
  class QueueFull extends Error {}
  class Plain {}
  function Old(): void {}
  Old.prototype = Object.create(Error.prototype) as object;
  const abort = Object.assign(new Error("x"), { name: "AbortError" });

  it("is cancelled when it is the signal's own reason, or an AbortError where nothing else is declared", () => {
    const reason = new Error("mine");
    expect(thrownBy(reason, {}, reason)).toBe("cancelled");
    expect(thrownBy(abort)).toBe("cancelled");
    expect(thrownBy(new DOMException("x", "AbortError"))).toBe("cancelled");
    expect(thrownBy(abort, { cancelled: "CancelError" })).toBe("error");
    expect(thrownBy(reason, { cancelled: "CancelError" }, reason)).toBe("cancelled");
    expect(thrownBy(Object.assign(new Error("x"), { name: "CancelError" }), { cancelled: "CancelError" })).toBe(
      "cancelled",
    );
    expect(thrownBy(undefined)).toBe("error");
  });

  it.each<[string, ThrownMatcher, unknown, unknown]>([
    ["a class", QueueFull, new QueueFull(), new Error("QueueFull")],
    ["a class without ancestors", Plain, new Plain(), {}],
    ["a class of the engine's", TypeError, new TypeError("x"), new RangeError("x")],
    ["a constructor from before classes", Old as never, Object.create(Old.prototype as object), new Error("x")],
    ["a name", "FullError", { name: "FullError" }, new Error("FullError")],
    ["an arrow", (thrown) => thrown === 7, 7, 8],
    [
      "a plain function",
      function (thrown: unknown) {
        return thrown === 7;
      },
      7,
      8,
    ],
    [
      "a method",
      {
        matches(thrown: unknown) {
          return thrown === 7;
        },
      }.matches,
      7,
      8,
    ],
    ["a bound function", ((one: unknown, thrown: unknown) => thrown === one).bind(undefined, 7), 7, 8],
  ])("is recognised by %s", (_name, matcher, right, wrong) => {
    expect(thrownBy(right, { full: matcher })).toBe("full");
    expect(thrownBy(wrong, { full: matcher })).toBe("error");
  });

  it("is not recognised by the mere name of another copy's class", () => {
    const copy = class QueueFull extends Error {};
    expect(thrownBy(new copy(), { full: QueueFull })).toBe("error");
  });

  it("that nothing matches is an error with a short text", () => {
    expect(outcome(queue(), "get", { thrown: new TypeError("odd") }, {})).toEqual({
      is: "error",
      detail: "TypeError: odd",
    });
  });

  it("is described and matched without throwing, whatever it is", () => {
    const nasty = new Proxy(
      {},
      {
        get: () => {
          throw new Error("trap");
        },
        getPrototypeOf: () => {
          throw new Error("trap");
        },
      },
    );
    for (const thrown of [null, undefined, 0, "text", Symbol("s"), nasty, Object.create(null)]) {
      expect(thrownBy(thrown, { closed: "ClosedError" })).toBe("error");
    }
  });

  it("that makes a predicate throw is the adapter's error", () => {
    const matchers = { closed: (thrown: unknown) => (thrown as { code: { text: string } }).code.text === "closed" };
    expect(() => thrownBy(new Error("x"), matchers)).toThrow(AdapterError);
  });
});
