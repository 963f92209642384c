import { expect, test } from "vitest";
import { formatMermaid, formatPassingMermaid } from "../../src/report/formatMermaid.js";
import { runOf } from "../../src/report/trace.js";
import * as samples from "./samples.js";

const { queueContext } = samples;

test("draws a lifeline for each client, a bar while it waits, a note where the content changes, and the contradiction", () => {
  expect(formatMermaid(samples.lostWakeup, queueContext)).toMatchInlineSnapshot(`
    "sequenceDiagram
      title QUEUE-17 A get() that is cancelled after it was woken MUST pass its wakeup on.
      participant A
      participant B
      participant C
      participant subject as my-queue 1.2.3, profile fifo, maxsize 1
      A->>subject: 1. get() parks
      activate A
      Note right of subject: [], waiting: A
      B->>subject: 2. get() parks
      activate B
      Note right of subject: [], waiting: A, B
      A-xsubject: 3. cancel (same turn as 4)
      Note right of subject: [], waiting: B
      C->>subject: 4. putNowait(1)
      Note right of subject: [1], waiting: B
      subject-->>A: get() cancelled
      deactivate A
      Note over A,subject: quiet, still pending: B
      Note over A,subject: QUEUE-17 is broken here<br/>allowed: get() of B settles with item 1<br/>observed: get() of B never settles, size is 1"
  `);
});

test("tells in how many states the model may be, and an unnamed violation as that", () => {
  expect(formatMermaid(samples.wide, queueContext)).toMatchInlineSnapshot(`
    "sequenceDiagram
      title Unnamed violation
      participant A
      participant B
      participant C
      participant D
      participant subject as my-queue 1.2.3, profile fifo, maxsize Infinity, one signal for all clients#59; item 1 is a rejected promise, 2 is the empty string, 3 is a function
      A->>subject: 1. put(1) (same turn as 2)
      activate A
      Note right of subject: …, waiting: … (the model may be in 3 states)
      B->>subject: 2. put(2) (1 turn before 3)
      activate B
      Note right of subject: …, waiting: …
      C->>subject: 3. putNowait(3) ✗ TypeError: undefine… (same turn as 4)
      Note over A,subject: first contradicted here<br/>allowed: putNowait(3) of C returns or answers full<br/>observed: putNowait(3) of C throws TypeError: undefined is not a function
      D->>subject: 4. get()
      activate D
      subject-->>A: put(1) returns
      deactivate A
      subject-->>B: put(2) returns
      deactivate B
      subject-->>D: get() → undefined
      deactivate D"
  `);
});

test("draws a plan that conforms up to its last quiet point", () => {
  const run = { ...runOf(samples.wrongOrder), contradictedAt: -1 };
  expect(formatPassingMermaid(run, queueContext).split("\n").slice(-3)).toMatchInlineSnapshot(`
    [
      "  Note right of subject: [1 2]",
      "  A->>subject: 3. getNowait() → 2",
      "  Note over A,subject: quiet",
    ]
  `);
});

test("writes what would end a message, or be markup, as Mermaid's entities", () => {
  const diagram = formatMermaid(samples.lostWakeup, {
    ...queueContext,
    adapter: { name: 'a;b#c\n<i>%%{x}&"', version: null },
  });
  expect(diagram).toContain("participant subject as a#59;b#35;c #60;i#62;#37;#37;#123;x#125;#38;#34;, profile fifo");
});

test("ends every bar that it begins at most once: Mermaid refuses another", () => {
  for (const failure of [samples.lostWakeup, samples.backlog, samples.wide]) {
    const bars = formatMermaid(failure, queueContext)
      .split("\n")
      .filter((line) => line.includes("activate "));
    const active = new Set<string>();
    for (const line of bars) {
      const client = line.slice(-1);
      expect(active.has(client)).toBe(line.includes("deactivate"));
      if (!active.delete(client)) active.add(client);
    }
  }
});
