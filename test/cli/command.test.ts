import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/runner/report.js";
import { fixtures, runCommand, startCommand } from "./runCommand.js";

const quick = ["--runs", "30"];

describe("check", () => {
  test("exits 0 for what conforms, and leaves stderr empty in a pipe", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["check", "goodEvent.ts", ...quick]);
    expect(stdout).toMatch(/^good-event 1\.0\.0, event, profile contract: conforms\n/);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).not.toMatch(/\u001b/);
  });

  test("exits 1 for what does not conform, and its token replays the same trace", async () => {
    const { exitCode, stdout } = await runCommand(["check", "lifoQueue.mjs", ...quick]);
    expect(exitCode).toBe(1);
    const trace = stdout.slice(stdout.indexOf("\n\nQUEUE-04") + 2);
    const [, token = ""] = /async-tck replay (\S+) --adapter lifoQueue\.mjs\n/.exec(trace) ?? [];
    const again = await runCommand(["replay", token, "--adapter", "lifoQueue.mjs"]);
    expect(again.exitCode).toBe(1);
    const table = (text: string): string => text.replace(/\n {2}found by[\s\S]*/, "");
    expect(table(again.stdout)).toBe(table(trace));
  });

  test("its token replays as a Mermaid diagram, which is all of stdout", async () => {
    const { stdout } = await runCommand(["check", "lifoQueue.mjs", ...quick]);
    const [, token = ""] = /async-tck replay (\S+)/.exec(stdout) ?? [];
    const drawn = await runCommand(["replay", token, "--adapter", "lifoQueue.mjs", "--mermaid"]);
    expect([drawn.exitCode, drawn.stderr]).toEqual([1, ""]);
    expect(drawn.stdout).toMatch(/^sequenceDiagram\n(?: {2}\S.*\n)+$/);
    expect(drawn.stdout).toContain("QUEUE-04 is broken here<br/>allowed: ");
  });

  test("prints the reports of all files as JSON and nothing else; the worst exit code wins", async () => {
    const { exitCode, stdout, stderr } = await runCommand([
      "check",
      "goodEvent.ts",
      "lifoQueue.mjs",
      ...quick,
      "--json",
    ]);
    const reports = JSON.parse(stdout) as Report[];
    expect(reports.map(({ adapter, status }) => [adapter.name, status])).toEqual([
      ["good-event", "conforms"],
      ["lifo-queue", "fails"],
    ]);
    expect([exitCode, stderr]).toEqual([1, ""]);
  });

  test("keeps what a subject prints out of the reports", async () => {
    const { stdout, stderr } = await runCommand(["check", "talkative.ts", ...quick, "--json"]);
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stderr).toContain("hello from the subject\n");
  });

  test("stops within a budget, and what it did not reach is inconclusive", async () => {
    const { exitCode, stdout } = await runCommand(["check", "goodEvent.ts", "--runs", "1000000", "--budget", "300ms"]);
    expect(stdout).toMatch(/^ {2}open {2}not reached within the budget: EVENT/m);
    expect(exitCode).not.toBe(1);
  });

  test("seeks a rule in the adapters that have it, and says which it left out", async () => {
    const args = ["check", "async-tck/asyncio", "--rule", "EVENT-01", "--runs", "100", "--json"];
    const { exitCode, stdout, stderr } = await runCommand(args);
    const reports = JSON.parse(stdout) as Report[];
    const verdicts = reports.map(({ adapter, rules }) => [
      adapter.name,
      rules.find(({ id }) => id === "EVENT-01")?.verdict,
    ]);
    expect(verdicts).toEqual([["asyncio.Event", "pass"]]);
    const others = ["Queue", "LifoQueue", "PriorityQueue"];
    expect(stderr).toBe(others.map((name) => `asyncio.${name} was left out: EVENT-01 is no rule of it.\n`).join(""));
    expect(exitCode).toBe(0);
  });

  test("checks every file, also after one that gives no adapter", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["check", "missing.ts", "goodEvent.ts", ...quick]);
    expect(stdout).toMatch(/^good-event 1\.0\.0/);
    expect(stderr).toBe(
      "Adapter error: missing.ts could not be judged. No rule was passed or failed.\n  There is no file missing.ts.\n",
    );
    expect(exitCode).toBe(2);
  });
});

describe("bad input gets one clear sentence, no stack trace, and exit code 2", () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      "no arguments",
      ["check"],
      /^Usage error: Name adapter files, or list them as `adapters` in async-tck\.config\.ts\.$/,
    ],
    ["an unknown command", ["chek"], /^Usage error: unknown command 'chek'/],
    ["an unknown option", ["check", "goodEvent.ts", "--sede", "1"], /^Usage error: unknown option '--sede'/],
    [
      "--rule twice",
      ["check", "goodEvent.ts", "--rule", "EVENT-01", "--rule", "EVENT-02"],
      /^Usage error: .*Give `--rule` once/s,
    ],
    ["--runs 0", ["check", "goodEvent.ts", "--runs", "0"], /^Usage error: .*'--runs <n>'.*whole number of at least 1/],
    ["--seed x", ["check", "goodEvent.ts", "--seed", "x"], /^Usage error: .*'--seed <n>'.*whole number of 32 bits/],
    ["--budget 5", ["check", "goodEvent.ts", "--budget", "5"], /^Usage error: .*a time like 5s, 500ms or 2m, got `5`/],
    ["--path alone", ["check", "goodEvent.ts", "--path", "1:2"], /^Usage error: --path .* needs --rule and --seed/],
    [
      "an unknown rule",
      ["check", "goodEvent.ts", "--rule", "event-3"],
      /^Usage error: There is no rule event-3\. Did you mean EVENT-03\?$/,
    ],
    [
      "a rule of another primitive",
      ["check", "goodEvent.ts", "--rule", "QUEUE-03"],
      /^Usage error: QUEUE-03 is no rule of events, and good-event is one\.$/,
    ],
    ["two adapters of one name", ["check", "twins.ts"], /^Usage error: Two adapters are called good-event/],
    ["a file that does not exist", ["check", "missing.ts"], /There is no file missing\.ts\.$/],
    ["a folder", ["check", "."], /\. is not a file\.$/],
    [
      "a module that throws on import",
      ["check", "throwsOnImport.ts"],
      /could not be imported: TypeError: no database here$/,
    ],
    ["a module that throws a text", ["check", "throwsText.mjs"], /could not be imported: it throws "just a text"$/],
    [
      "a module that exports a class",
      ["check", "exportsClass.mjs"],
      /exportsClass\.mjs exports a class, .*async-tck init --from exportsClass\.mjs/,
    ],
    ["a module without an adapter", ["check", "noAdapter.ts"], /noAdapter\.ts exports no adapter\./],
    [
      "a module that waits for ever",
      ["check", "awaitsForever.mjs"],
      /It waits for something that never happens, or ended the process with code \d+, before its first plan\.$/,
    ],
    ["a token that is none", ["replay", "nonsense", "--adapter", "goodEvent.ts"], /^Usage error: /],
    [
      "replay without an adapter",
      ["replay", "e1.x"],
      /^Usage error: required option '--adapter <file>' not specified$/,
    ],
  ];

  test.each(cases)("%s", async (_, args, sentence) => {
    const { exitCode, stderr } = await runCommand(args);
    expect(stderr.trim().replace(/\n\s*/g, " ")).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(exitCode).toBe(2);
  });
});

test("says of each adapter that is wrong what to change, in one sentence each", async () => {
  const { exitCode, stdout } = await runCommand(["check", "badAdapters.ts"]);
  expect(stdout.replace(/Plan:\s+\{.*\}/, "Plan: {…}")).toMatchInlineSnapshot(`
    "Adapter error: no-verbs could not be judged. No rule was passed or failed.
      The adapter needs \`put\` or \`putNowait\`
      The adapter needs \`get\` or \`getNowait\`

    Adapter error: unknown-profile 1.0.0 could not be judged. No rule was passed or
    failed.
      Expected \`profile.name\` to be contract, fifo or asyncio, got \`"fiffo"\`

    Adapter error: unknown-verb 1.0.0 could not be judged. No rule was passed or
    failed.
      Unknown property \`isset\` of the adapter: did you mean \`isSet\`?

    Adapter error: (adapter without a name) 1.0.0 could not be judged. No rule was
    passed or failed.
      Expected \`name\` to be a text that is not empty, got \`""\`

    Adapter error: create-throws 1.0.0 could not be judged. No rule was passed or
    failed.
      \`create\` of adapter create-throws threw Error: no connection

    Adapter error: create-rejects 1.0.0 could not be judged. No rule was passed or
    failed.
      \`create\` of adapter create-rejects rejected with Error: no connection

    Adapter error: create-never-settles 1.0.0 could not be judged. No rule was
    passed or failed.
      \`create\` of adapter create-never-settles never settles

    Adapter error: wrong-answer 1.0.0 could not be judged. No rule was passed or
    failed.
      Expected \`isSet\` of adapter wrong-answer to answer a finite number or a
      boolean, got \`"yes"\`

    Adapter error: promised-answer could not be judged. No rule was passed or
    failed.
      \`putNowait\` of adapter promised-answer answered a promise, but it is an
      immediate verb: it has to answer at once

    Adapter error: differs could not be judged. No rule was passed or failed.
      differs behaves differently when the same plan runs again: is there
      randomness, real time, state that outlives \`create\`, or a wake that Node does
      not show (WebAssembly, \`Atomics.waitAsync\`, a native addon)? Plan: {…}
    "
  `);
  expect(exitCode).toBe(2);
});

test("says what is wrong with a token", async () => {
  const { stdout } = await runCommand(["check", "lifoQueue.mjs", ...quick]);
  const [, token = ""] = /async-tck replay (\S+)/.exec(stdout) ?? [];
  const altered = token.slice(0, 8) + (token[8] === "A" ? "B" : "A") + token.slice(9);
  const texts: string[] = [];
  for (const wrong of [token.slice(0, -3), altered, token.replace("1.", "2."), token.replace("q", "e"), "x"]) {
    const { exitCode, stderr } = await runCommand(["replay", wrong, "--adapter", "lifoQueue.mjs"]);
    texts.push(`${exitCode} ${stderr}`);
  }
  const other = await runCommand(["replay", token, "--adapter", "tinyQueue.ts"]);
  expect([...texts, `${other.exitCode} ${other.stderr}`].join("")).toMatchInlineSnapshot(`
    "2 Usage error: The token is truncated
    2 Usage error: The token was altered: its checksum does not match
    2 Usage error: The token has version 2 of the plan format, and this kit reads 1
    2 Usage error: The token is for another primitive: event, not queue
    2 Usage error: Expected a token to begin with \`q1.\`, got \`x\`
    2 Usage error: The token was made with another operation table: the adapter has
    other verbs now, or it is another adapter's
    "
  `);
});

test("means its own copy by async-tck where the project of an adapter has none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "async-tck-"));
  copyFileSync(join(fixtures, "goodEvent.ts"), join(folder, "adapter.ts"));
  copyFileSync(join(fixtures, "lifoQueue.mjs"), join(folder, "queue.mjs"));
  copyFileSync(join(fixtures, "named.cjs"), join(folder, "named.cjs"));
  const { exitCode, stdout } = await runCommand(
    ["check", "adapter.ts", "queue.mjs", "named.cjs", ...quick, "--json"],
    folder,
  );
  rmSync(folder, { recursive: true });
  const reports = JSON.parse(stdout) as Report[];
  expect(reports.map(({ adapter }) => adapter.name)).toEqual(["good-event", "lifo-queue", "first", "second"]);
  expect(exitCode).toBe(2);
});

describe("one adapter of a file that exports several", () => {
  test.concurrent("is named by the commands of a trace, which run it alone", async () => {
    const { stdout } = await runCommand(["check", "rightAndWrong.mjs", ...quick]);
    const commands = [...stdout.matchAll(/npx async-tck (replay .*)/g)].map(([, words = ""]) => words);
    expect(commands).not.toEqual([]);
    expect(commands.every((words) => words.endsWith("--adapter rightAndWrong.mjs --only 'wrong queue'"))).toBe(true);
    const [words = ""] = commands;
    const typed = words.replace(/ --only .*/, "").split(" ");
    const [both, wrong, right] = await Promise.all([
      runCommand(typed),
      runCommand([...typed, "--only", "wrong queue"]),
      runCommand([...typed, "--only", "right queue"]),
    ]);
    expect(both.stdout).toContain("This plan conforms");
    expect(both.stdout).toContain("QUEUE-04");
    expect(wrong).toMatchObject({ exitCode: 1, stderr: "" });
    expect(wrong.stdout).not.toContain("This plan conforms");
    expect(wrong.stdout).toContain(words);
    expect(right).toMatchObject({ exitCode: 0, stderr: "" });
    expect(right.stdout).not.toContain("QUEUE-04");
  });

  test.concurrent("is checked alone where it is asked for", async () => {
    const { stdout, exitCode } = await runCommand([
      "check",
      "rightAndWrong.mjs",
      "--only",
      "right queue",
      "--json",
      ...quick,
    ]);
    const reports = JSON.parse(stdout) as Report[];
    expect(reports.map(({ adapter }) => adapter)).toEqual([
      { name: "right queue", version: null, file: "rightAndWrong.mjs", isOneOfSeveral: true },
    ]);
    expect(exitCode).toBe(0);
  });

  test.concurrent("is told where the file has none of that name", async () => {
    const { stderr, exitCode } = await runCommand(["check", "rightAndWrong.mjs", "--only", "queue"]);
    expect(stderr.replace(/\n\s*/g, " ")).toContain(
      "rightAndWrong.mjs exports no adapter called queue: there is right queue, wrong queue.",
    );
    expect(exitCode).toBe(2);
  });
});

describe("a subject that does not give control back", () => {
  test.concurrent("is stopped after 10 s and reported with its plan, never as a broken rule", async () => {
    const { exitCode, stdout } = await runCommand(["check", "neverQuiet.mjs", "--json"]);
    const [report] = JSON.parse(stdout) as [Report];
    expect(report.status).toBe("adapter error");
    expect(report.problem).toMatch(
      /^It does not become quiet: a plan made no progress for 10 s, so it was stopped\. The plan: .*wait\(\)\.\nIts token: e/,
    );
    expect(exitCode).toBe(2);
  });

  test.concurrent("is stopped while its module is imported", async () => {
    const { exitCode, stderr } = await runCommand(["check", "loopsOnImport.mjs"]);
    expect(stderr.replace(/\n\s*/g, " ")).toContain("It does not finish loading: nothing happened for 20 s");
    expect(exitCode).toBe(2);
  });

  test.concurrent("costs only its own verdict when a file has several adapters", async () => {
    const { stdout, exitCode } = await runCommand(["check", "severalWithHung.ts", "--json", ...quick]);
    const reports = JSON.parse(stdout) as Report[];
    expect(reports.map(({ adapter, status }) => [adapter.name, status])).toEqual([
      ["never-quiet", "adapter error"],
      ["after", "conforms"],
    ]);
    expect(exitCode).toBe(2);
  });

  test.concurrent("that ends the process is told, too", async () => {
    const { exitCode, stdout } = await runCommand(["check", "endsProcess.mjs"]);
    expect(stdout).toContain("It ended the process with code 7, in the middle of a plan.");
    expect(exitCode).toBe(2);
  });

  test.concurrent("is stopped by Ctrl-C with exit code 130", async () => {
    const child = startCommand(["check", "loopsOnImport.mjs"]);
    setTimeout(() => child.kill("SIGINT"), 2000);
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(130);
  });
});

test("prints its version and its help, with the exit codes", async () => {
  const [version, help, checkHelp] = await Promise.all([
    runCommand(["--version"]),
    runCommand(["--help"]),
    runCommand(["check", "--help"]),
  ]);
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  for (const { exitCode, stdout } of [help, checkHelp]) {
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /Exit codes[\s\S]* 0 {2}conforms[\s\S]* 1 {2}[\s\S]* 2 {2}[\s\S]* 3 {2}[\s\S]* 130 {2}interrupted/,
    );
  }
});
