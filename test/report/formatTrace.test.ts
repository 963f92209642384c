import { expect, test } from "vitest";
import { formatPassingRun, formatTrace } from "../../src/report/formatTrace.js";
import { runOf } from "../../src/report/trace.js";
import * as samples from "./samples.js";

const { queueContext, eventContext } = samples;

test("tells a lost wakeup: lanes, waiters, the gap and the contradiction marked, how to replay", () => {
  expect(formatTrace(samples.lostWakeup, queueContext)).toMatchInlineSnapshot(`
    "QUEUE-17  A get() that is cancelled after it was woken MUST pass its wakeup on.

      my-queue 1.2.3, profile fifo, maxsize 1

    step  A                B              C             queue  waiting
       1  get() parks                                   []     A
       2                   get() parks                  []     A B
       3  cancel                                        []     B    ◄ same turn as 4
       4                                  putNowait(1)  [1]    B
          get() cancelled                               [1]    B
          ── quiet ──      still pending                [1]    B    ◄ QUEUE-17

      allowed     get() of B settles with item 1
      observed    get() of B never settles; size is 1
      passes if   step 4 comes 1 turn after 3 instead of in the same turn
      look at     the path of get() that ends cancelled: does it wake the next
                  getter if the item is still there?
      also explained by  QUEUE-10, QUEUE-16

      replay      npx async-tck replay q1.Zk3xB0aM --adapter my-queue.ts
                  ASYNC_TCK_REPLAY=q1.Zk3xB0aM npx vitest run test/my-queue.test.ts
      found by    random plans of QUEUE-17, seed 1742 path 37:2:0; allowing
                  QUEUE-26; the plan before the last pass:
                  npx async-tck check my-queue.ts --rule QUEUE-17 --seed 1742 --path 37:2:0 --allowing QUEUE-26
      shortest    no shorter plan fails, but for QUEUE-26: all 612 plain plans of up
                  to 3 steps with gaps quiet/0, up to 3 waiting clients, were tried"
  `);
});

test("tells which rules the calls behind the plan rule out", () => {
  const { plan } = samples.wrongOrder;
  const behind = (...verbs: readonly string[]) => ({
    ...plan,
    steps: [...plan.steps, ...verbs.map((verb) => ({ do: "call", client: 1, verb, gap: "quiet" }) as const)],
  });
  const ruledOut = [
    { rules: ["QUEUE-03"], plan: behind("getNowait"), token: "q1.aaaa" },
    { rules: ["QUEUE-08", "QUEUE-21"], plan: behind("putNowait", "get"), token: "q1.bbbb" },
    { rules: ["QUEUE-26"], plan: behind("get", "get", "get"), token: "q1.cccc" },
  ];
  const text = formatTrace({ ...samples.wrongOrder, ruledOut }, queueContext);
  expect(text.split("\n").slice(12, 22).join("\n")).toMatchInlineSnapshot(`
    "  passes if   step 3 comes before step 2
      look at     which end of the list is pushed and which is taken
      not         QUEUE-03: its fault explains this run, but not what getNowait()
                  does next (q1.aaaa)
                  QUEUE-08, QUEUE-21: their faults explain this run, but not what
                  putNowait() and then get() do next (q1.bbbb)
                  QUEUE-26: its fault explains this run, but not what 3 get() do
                  next (q1.cccc)

      replay      npx async-tck replay q1.Zk3xB0aM --adapter my-queue.ts"
  `);
});

test("tells a wrong outcome of an immediate operation, under a failure that may have the same cause", () => {
  expect(formatTrace(samples.wrongOrder, queueContext)).toMatchInlineSnapshot(`
    "QUEUE-04  Items MUST leave in the order in which they entered.
    May have the same cause as QUEUE-10.

      my-queue 1.2.3, profile fifo, maxsize Infinity

      step  client A          queue   waiting
         1  putNowait(1)      [1]
         2  putNowait(2)      [1 2]
         3  getNowait() → 2              ◄ QUEUE-04

      allowed     getNowait() of A delivers item 1
      observed    getNowait() of A delivers item 2
      passes if   step 3 comes before step 2
      look at     which end of the list is pushed and which is taken

      replay      npx async-tck replay q1.Zk3xB0aM --adapter my-queue.ts
                  ASYNC_TCK_REPLAY=q1.Zk3xB0aM npx vitest run test/my-queue.test.ts
      found by    trying all small plans"
  `);
});

test("tells which steps came from a backlog, which never were issued, and what unusual items are", () => {
  expect(formatTrace(samples.backlog, queueContext)).toMatchInlineSnapshot(`
    "QUEUE-02  An item MUST NOT be delivered twice.

      my-queue 1.2.3, profile fifo, maxsize 2; item 1 is null

      step  A          B                D  queue  waiting
         1  get()                          []     A
         4             put(1)              [1]    A  ◄ 2 turns before 5
            get() → 1                      []
         2  get()                          []     A  ◄ as soon as 1 settles
                       put(1) returns      []     A
         5             getNowait() → 1               ◄ QUEUE-02
            never issued: step 3, A get() (its client is still waiting)
            without effect: step 6, D cancel

      allowed     getNowait() of B answers empty
      observed    getNowait() of B delivers item 1
      look at     whether an item that is handed to a waiter also stays in the list

      replay      npx async-tck replay q1.Zk3xB0aM --adapter my-queue.ts
                  ASYNC_TCK_REPLAY=q1.Zk3xB0aM npx vitest run test/my-queue.test.ts
      found by    trying all small plans"
  `);
});

test("tells an unnamed violation as first contradicted, with marks on their own lines where a row would be too wide", () => {
  expect(formatTrace(samples.wide, queueContext)).toMatchInlineSnapshot(`
    "Unnamed violation: the reference model refuses this run, and no single rule
    explains it.

      my-queue 1.2.3, profile fifo, maxsize Infinity, one signal for all clients;
      item 1 is a rejected promise, 2 is the empty string, 3 is a function

      step  A               B               C                                    D                  queue  waiting
         1  put(1)                                                                                  …      …
            ◄ same turn as 2, 3 states
         2                  put(2)                                                                  …      …
            ◄ 1 turn before 3
         3                                  putNowait(3) ✗ TypeError: undefine…
            ◄ first contradicted here, same turn as 4
         4                                                                       get()
            put(1) returns
                            put(2) returns
                                                                                 get() → undefined
            …: the model may be in several states; what all of them hold is shown

      allowed     putNowait(3) of C returns or answers full
      observed    putNowait(3) of C throws TypeError: undefined is not a function
      refused by  QUEUE-25, QUEUE-29

      replay      npx async-tck replay q1.Zk3xB0aM --adapter my-queue.ts
                  ASYNC_TCK_REPLAY=q1.Zk3xB0aM npx vitest run test/my-queue.test.ts
      found by    trying all small plans"
  `);
});

test("tells that the signal of an operation was aborted before its call, beside the gap that follows it", () => {
  expect(formatTrace(samples.abortedBefore, queueContext)).toMatchInlineSnapshot(`
    "QUEUE-69  A get() whose signal was aborted before the call MUST NOT wait.

      my-queue 1.2.3, profile fifo, maxsize Infinity

      step  A                    B              queue  waiting
         1  putNowait(1)                        [1]       ◄ same turn as 2
         2  getNowait() → 1                     []        ◄ same turn as 3
         3                       get()          []     B  ◄ its signal aborted already, same turn as 4
         4  getNowait() → empty                 []     B
            ── quiet ──          still pending  []     B  ◄ QUEUE-69

      allowed     get() of B ends cancelled
      observed    get() of B never settles
      look at     whether get() looks at signal.aborted before it adds its listener

      replay      npx async-tck replay q1.Zk3xB0aM --adapter my-queue.ts
                  ASYNC_TCK_REPLAY=q1.Zk3xB0aM npx vitest run test/my-queue.test.ts
      found by    trying all small plans"
  `);
});

test("tells an observer that disagrees, and leaves unknown files as placeholders", () => {
  expect(formatTrace(samples.wrongObserver, eventContext)).toMatchInlineSnapshot(`
    "EVENT-19  A set() on an event that is set MUST leave it set.

      my-event, profile contract

      step  client A       event   waiting
         1  set()          set
         2  set()          set
            ── quiet ──    set        ◄ EVENT-19
         3  wait() parks

      allowed     isSet is true
      observed    isSet is false
      look at     whether set() negates the flag

      replay      npx async-tck replay e1.AbC --adapter <adapter file>
                  ASYNC_TCK_REPLAY=e1.AbC npx vitest run <test file>
      found by    trying all small plans"
  `);
});

test("tells a plan that conforms by the same table", () => {
  const { views } = samples.lostWakeup;
  const run = { ...runOf(samples.lostWakeup), views: [...views, ...views.slice(-1)], contradictedAt: -1 };
  expect(formatPassingRun(run, "q1.Zk3xB0aM", queueContext)).toMatchInlineSnapshot(`
    "This plan conforms: the model explains all that was observed.

      my-queue 1.2.3, profile fifo, maxsize 1

    step  A                B              C             queue  waiting
       1  get() parks                                   []     A
       2                   get() parks                  []     A B
       3  cancel                                        []     B    ◄ same turn as 4
       4                                  putNowait(1)  [1]    B
          get() cancelled                               [1]    B
          ── quiet ──      still pending                [1]    B

      replay      npx async-tck replay q1.Zk3xB0aM --adapter my-queue.ts
                  ASYNC_TCK_REPLAY=q1.Zk3xB0aM npx vitest run test/my-queue.test.ts"
  `);
});

test("has no line wider than 120 columns, and none wider than 80 where lanes allow it", () => {
  const widest = (text: string): number =>
    Math.max(
      ...text
        .split("\n")
        .filter((line) => !/npx/.test(line))
        .map((line) => line.length),
    );
  for (const failure of [samples.lostWakeup, samples.wrongOrder, samples.backlog])
    expect(widest(formatTrace(failure, queueContext))).toBeLessThanOrEqual(80);
  expect(widest(formatTrace(samples.wide, queueContext))).toBeLessThanOrEqual(120);
});

test("on a narrow terminal only the table and the commands are wider than it", () => {
  for (const failure of [samples.lostWakeup, samples.wrongOrder, samples.backlog]) {
    const whole = formatTrace(failure, queueContext);
    const narrow = formatTrace(failure, { ...queueContext, width: 50 });
    const table = new Set(
      whole.split("\n").filter((line) => / {2}client|^ *step|^ +\d+ {2}|◄|──|npx| {3}\[/.test(line)),
    );
    expect(narrow.split("\n").filter((line) => line.length > 50 && !table.has(line))).toEqual([]);
    const words = (text: string): string => text.replace(/\s+/g, " ");
    expect(words(narrow)).toBe(words(whole));
  }
});

test("tells whose turn it was where an operation had to keep waiting", () => {
  const failure = {
    ...samples.lostWakeup,
    contradictedAt: 6,
    allowed: [
      { step: 0, client: 0, verb: "get", outcome: "pending" as const },
      { step: 1, client: 1, verb: "get", outcome: { is: "item" as const, item: 3 } },
      { step: 1, client: 1, verb: "get", outcome: "pending" as const },
    ],
  };
  expect(formatTrace(failure, queueContext)).toContain(
    [
      "  allowed     get() of A keeps waiting",
      "              get() of B settles with item 1",
      "  observed    get() of A ends cancelled",
      "",
    ].join("\n"),
  );
});

test("quotes a file name that the shell would split", () => {
  const text = formatTrace(samples.wrongOrder, { ...queueContext, adapterFile: "my queue's.ts" });
  expect(text).toContain(`--adapter 'my queue'\\''s.ts'\n`);
});
