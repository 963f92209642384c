import { expect, test } from "vitest";
import { formatReport } from "../../src/report/formatReport.js";
import { formatTable } from "../../src/report/formatTable.js";
import { formatAdapterError, formatKitError, formatUsageError } from "../../src/report/openings.js";
import { painterFor } from "../../src/report/painter.js";
import * as samples from "./samples.js";

const queue = { rules: samples.queueContext.rules, adapterFile: "my-queue.ts" };
const event = { rules: samples.eventContext.rules, adapterFile: "my-event.ts" };

test("puts hints and warnings first, then the scope, one line a rule, then the traces", () => {
  expect(formatReport(samples.report, queue)).toMatchInlineSnapshot(`
    "my-queue 1.2.3, queue, profile fifo: does not conform
      hint      get() did not return an item that was put: adapter, declared axis or
                subject?
      warning   put is an async function in the adapter: that moves its continuation
                by turns.
      known     q1.DeF passes now
      known     the token q1.Old was left out: The token was made for other
                operations.
      covered   all 6,500 plain plans of 3 to 4 steps with gaps quiet/0, up to 3
                waiting clients, capacity unbounded, 1; all 250 plain plans of 3
                steps with gaps quiet/0, up to 3 waiting clients, capacity 2; 7,500
                other plans: random ones from seed 42, and shrinking

      pass  QUEUE-01  get() and getNowait() MUST deliver only items that were put.
      pass  QUEUE-02  An item MUST NOT be delivered twice.
      pass  QUEUE-03  An accepted item MUST stay until it is delivered.
      dev.  QUEUE-04  Items MUST leave in the order in which they entered.
                      declared deviation: it is a stack
      pass  QUEUE-06  A putNowait() on a full queue MUST answer that it is full.
      dev.  QUEUE-07  A putNowait() that answers full MUST store nothing.
                      stale deviation: its token no longer fails, so it can be removed (declared: mended in 2.0)
      pass  QUEUE-08  A putNowait() MUST accept an item while there is room.
      pass  QUEUE-09  A getNowait() MUST deliver while there is an item.
      open  QUEUE-10  A get() MUST NOT be left waiting while an item is there.
                      inconclusive: its situation came up 3 times, 20 are needed
      pass  QUEUE-11  A get() that begins while an item is there MUST receive one.
      pass  QUEUE-12  A put() MUST NOT be left waiting while there is room.
      pass  QUEUE-13  A put() that begins while there is room MUST return.
      pass  QUEUE-14  A cancelled get() MUST end.
      pass  QUEUE-15  A cancelled put() MUST end.
      pass  QUEUE-16  Cancelling a get() MUST NOT cost another get() its item.
      FAIL  QUEUE-17  A get() that is cancelled after it was woken MUST pass its wakeup on.
      pass  QUEUE-18  A get() that was cancelled while it waited MUST NOT swallow a later item.
      n/a   the adapter has no put(): QUEUE-05

      13 passed, 1 failed, 2 deviations, 1 not applicable, 1 inconclusive

    QUEUE-17  A get() that is cancelled after it was woken MUST pass its wakeup on.

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
                  ASYNC_TCK_REPLAY=q1.Zk3xB0aM npx vitest run <test file>
      found by    random plans of QUEUE-17, seed 1742 path 37:2:0; allowing
                  QUEUE-26; the plan before the last pass:
                  npx async-tck check my-queue.ts --rule QUEUE-17 --seed 1742 --path 37:2:0 --allowing QUEUE-26
      shortest    no shorter plan fails, but for QUEUE-26: all 612 plain plans of up
                  to 3 steps with gaps quiet/0, up to 3 waiting clients, were tried

    Declared deviation: it is a stack
    QUEUE-04  Items MUST leave in the order in which they entered.
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
                  ASYNC_TCK_REPLAY=q1.Zk3xB0aM npx vitest run <test file>
      found by    trying all small plans"
  `);
});

test("tells a report that conforms", () => {
  expect(formatReport(samples.conforming, event)).toMatchInlineSnapshot(`
    "my-event, event, profile contract: conforms
      known     q1.DeF passes now
      known     the token q1.Old was left out: The token was made for other
                operations.
      covered   all 4 plain plans of 1 step with gaps quiet/0, up to 3 waiting
                clients

      pass  EVENT-01  A wait() on an unset event MUST NOT return before a set().
      pass  EVENT-02  A wait() that begins while the event is set MUST return.

      2 passed"
  `);
});

test("lists violations without a name below the rules", () => {
  expect(formatReport(samples.unnamed, event)).toMatchInlineSnapshot(`
    "my-event, event, profile contract: does not conform
      known     q1.DeF passes now
      known     the token q1.Old was left out: The token was made for other
                operations.
      covered   all 4 plain plans of 1 step with gaps quiet/0, up to 3 waiting
                clients

      pass  EVENT-01  A wait() on an unset event MUST NOT return before a set().
      pass  EVENT-02  A wait() that begins while the event is set MUST return.
      fail  violation without a name (trace below)

      2 passed, 1 without a name

    Unnamed violation: the reference model refuses this run, and no single rule
    explains it.

      my-event, profile contract

      step  client A       event   waiting
         1  set()          set
         2  set()          set
            ── quiet ──    set        ◄ first contradicted here
         3  wait() parks

      allowed     isSet is true
      observed    isSet is false
      refused by  EVENT-11

      replay      npx async-tck replay e1.AbC --adapter my-event.ts
                  ASYNC_TCK_REPLAY=e1.AbC npx vitest run <test file>
      found by    trying all small plans"
  `);
});

test("says of a failure that it was also found, where another rule was looked for", () => {
  const text = formatReport(samples.report, { ...queue, sought: "QUEUE-03" });
  expect(text).toMatch(/FAIL {2}QUEUE-17 .*\n +also found, while QUEUE-03 was looked for\n/);
  expect(formatReport(samples.report, { ...queue, sought: "QUEUE-17" })).not.toContain("also found");
});

test("says whose fault it is: four openings", () => {
  const texts = [
    formatReport(samples.report, queue).split("\n")[0],
    formatReport(samples.brokenAdapter, queue),
    formatAdapterError("my-queue.ts", "my-queue.ts exports no adapter."),
    formatKitError("my-queue", "TypeError: x is not a function\n    at y (z.js:1:2)"),
    formatUsageError("Expected `seed` to be a 32-bit integer, got `x`"),
  ];
  expect(texts.join("\n\n")).toMatchInlineSnapshot(`
    "my-queue 1.2.3, queue, profile fifo: does not conform

    Adapter error: broken could not be judged. No rule was passed or failed.
      Expected \`create\` to be a function, got \`undefined\`

    Adapter error: my-queue.ts could not be judged. No rule was passed or failed.
      my-queue.ts exports no adapter.

    Kit error: async-tck itself failed while it checked my-queue. This says nothing
    about your code.
      TypeError: x is not a function
      at y (z.js:1:2)
      Please report it, with this text and the adapter.

    Usage error: Expected \`seed\` to be a 32-bit integer, got \`x\`"
  `);
});

test("puts many reports into one table", () => {
  const reports = [samples.report, samples.conforming, samples.unnamed, samples.brokenAdapter];
  expect(formatTable(reports, [5123, 40, 1500, 20])).toMatchInlineSnapshot(`
    "package   version  primitive  profile          passed  failed  dev.  n/a  open   time
    my-queue  1.2.3    queue      fifo                 13       1     2    1     1  5.1 s
    my-event           event      contract              2       0     0    0     0  0.0 s
    my-event           event      contract              2       1     0    0     0  1.5 s
    broken             queue      fifo      adapter error                           0.0 s"
  `);
});

test("colours words on a terminal only, and never changes the text", () => {
  const ansi = /\u001b\[\d+m/g;
  const plain = formatReport(samples.report, queue);
  const coloured = formatReport(samples.report, { ...queue, painter: painterFor({ isTTY: true }, {}) });
  expect(coloured).toMatch(ansi);
  expect(coloured.replace(ansi, "")).toBe(plain);
  for (const painter of [painterFor({}, {}), painterFor({ isTTY: true }, { NO_COLOR: "1" })])
    expect(formatReport(samples.report, { ...queue, painter })).toBe(plain);
});

test("tells what was found first before what was found with its fault allowed, whatever their numbers", () => {
  const [failure] = samples.report.rules.flatMap((rule) =>
    rule.verdict === "fail" && rule.failure ? [rule.failure] : [],
  );
  if (!failure) throw new Error("there is no such sample");
  const later = { ...failure, rule: "QUEUE-03", allowing: [...failure.allowing, "QUEUE-17"] };
  const rules = samples.report.rules.map((rule) =>
    rule.id === "QUEUE-03"
      ? { id: rule.id, sentence: rule.sentence, situations: 1, verdict: "fail" as const, failure: later }
      : rule,
  );
  const text = formatReport({ ...samples.report, rules }, queue);
  const heads = text.split("\n").filter((line) => /^QUEUE-\d+ /.test(line));
  expect(heads.map((line) => line.slice(0, 8)).slice(0, 2)).toEqual(["QUEUE-17", "QUEUE-03"]);
});
