import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import {
  checkConformance,
  defineRemote,
  profiles,
  RemoteProcess,
  type AnyAdapter,
  type Plan,
} from "../../src/index.js";
import type { HistoryDocument } from "../../src/scheduler/history.js";
import { historyOf } from "./fixtures/eventHistory.mjs";

const program = fileURLToPath(new URL("fixtures/program.mjs", import.meta.url));
const parent = fileURLToPath(new URL("fixtures/parent.mjs", import.meta.url));
const node = process.execPath;

/** What no test of something else shall run into; and what a fresh process needs at most to come up. */
const LONG = 30_000;
const SHORT = 4_000;
const HANGING = ["hang", "deaf", "silent"];

const started: RemoteProcess[] = [];
function start(fault = "none", when = "1"): RemoteProcess {
  const patience = HANGING.includes(fault) ? SHORT : LONG;
  const remote = new RemoteProcess(node, [program, fault, when], { patience });
  started.push(remote);
  return remote;
}
afterAll(() => {
  for (const remote of started.splice(0)) remote.end();
});

/** The n-th of some plans that differ. */
function planOf(n: number): Plan {
  const verbs = ["set", "wait", "clear", "isSet"];
  const steps = [n, n >> 2].map((at) => ({
    do: "call" as const,
    client: 0,
    verb: verbs[at & 3] as string,
    gap: "quiet" as const,
  }));
  return { config: { capacity: null }, steps };
}

/** How each of `count` plans ended that are under way together: the right history, or a sentence. */
async function outcomes(remote: RemoteProcess, count: number): Promise<readonly string[]> {
  const ends = await Promise.allSettled(Array.from({ length: count }, (_, n) => remote.run("event", planOf(n))));
  return ends.map((end, n) => {
    if (end.status === "rejected") return (end.reason as Error).message.replaceAll(node, "node");
    expect(end.value, `plan ${n}`).toEqual(historyOf(planOf(n)));
    return "answered";
  });
}

const pidOf = async (remote: RemoteProcess): Promise<number> =>
  ((await remote.run("pid", planOf(0))) as { readonly pid: number }).pid;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const isGone = (pid: number): Promise<void> => vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000 });

test.concurrent("answers come in order, many plans under way", async () => {
  const remote = start();
  expect(await outcomes(remote, 200)).toEqual(Array.from({ length: 200 }, () => "answered"));
  expect(await remote.hello()).toEqual({ asyncTck: 1, version: "1.0.0" });
});

const faults: readonly (readonly [string, string, RegExp])[] = [
  ["dies", "die", /^node ended with code 3$/],
  ["dies with last words", "dieWithWords", /^node ended with code 3; its last words: ValueError: it broke$/],
  ["leaves with code 0", "leave", /^node ended with code 0$/],
  ["is killed by a signal", "signal", /^node ended by signal SIGTERM$/],
  ["hangs", "hang", /^node has not answered for 4 s and was ended$/],
  ["closes its ears and says nothing", "deaf", /^node (has not answered for 4 s and was ended|ended with code 0)$/],
  ["prints rubbish", "rubbish", /^node printed what is no answer: "Traceback \(most recent call last\):"$/],
  ["prints a number", "number", /^node printed what is no answer: "7"$/],
  ["prints null", "nothing", /^node printed what is no answer: "null"$/],
  ["prints JSON that is no answer", "noAnswer", /^node printed what is no answer: "\{\\"id\\":3,\\"answer\\":1\}"$/],
  ["answers with another id", "otherId", /^node answered plan `?4`? while 3 was due$/],
  ["stops in the middle of a line", "partial", /^node ended with code 0$/],
  ["prints a line without an end", "endless", /^node printed a line without an end: "x+…$/],
  ["refuses", "refuse", /^node refuses the plan: there is no such thing$/],
];

test.concurrent.each(faults)(
  "a program that %s is told at its plan; those behind it are answered by a fresh one",
  async (_, fault, told) => {
    const remote = start(fault, "3");
    const [first, second, third, ...behind] = await outcomes(remote, 5);
    expect([first, second, ...behind]).toEqual(["answered", "answered", "answered", "answered"]);
    expect(third).toMatch(told);
  },
);

test.concurrent.each(["die", "rubbish"])(
  "a program that does so at every first plan (%s) is started for each of them",
  async (fault) => {
    const ends = await outcomes(start(fault, "1"), 3);
    expect(new Set(ends).size).toBe(1);
    expect(ends[0]).not.toBe("answered");
  },
);

test.concurrent("one that answers twice is wrong about the plan behind it", async () => {
  const ends = await outcomes(start("twice", "2"), 4);
  expect(ends.map((end) => end.replace(/: "\{.*/, ""))).toEqual([
    "answered",
    "answered",
    "node answered plan 2 while 3 was due",
    "answered",
  ]);
});

test.concurrent("what an idle program prints is told to the next plan, once", async () => {
  const remote = start("twice", "1");
  const pid = await pidOf(remote);
  expect(await outcomes(remote, 1)).toEqual(["answered"]);
  await isGone(pid);
  const [told] = await outcomes(remote, 1);
  expect(told).toMatch(/^node printed what is no answer: "\{.*, while nothing was asked of it$/);
  expect(await pidOf(remote)).not.toBe(pid);
});

test.concurrent.each(["loud", "separators", "slices"])("%s on its outputs harms nothing", async (fault) => {
  expect(await outcomes(start(fault, "2"), 3)).toEqual(["answered", "answered", "answered"]);
});

const starts: readonly (readonly [string, string, RegExp])[] = [
  ["never says hello", "silent", /^node has not said what it is for 4 s and was ended$/],
  ["dies before it says hello", "dieAtOnce", /^node ended with code 9$/],
  ["speaks another version", "otherVersion", /^node does not speak version 1 of the kit's lines; it said first: "\{/],
  ["says something else first", "chatty", /^node does not speak version 1 .*: "Welcome to my program!"$/],
  ["does not say its version", "helloWithoutVersion", /^node does not speak version 1 /],
];

test.concurrent.each(starts)("a program that %s refuses all plans under way, and hello()", async (_, fault, told) => {
  const remote = start(fault, "0");
  const hello = remote.hello();
  const ends = await outcomes(remote, 3);
  for (const end of ends) expect(end).toMatch(told);
  await expect(hello).rejects.toThrow(/./);
});

test.concurrent("what cannot be started is told in one sentence, for hello() and for every plan", async () => {
  const folder = mkdtempSync(join(tmpdir(), "async-tck-"));
  const file = join(folder, "plain");
  writeFileSync(file, "not a program");
  const told = async (command: string): Promise<string> => {
    const remote = new RemoteProcess(command);
    const hello = await remote.hello().catch((error: Error) => error.message);
    const ends = await outcomes(remote, 2);
    expect(ends).toEqual([hello, hello]);
    return String(hello).replace(folder, "");
  };
  expect(await told("no-such-program-anywhere")).toBe("there is no program `no-such-program-anywhere` on this machine");
  expect(await told(file)).toBe("`/plain` is no program that may be started");
  expect(await told(folder)).toBe("`` is no program that may be started");
  expect(await told("")).toBe("the name of the program is empty");
  expect(await told("a\0b")).toMatch(/cannot be started/);
  rmSync(folder, { recursive: true });
});

test.concurrent("one that ended while nothing was asked of it is started again when it is needed", async () => {
  const remote = start();
  const pid = await pidOf(remote);
  process.kill(pid, "SIGKILL");
  await isGone(pid);
  await vi.waitFor(async () => expect(await pidOf(remote)).not.toBe(pid));
  expect(await outcomes(remote, 2)).toEqual(["answered", "answered"]);
});

test.concurrent(
  "end() refuses all that is under way, leaves no process, and the program can be used again",
  async () => {
    const remote = start("hang", "1");
    const pid = await pidOf(remote);
    const ends = outcomes(remote, 3);
    remote.end();
    expect(await ends).toEqual(["node was ended", "node was ended", "node was ended"]);
    await isGone(pid);
    const again = await pidOf(remote);
    expect(again).not.toBe(pid);
    remote.end();
    remote.end();
    await isGone(again);
  },
);

test.concurrent("one that printed rubbish is gone", async () => {
  for (const fault of ["rubbish", "endless"]) {
    const remote = start(fault, "1");
    const pid = await pidOf(remote);
    await outcomes(remote, 1);
    await isGone(pid);
  }
});

/** Runs a host of its own that uses a program; resolves with its exit code and the pid of the program. */
async function host(...args: readonly string[]): Promise<{ readonly code: number | null; readonly pid: number }> {
  const child = spawn(node, [parent, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (data: Buffer) => (text += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, pid: Number(text) };
}

test.concurrent.each(["none", "immortal"])(
  "an idle program (%s) does not keep its host alive, and ends with it",
  async (fault) => {
    const { code, pid } = await host("idle", program, fault);
    expect(code).toBe(0);
    await isGone(pid);
  },
);

test.concurrent("a program that hangs ends with a host that leaves", async () => {
  const { code, pid } = await host("leave", program, "hang");
  expect(code).toBe(5);
  await isGone(pid);
});

function remoteEvent(remote: RemoteProcess): AnyAdapter {
  return defineRemote({
    primitive: "event",
    name: "remote-event",
    verbs: ["wait", "set", "clear", "isSet"],
    observers: ["isSet"],
    run: (plan) => remote.run("event", plan) as Promise<HistoryDocument>,
    profile: { ...profiles.contract, cancellation: { wait: "method" } },
  });
}

test.concurrent.each([
  ["die", /^node ended with code 3\. Plan: \{"config":.*\}, token: e1\.\S+$/],
  ["hang", /^node has not answered for 4 s and was ended\. Plan: \{"config":.*\}, token: e1\.\S+$/],
  ["rubbish", /^node printed what is no answer: "Traceback.*"\. Plan: \{"config":.*\}, token: e1\.\S+$/],
  ["notAHistory", /^remote-event answers with no history: event 0 cannot be: .*\. Plan: \{.*\}, token: e1\.\S+$/],
])("a check of one that goes wrong (%s) is an adapter error that names the plan and its token", async (fault, told) => {
  const remote = start(fault, "1");
  const { status, problem = "" } = await checkConformance(remoteEvent(remote), { numRuns: 5 });
  expect(status).toBe("adapter error");
  expect(problem.replaceAll(node, "node")).toMatch(told);
});
