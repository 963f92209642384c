/** Runs the built command in a process of its own, as a user does. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Where adapter files of tests lie; commands run there, so that messages hold short names. */
export const fixtures: string = fileURLToPath(new URL("fixtures", import.meta.url));
const command = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** How a call ended. */
export interface CommandRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command without a terminal. Among the fixtures no failures are kept: they are for all tests. */
export function startCommand(typed: readonly string[], cwd: string = fixtures): ChildProcessWithoutNullStreams {
  const args = typed[0] === "check" && cwd === fixtures ? [...typed, "--no-failures"] : typed;
  return start([command, ...args], cwd);
}

/** The same for a debugger, which is told on stderr where to connect; nothing runs before. */
export function startInspected(args: readonly string[], cwd: string): ChildProcessWithoutNullStreams {
  return start(["--inspect-brk=0", command, ...args], cwd);
}

function start(args: readonly string[], cwd: string): ChildProcessWithoutNullStreams {
  const own = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^VITEST|^FORCE_COLOR/.test(key)));
  return spawn(process.execPath, args, { cwd, env: own });
}

/** Runs the command to its end. */
export async function runCommand(args: readonly string[], cwd?: string): Promise<CommandRun> {
  const child = startCommand(args, cwd);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, stdout, stderr };
}
