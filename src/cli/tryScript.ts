/** Runs a written script in a fresh process, beside where it will lie, and sees what it does. */
import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Script } from "../repro/compose.js";
import type { Trial } from "../repro/reproduce.js";
import { PROBE } from "../repro/manner.js";

/** Longest time that a script may take: it has nothing to wait for. */
const LIMIT = 30_000;
const MARK = "async-tck saw ";

/** Each has a name of its own: several may run at a time. */
let scripts = 0;

/** Loaded before the script: notes what it uses of the event loop, and tells that at its end. */
const OBSERVER = `
const used = { timers: false, immediates: false, isOther: false };
globalThis.${PROBE} = (ended, wanted) => {
  const pending = Object.keys(ended).filter((who) => ended[who] === "pending");
  used.isOther ||= pending.join() !== wanted.join();
};
const { setTimeout: timeout, setInterval: interval, setImmediate: immediate } = globalThis;
globalThis.setTimeout = Object.assign((...given) => (used.timers = true, timeout(...given)), timeout);
globalThis.setInterval = (...given) => (used.timers = true, interval(...given));
globalThis.setImmediate = Object.assign((...given) => (used.immediates = true, immediate(...given)), immediate);
process.on("exit", () => process._rawDebug(${JSON.stringify(MARK)} + JSON.stringify(used)));
`;

/** What the observer tells. */
interface Seen {
  readonly timers: boolean;
  readonly immediates: boolean;
  /** At some quiet point something else had settled than in the run that is to be shown. */
  readonly isOther: boolean;
}

/** Runs a script in `folder`, under a name that is gone afterwards. Does not reject for what the script does. */
export async function tryScript(script: Script, folder: string): Promise<Trial> {
  const extension = script.isTypeScript ? "mts" : "mjs";
  const file = join(folder, `.async-tck-repro-${String(process.pid)}-${String(++scripts)}.${extension}`);
  writeFileSync(file, script.text);
  try {
    const { exitCode, stdout, stderr } = await runNode(file, script.isTypeScript, folder);
    const [, seen = "{}"] = new RegExp(`${MARK}(.*)`).exec(stderr) ?? [];
    const { timers = false, immediates = false, isOther = false } = JSON.parse(seen) as Partial<Seen>;
    const isComplete = /^expected: .*\nobserved: /m.test(stdout);
    return {
      shows: exitCode === 1 && isComplete && !isOther && stdout.includes(script.predicted ?? ""),
      usesTimers: timers,
      usesImmediates: immediates,
      ...(isComplete ? {} : { trouble: troubleWords(exitCode, stderr) }),
    };
  } finally {
    rmSync(file, { force: true });
  }
}

function troubleWords(exitCode: number | null, stderr: string): string {
  if (exitCode === null) return "the script that was written does not end when it runs by itself";
  const [error] = /^\w*(?:Error|Exception)\b.*$/m.exec(stderr) ?? [];
  return `the script that was written fails when it runs by itself${error === undefined ? "" : ` (${error.slice(0, 200)})`}`;
}

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runNode(file: string, isTypeScript: boolean, cwd: string): Promise<Ended> {
  const observer = `data:text/javascript,${encodeURIComponent(OBSERVER)}`;
  const loader = isTypeScript ? ["--import", import.meta.resolve("jiti/register")] : [];
  const args = ["--import", observer, ...loader, file];
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: LIMIT });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}
