/** Failures and reports as the runner makes them, written by hand. */
import type { HistoryEvent } from "../../src/scheduler/history.js";
import type { Failure, ModelView, Report } from "../../src/runner/report.js";
import type { TraceContext } from "../../src/report/trace.js";
import { queueRules } from "../../src/properties/queue/rules.js";
import { eventRules } from "../../src/properties/event/rules.js";

const view = (content: ModelView["content"], waiting: ModelView["waiting"] = []): ModelView => ({
  content,
  waiting,
  states: content === null ? 3 : 1,
});

export const queueContext: TraceContext = {
  adapter: { name: "my-queue", version: "1.2.3" },
  primitive: "queue",
  profile: "fifo",
  rules: queueRules,
  adapterFile: "my-queue.ts",
  testFile: "test/my-queue.test.ts",
};

export const eventContext: TraceContext = {
  adapter: { name: "my-event", version: null },
  primitive: "event",
  profile: "contract",
  rules: eventRules,
};

const failure = (
  part: Pick<Failure, "rule" | "plan" | "contradictedAt" | "allowed" | "views"> &
    Partial<Failure> & { readonly events: readonly HistoryEvent[]; readonly neverIssued?: readonly number[] },
): Failure => {
  const { events, neverIssued = [], ...rest } = part;
  return {
    alsoExplainedBy: [],
    refusedBy: [],
    history: { version: 1, events, neverIssued },
    token: "q1.Zk3xB0aM",
    foundBy: "exhaustive",
    allowing: [],
    ...rest,
  };
};

/** A parks, B parks, A is cancelled and an item is put in one turn: the item is lost for B. */
export const lostWakeup: Failure = failure({
  rule: "QUEUE-17",
  alsoExplainedBy: ["QUEUE-10", "QUEUE-16"],
  plan: {
    config: { capacity: 1 },
    steps: [
      { do: "call", client: 0, verb: "get", gap: "quiet" },
      { do: "call", client: 1, verb: "get", gap: "quiet" },
      { do: "cancel", client: 0, gap: 0 },
      { do: "call", client: 2, verb: "putNowait", gap: "quiet" },
    ],
  },
  events: [
    { kind: "call", step: 0, client: 0, verb: "get" },
    { kind: "quiet", step: 0, observed: { size: 0 } },
    { kind: "call", step: 1, client: 1, verb: "get" },
    { kind: "quiet", step: 1, observed: { size: 0 } },
    { kind: "cancel", step: 2, client: 0, verb: "get" },
    { kind: "now", step: 3, client: 2, verb: "putNowait", item: 3, outcome: { is: "ok" } },
    { kind: "settle", step: 0, client: 0, verb: "get", outcome: { is: "cancelled" } },
    { kind: "quiet", step: 3, observed: { size: 1 } },
  ],
  views: [
    view([], [0]),
    view([], [0]),
    view([], [0, 1]),
    view([], [0, 1]),
    view([], [1]),
    view([3], [1]),
    view([3], [1]),
  ],
  contradictedAt: 7,
  allowed: [{ step: 1, client: 1, verb: "get", outcome: { is: "item", item: 3 } }],
  seed: 1742,
  path: "37:2:0",
  foundBy: "QUEUE-17",
  allowing: ["QUEUE-26"],
  nearestPassing: { change: { is: "gap", step: 2, from: 0, to: 1 }, token: "q1.Zk3xB0aN" },
  shortest: { steps: 3, clients: 3, gaps: ["quiet", 0], plans: 612 },
});

/** A get() waits although its signal is aborted already, in one turn with a put(). */
export const abortedBefore: Failure = failure({
  rule: "QUEUE-69",
  plan: {
    config: { capacity: null },
    steps: [
      { do: "call", client: 0, verb: "putNowait", gap: 0 },
      { do: "call", client: 0, verb: "getNowait", gap: 0 },
      { do: "call", client: 1, verb: "get", gap: 0, aborted: true },
      { do: "call", client: 0, verb: "getNowait", gap: "quiet" },
    ],
  },
  events: [
    { kind: "now", step: 0, client: 0, verb: "putNowait", item: 0, outcome: { is: "ok" } },
    { kind: "now", step: 1, client: 0, verb: "getNowait", outcome: { is: "item", item: 0 } },
    { kind: "call", step: 2, client: 1, verb: "get", aborted: true },
    { kind: "now", step: 3, client: 0, verb: "getNowait", outcome: { is: "empty" } },
    { kind: "quiet", step: 3 },
  ],
  views: [view([0]), view([]), view([], [1]), view([], [1])],
  contradictedAt: 4,
  allowed: [{ step: 2, client: 1, verb: "get", outcome: { is: "cancelled" } }],
});

/** Two puts come out in the wrong order. */
export const wrongOrder: Failure = failure({
  rule: "QUEUE-04",
  plan: {
    config: { capacity: null },
    steps: [
      { do: "call", client: 0, verb: "putNowait", gap: "quiet" },
      { do: "call", client: 0, verb: "putNowait", gap: "quiet" },
      { do: "call", client: 0, verb: "getNowait", gap: "quiet" },
    ],
  },
  events: [
    { kind: "now", step: 0, client: 0, verb: "putNowait", item: 0, outcome: { is: "ok" } },
    { kind: "quiet", step: 0 },
    { kind: "now", step: 1, client: 0, verb: "putNowait", item: 1, outcome: { is: "ok" } },
    { kind: "quiet", step: 1 },
    { kind: "now", step: 2, client: 0, verb: "getNowait", outcome: { is: "item", item: 1 } },
    { kind: "quiet", step: 2 },
  ],
  views: [view([0]), view([0]), view([0, 1]), view([0, 1])],
  contradictedAt: 4,
  allowed: [{ step: 2, client: 0, verb: "getNowait", outcome: { is: "item", item: 0 } }],
  mayHaveSameCauseAs: "QUEUE-10",
  nearestPassing: { change: { is: "order", step: 1 }, token: "q1.Zk3xB0aO" },
});

/** A client's backlog: the second get is issued as soon as the first settles, the third never. */
export const backlog: Failure = failure({
  rule: "QUEUE-02",
  plan: {
    config: { capacity: 2 },
    steps: [
      { do: "call", client: 0, verb: "get", gap: "quiet" },
      { do: "call", client: 0, verb: "get", gap: 0 },
      { do: "call", client: 0, verb: "get", gap: "quiet" },
      { do: "call", client: 1, verb: "put", item: "null", gap: 2 },
      { do: "call", client: 1, verb: "getNowait", gap: "quiet" },
      { do: "cancel", client: 3, gap: "quiet" },
    ],
  },
  events: [
    { kind: "call", step: 0, client: 0, verb: "get" },
    { kind: "call", step: 3, client: 1, verb: "put", item: 3 },
    { kind: "settle", step: 0, client: 0, verb: "get", outcome: { is: "item", item: 3 } },
    { kind: "call", step: 1, client: 0, verb: "get" },
    { kind: "settle", step: 3, client: 1, verb: "put", outcome: { is: "ok" } },
    { kind: "turn", step: 3 },
    { kind: "now", step: 4, client: 1, verb: "getNowait", outcome: { is: "item", item: 3 } },
    { kind: "quiet", step: 4 },
  ],
  neverIssued: [2],
  views: [view([], [0]), view([3], [0]), view([]), view([], [0]), view([], [0]), view([], [0])],
  contradictedAt: 6,
  allowed: [{ step: 4, client: 1, verb: "getNowait", outcome: { is: "empty" } }],
});

/** Four clients, long cells: wider than 120 columns with its marks. */
export const wide: Failure = failure({
  rule: null,
  refusedBy: ["QUEUE-25", "QUEUE-29"],
  plan: {
    config: { capacity: null },
    steps: [
      { do: "call", client: 0, verb: "put", item: "rejected-promise", gap: 0 },
      { do: "call", client: 1, verb: "put", item: "empty-string", gap: 1 },
      { do: "call", client: 2, verb: "putNowait", item: "function", gap: 0 },
      { do: "call", client: 3, verb: "get", gap: "quiet" },
    ],
    signals: "all",
  },
  events: [
    { kind: "call", step: 0, client: 0, verb: "put", item: 0 },
    { kind: "call", step: 1, client: 1, verb: "put", item: 1 },
    { kind: "turn", step: 1 },
    {
      kind: "now",
      step: 2,
      client: 2,
      verb: "putNowait",
      item: 2,
      outcome: { is: "error", detail: "TypeError: undefined is not a function" },
    },
    { kind: "call", step: 3, client: 3, verb: "get" },
    { kind: "settle", step: 0, client: 0, verb: "put", outcome: { is: "ok" } },
    { kind: "settle", step: 1, client: 1, verb: "put", outcome: { is: "ok" } },
    { kind: "settle", step: 3, client: 3, verb: "get", outcome: { is: "foreign", detail: "undefined" } },
    { kind: "quiet", step: 3 },
  ],
  views: [view(null, null), view(null, null), view(null, null)],
  contradictedAt: 3,
  allowed: [
    { step: 2, client: 2, verb: "putNowait", outcome: { is: "ok" } },
    { step: 2, client: 2, verb: "putNowait", outcome: { is: "full" } },
  ],
});

/** An event whose observer disagrees. */
export const wrongObserver: Failure = failure({
  rule: "EVENT-19",
  plan: {
    config: { capacity: null },
    steps: [
      { do: "call", client: 0, verb: "set", gap: "quiet" },
      { do: "call", client: 0, verb: "set", gap: "quiet" },
      { do: "call", client: 0, verb: "wait", gap: "quiet" },
    ],
  },
  events: [
    { kind: "now", step: 0, client: 0, verb: "set", outcome: { is: "ok" } },
    { kind: "quiet", step: 0, observed: { isSet: 1 } },
    { kind: "now", step: 1, client: 0, verb: "set", outcome: { is: "ok" } },
    { kind: "quiet", step: 1, observed: { isSet: 0 } },
    { kind: "call", step: 2, client: 0, verb: "wait" },
    { kind: "quiet", step: 2, observed: { isSet: 0 } },
  ],
  views: [view(true), view(true), view(true), view(true)],
  contradictedAt: 3,
  allowed: [{ step: -1, client: -1, verb: "isSet", outcome: 1 }],
  token: "e1.AbC",
});

/** A queue report with every verdict. */
export const report: Report = {
  version: 1,
  adapter: { ...queueContext.adapter, file: "my-queue.adapter.ts" },
  primitive: "queue",
  profile: "fifo",
  table: "a1b2",
  status: "fails",
  ruleSet: "1",
  known: [
    { token: "q1.AbC", is: "fails" },
    { token: "q1.DeF", is: "passes" },
    { token: "q1.Old", is: "unreadable", why: "The token was made for other operations." },
  ],
  seed: 42,
  numRuns: 250,
  plans: 14_250,
  searched: [],
  overflows: 0,
  scopes: [
    { config: { capacity: null }, steps: 3, clients: 3, gaps: ["quiet", 0], plans: 250 },
    { config: { capacity: 1 }, steps: 3, clients: 3, gaps: ["quiet", 0], plans: 250 },
    { config: { capacity: 2 }, steps: 3, clients: 3, gaps: ["quiet", 0], plans: 250 },
    { config: { capacity: null }, steps: 4, clients: 3, gaps: ["quiet", 0], plans: 3_000 },
    { config: { capacity: 1 }, steps: 4, clients: 3, gaps: ["quiet", 0], plans: 3_000 },
  ],
  hints: ["get() did not return an item that was put: adapter, declared axis or subject?"],
  warnings: ["put is an async function in the adapter: that moves its continuation by turns."],
  rules: queueRules.slice(0, 18).map(({ id, sentence }, index) => {
    const common = { id, sentence, situations: 1000 - index };
    if (id === "QUEUE-17") return { ...common, verdict: "fail", failure: lostWakeup };
    if (id === "QUEUE-04")
      return { ...common, verdict: "deviation", reason: "it is a stack", stale: false, failure: wrongOrder };
    if (id === "QUEUE-07") return { ...common, verdict: "deviation", reason: "mended in 2.0", stale: true };
    if (id === "QUEUE-05") return { ...common, verdict: "not applicable", reason: "the adapter has no put()" };
    if (id === "QUEUE-10")
      return {
        ...common,
        verdict: "inconclusive",
        situations: 3,
        reason: "its situation came up 3 times, 20 are needed",
      };
    return { ...common, verdict: "pass" };
  }),
  unnamed: [],
  costs: [],
};

/** A report without verdicts. */
export const brokenAdapter: Report = {
  ...report,
  adapter: { name: "broken", version: null },
  status: "adapter error",
  problem: "Expected `create` to be a function, got `undefined`",
  plans: 0,
  searched: [],
  overflows: 0,
  scopes: [],
  hints: [],
  warnings: [],
  rules: [],
};

/** A report of an event that conforms. */
export const conforming: Report = {
  ...report,
  adapter: eventContext.adapter,
  primitive: "event",
  profile: "contract",
  status: "conforms",
  searched: [],
  overflows: 0,
  scopes: [{ config: { capacity: null }, steps: 1, clients: 3, gaps: ["quiet", 0], plans: 4 }],
  plans: 4,
  hints: [],
  warnings: [],
  rules: eventRules.slice(0, 2).map(({ id, sentence }) => ({ id, sentence, situations: 99, verdict: "pass" })),
};

/** A report with a violation that no rule explains. */
export const unnamed: Report = {
  ...conforming,
  status: "fails",
  unnamed: [wrongObserver].map((f) => ({ ...f, rule: null, refusedBy: ["EVENT-11"] })),
};

/** Every report here. */
export const reports: Readonly<Record<string, Report>> = {
  report,
  brokenAdapter,
  conforming,
  unnamed,
  others: { ...report, rules: [], unnamed: [backlog, wide] },
};
