import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cpython, type Cpython } from "async-tck/cpython";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkConformance, RemoteProcess, type AnyAdapter, type Plan } from "../../src/index.js";
import { toSubject } from "../../src/adapters/subject.js";
import type { HistoryDocument } from "../../src/scheduler/history.js";
import { encodeToken } from "../../src/scheduler/token.js";
import { runCommand } from "../cli/runCommand.js";
import { call, plan } from "../scheduler/handmade.js";
import { anyPlan } from "../scheduler/randomPlans.js";
import { isNewer, otherInterpreters, PYTHON, PYTHON_WORDS } from "./interpreters.js";

const here = fileURLToPath(new URL("fixtures", import.meta.url));
const program = fileURLToPath(new URL("../../src/adapters/cpython/asyncio_plans.py", import.meta.url));
const python = PYTHON?.python ?? "python3";

const remotely = (adapter: AnyAdapter, any: Plan): Promise<HistoryDocument> => {
  if (!adapter.remote) throw new Error(`${adapter.name} is not remote`);
  return adapter.remote(any);
};

describe.skipIf(PYTHON === null)(PYTHON_WORDS, () => {
  let all: Cpython;
  beforeAll(async () => {
    all = await cpython({ python });
  });
  afterAll(() => all.end());

  test.each(["event", "queue", "lifoQueue", "priorityQueue"] as const)("its %s conforms", async (name) => {
    const { status, problem, hints, warnings, rules, adapter } = await checkConformance(all[name], { numRuns: 10 });
    const failed = rules.filter(({ verdict }) => verdict === "fail");
    const conforms = { status: "conforms", problem: undefined, hints: [], warnings: [], failed: [] };
    expect({ status, problem, hints, warnings, failed }).toEqual(conforms);
    expect(adapter.version).toBe(`CPython ${all.version}`);
    expect(rules.filter(({ verdict }) => verdict === "pass").length).toBeGreaterThan(10);
  });

  const refusals: readonly (readonly [string, Plan, RegExp])[] = [
    ["an aborted signal", plan(call("A", "get", "quiet", { aborted: true })), /no signal that could be aborted before/],
    ["a shared signal", { ...plan(call("A", "get")), signals: "all" }, /no signal that operations could share/],
    ["an item that Python lacks", plan(call("A", "put", "quiet", { item: "undefined" })), /Python has no `undefined`/],
    ["a verb of other objects", plan(call("A", "wait")), /asyncio\.Queue of Python \S+ has no `wait`/],
    ["an unknown variant", plan(call("A", "get", "quiet", { variant: "timeout" })), /`get` has no variant `timeout`/],
  ];

  test.each(refusals)("refuses %s in one sentence, and goes on", async (_, refused, told) => {
    const remote = new RemoteProcess(python, ["-u", program]);
    const ends = await Promise.allSettled([remote.run("Queue", refused), remote.run("Queue", plan(call("A", "get")))]);
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    const { message } = (ends[0] as PromiseRejectedResult).reason as Error;
    expect(message).toMatch(told);
    expect(message).not.toContain("\n");
    remote.end();
  });

  test("a plan that is refused in the middle leaves nothing behind for the next one", async () => {
    // 1. B parks; its second operation will be refused. 2. The driver awaits quiescence while B is woken.
    const broken = plan(call("B", "get", 0), call("B", "put", 0, { item: "undefined" }), call("A", "putNowait"));
    const whole = plan(call("A", "get", 5), call("A", "get", 5), ...[5, 3, 1].map(() => call("B", "putNowait", 5)));
    const remote = new RemoteProcess(python, ["-u", program]);
    const history = await remote.run("Queue", whole);
    await expect(remote.run("Queue", broken)).rejects.toThrow("Python has no `undefined`");
    for (let again = 0; again < 3; again++) expect(await remote.run("Queue", whole)).toEqual(history);
    remote.end();
  });

  test("what goes wrong once among random plans is told, and nothing begins behind the plans begun ahead", async () => {
    let count = 0;
    const remote = (any: Plan): Promise<HistoryDocument> =>
      ++count === 400 ? Promise.reject(new Error("it broke once")) : remotely(all.event, any);
    const { status, problem } = await checkConformance({ ...all.event, remote }, { numRuns: 20 });
    expect({ status, problem }).toEqual({ status: "adapter error", problem: "it broke once" });
    expect(count).toBeLessThan(400 + 64);
  });

  describe("killed with SIGKILL", () => {
    const folder = mkdtempSync(join(tmpdir(), "async-tck-"));
    const wrapper = join(folder, "python-that-tells-its-pid");
    writeFileSync(wrapper, `#!/bin/sh\necho $$ >> ${join(folder, "pids")}\nexec ${python} "$@"\n`);
    chmodSync(wrapper, 0o755);
    afterAll(() => rmSync(folder, { recursive: true }));
    const pids = (): readonly number[] => readFileSync(join(folder, "pids"), "utf8").trim().split("\n").map(Number);
    const lastPid = (): number => pids().at(-1) ?? 0;
    const isGone = (pid: number): Promise<void> => vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow());
    const some = plan(call("A", "get", 0), call("B", "putNowait"));

    test("in the middle: the plan is told with its token, the one behind it runs in a fresh process", async () => {
      const { queue, end } = await cpython({ python: wrapper });
      const pid = lastPid();
      process.kill(pid, "SIGSTOP");
      const ends = Promise.allSettled([remotely(queue, some), remotely(queue, some)]);
      process.kill(pid, "SIGKILL");
      const [first, second] = await ends;
      const told = first.status === "rejected" ? (first.reason as Error).message : "";
      expect(told.replace(folder, "")).toMatch(/^\/python\S+ ended by signal SIGKILL\. Plan: \{.*\}, token: q1\.\S+$/);
      expect(second).toMatchObject({ status: "fulfilled", value: { version: 1, neverIssued: [] } });
      expect(lastPid()).not.toBe(pid);
      end();
      await isGone(lastPid());
    });

    test("between plans: nothing is told, and the next plan runs in a fresh process", async () => {
      const { queue, end } = await cpython({ python: wrapper });
      const history = await remotely(queue, some);
      const pid = lastPid();
      process.kill(pid, "SIGKILL");
      await isGone(pid);
      expect(await remotely(queue, some)).toEqual(history);
      expect(lastPid()).not.toBe(pid);
      end();
    });
  });

  describe("the command", () => {
    test("checks async-tck/cpython like any adapter", async () => {
      const { exitCode, stdout, stderr } = await runCommand([
        "check",
        "async-tck/cpython",
        "--runs",
        "20",
        "--python",
        python,
      ]);
      const heads = stdout.match(/^asyncio\..*$/gm);
      expect(heads).toEqual([
        `asyncio.Event CPython ${all.version}, event, profile asyncio: conforms`,
        ...["Queue", "LifoQueue", "PriorityQueue"].map(
          (name) => `asyncio.${name} CPython ${all.version}, queue, profile asyncio: conforms`,
        ),
      ]);
      expect([exitCode, stderr]).toEqual([0, ""]);
    });

    test("tells an adapter file of one's own which interpreter is meant", async () => {
      const args = ["check", "chosenPython.ts", "--runs", "10"];
      const { exitCode, stdout } = await runCommand([...args, "--python", python], here);
      expect(stdout).toMatch(/^my event CPython \S+, event, profile asyncio: conforms\n/);
      expect(exitCode).toBe(0);
      const missing = await runCommand([...args, "--python", "no-python"], here);
      expect(missing.stderr.replace(/\s+/g, " ")).toContain(
        "chosenPython.ts could not be judged. No rule was passed or failed. there is no program `no-python`",
      );
      expect([missing.exitCode, missing.stdout]).toEqual([2, ""]);
    });

    test("replays a token on it", async () => {
      const some = plan(call("A", "wait", 0), call("B", "set"));
      const token = encodeToken(some, { primitive: "event", verbs: toSubject(all.event).verbs });
      const args = ["replay", token, "--adapter", "async-tck/cpython", "--python"];
      const { exitCode, stdout, stderr } = await runCommand([...args, python]);
      expect(stdout).toMatch(/^This plan conforms: [^\n]*\n+ *asyncio\.Event CPython/);
      expect(stdout).toContain(`npx async-tck replay ${token} --adapter async-tck/cpython --python ${python}\n`);
      expect([exitCode, stderr]).toEqual([0, ""]);
      const missing = await runCommand([...args, "no-python"]);
      expect(missing.stderr.replace(/\s+/g, " ")).toContain("there is no program `no-python` on this machine");
      expect([missing.exitCode, missing.stdout]).toEqual([2, ""]);
    });
  });
});

test.each([
  [
    "is missing",
    "no-such-python",
    /there is no program `no-such-python` on this machine\. CPython 3\.8 or newer is needed; --python/,
  ],
  [
    "is no Python",
    "/bin/cat",
    /\/bin\/cat does not speak version 1 of the kit's lines; .* CPython 3\.8 or newer is needed/,
  ],
])("an interpreter that %s is one sentence and exit code 2", async (_, command, told) => {
  const { exitCode, stdout, stderr } = await runCommand(["check", "async-tck/cpython", "--python", command]);
  expect(stderr.replace(/\s+/g, " ")).toMatch(told);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect([exitCode, stdout]).toEqual([2, ""]);
});

const others = otherInterpreters();

describe("Pythons that are too old", () => {
  const old = others.filter((each) => !isNewer(each, 8));
  test.skipIf(old.length === 0)(
    `are told (${old.map(({ version }) => version.join(".")).join(", ") || "NOT COVERED: none here"})`,
    async () => {
      for (const { python: command, version } of old) {
        const message = await cpython({ python: command }).catch((error: Error) => error.message);
        if (version[0] === 3)
          expect(message).toContain(`${command} is CPython ${version.join(".")}. CPython 3.8 or newer is needed`);
        else
          expect(message).toMatch(/ended with code 1; its last words: SyntaxError.*\. CPython 3\.8 or newer is needed/);
      }
    },
  );
});

describe("the program's own tasks", () => {
  const eager = others.filter((each) => isNewer(each, 12));
  const title =
    eager.map(({ version }) => version.join(".")).join(", ") || "NOT COVERED: no CPython 3.12 or newer here";
  test.skipIf(eager.length === 0)(`step as asyncio.Task does when it starts eagerly (${title})`, async () => {
    for (const { python: command, version } of eager) {
      const real = new RemoteProcess(command, ["-u", program]);
      const own = new RemoteProcess(command, ["-u", program, "--own-tasks"]);
      const closes = version[1] === 13 ? ["close"] : [];
      const queues = ["put", "get", "putNowait", "getNowait", "join", "taskDone", ...closes];
      for (const [subject, verbs] of [
        ["Event", ["wait", "set", "clear"]],
        ["Queue", queues],
        ["PriorityQueue", queues],
      ] as const) {
        const plans = fc.sample(anyPlan(verbs, { maxLength: 14 }), { numRuns: 700, seed: 17 });
        const run = (remote: RemoteProcess): Promise<unknown[]> =>
          Promise.all(plans.map((any) => remote.run(subject, any)));
        const [expected, given] = await Promise.all([run(real), run(own)]);
        expect(given.map((history) => JSON.stringify(history))).toEqual(
          expected.map((history) => JSON.stringify(history)),
        );
      }
      real.end();
      own.end();
    }
  });
});

describe("the program gives the same histories", () => {
  const newer = others.filter((each) => isNewer(each, 8));
  const title = newer.map(({ version }) => version.join(".")).join(", ") || "NOT COVERED: none here";
  test.skipIf(newer.length === 0)(`on every CPython (${title})`, async () => {
    const verbs = ["put", "get", "putNowait", "getNowait", "join", "taskDone"];
    const plans = fc.sample(anyPlan(verbs, { maxLength: 14 }), { numRuns: 300, seed: 23 });
    const texts = await Promise.all(
      newer.map(async ({ python: command }) => {
        const remote = new RemoteProcess(command, ["-u", program]);
        const histories = await Promise.all(plans.map((any) => remote.run("Queue", any)));
        remote.end();
        return JSON.stringify(histories);
      }),
    );
    expect(new Set(texts).size).toBe(1);
  });
});
