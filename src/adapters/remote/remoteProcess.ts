/**
 * A program that runs plans: one JSON line for a plan on its standard input, one JSON line for its history on its standard
 * output, in the same order. docs/remote.md has the lines.
 *
 * Many plans may be under way; the program answers them one after the other. One that dies, prints something else, or
 * makes no progress is ended: the plan that it was about is refused with an AdapterError, and those behind it run in a
 * fresh process. Whether it makes progress is about the run, never about a rule.
 */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import { describeValue } from "../../scheduler/describeValue.js";
import type { Plan } from "../../scheduler/plan.js";
import { AdapterError } from "../../scheduler/subject.js";

/** Version of the lines. */
export const REMOTE_VERSION = 1;

/** What a program says first: `{"asyncTck": 1, …}`. */
export interface Hello {
  readonly asyncTck: number;
  /** Version of what the program runs plans on. */
  readonly version: string;
}

const TICK = 250;
/** Milliseconds without a line, while one is due, after which the program is ended. */
const PATIENCE = 8_000;
/** The program's last words on its standard error, for messages. */
const LAST_WORDS = 400;

interface Request {
  readonly line: string;
  resolve(history: unknown): void;
  reject(error: AdapterError): void;
}

/** One program, started when it is first needed and again after it has failed. */
export class RemoteProcess {
  readonly #command: string;
  readonly #args: readonly string[];
  readonly #patience: number;
  readonly #pending: Request[] = [];
  #running: Running | undefined;
  #id = 0;

  /**
   * @param command - the program, found as a shell would find it
   * @param args - its arguments
   * @param options - `patience`: milliseconds without a line, while one is due, after which the program is ended (8000)
   */
  constructor(command: string, args: readonly string[] = [], options: { readonly patience?: number } = {}) {
    this.#command = command;
    this.#args = args;
    this.#patience = options.patience ?? PATIENCE;
  }

  /** What the program says of itself. Rejects with an AdapterError where it cannot be started or says something else. */
  hello(): Promise<Hello> {
    return (this.#running ??= this.#start()).hello;
  }

  /**
   * Resolves with what the program answers as the history of `plan` on its subject of that name. Rejects with an
   * AdapterError where there is no answer, or where the program refuses the plan.
   */
  run(subject: string, plan: Plan): Promise<unknown> {
    const line = JSON.stringify({ id: ++this.#id, subject, plan });
    return new Promise((resolve, reject) => {
      this.#pending.push({ line, resolve, reject });
      if (this.#running) this.#running.send(line);
      else this.#restart();
    });
  }

  /** Ends the program. What is under way is refused. */
  end(): void {
    this.#running?.stop("was ended");
  }

  /** A fresh process gets all that is pending. */
  #restart(): void {
    if (this.#pending.length === 0) return;
    const running = (this.#running = this.#start());
    for (const { line } of this.#pending) running.send(line);
  }

  #start(): Running {
    const running: Running = new Running(this.#command, this.#args, this.#patience, {
      onLine: (line) => this.#answered(running, line),
      onEnd: (why, hasStarted) => {
        if (this.#running === running) this.#running = undefined;
        const error = new AdapterError(why);
        // one that never came up would not come up for the others either
        const failed = this.#pending.splice(0, hasStarted ? 1 : this.#pending.length);
        for (const request of failed) request.reject(error);
        this.#restart();
      },
      isDue: () => this.#pending.length > 0,
    });
    return running;
  }

  #answered(running: Running, line: string): void {
    const [request] = this.#pending;
    const answer = parsed(line);
    const isAnswer = request !== undefined && answer !== null && answer["id"] === idOf(request.line);
    if (!isAnswer || (!("history" in answer) && typeof answer["refused"] !== "string")) {
      return running.stop(`printed what is no answer: ${describeValue(line)}`);
    }
    this.#pending.shift();
    if ("history" in answer) request.resolve(answer["history"]);
    else request.reject(new AdapterError(`${this.#command} refuses the plan: ${String(answer["refused"])}`));
    running.rest();
  }
}

interface Listener {
  onLine(line: string): void;
  /** `hasStarted`: it had said what it is. */
  onEnd(why: string, hasStarted: boolean): void;
  /** Whether a line is due. */
  isDue(): boolean;
}

/** One process from its start to its end. */
class Running {
  readonly hello: Promise<Hello>;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #command: string;
  readonly #listener: Listener;
  /** In ticks of this process, so that a machine that was asleep accuses nobody. */
  readonly #patience: number;
  readonly #timer: NodeJS.Timeout;
  #welcome: ((hello: Hello) => void) | undefined;
  #refuse: (error: AdapterError) => void = () => undefined;
  #lastWords = "";
  #stillTicks = 0;
  #hasEnded = false;

  constructor(command: string, args: readonly string[], patience: number, listener: Listener) {
    this.#command = command;
    this.#listener = listener;
    this.#patience = Math.ceil(patience / TICK);
    this.hello = new Promise((resolve, reject) => {
      this.#welcome = resolve;
      this.#refuse = reject;
    });
    this.hello.catch(() => undefined);
    const child = (this.#child = spawn(command, args, { stdio: "pipe" }));
    child.on("error", (error) => this.#end(startWords(command, error)));
    child.on("close", (code, signal) => {
      this.#end(`${command} ended ${signal === null ? `with code ${String(code)}` : `by signal ${signal}`}`);
    });
    // a program that is gone takes no more lines: how it went is told by `close`
    child.stdin.on("error", () => undefined);
    child.stderr.on("data", (text: Buffer) => {
      this.#lastWords = (this.#lastWords + text.toString()).slice(-LAST_WORDS);
    });
    createInterface({ input: child.stdout }).on("line", (line) => this.#heard(line));
    this.#timer = setInterval(() => this.#tick(), TICK);
  }

  send(line: string): void {
    if (this.#hasEnded) return;
    this.#hold(true);
    this.#child.stdin.write(`${line}\n`);
  }

  /** An answer is complete. A program that nothing is asked of does not keep the host alive. */
  rest(): void {
    if (!this.#listener.isDue()) this.#hold(false);
  }

  /** Ends the process, whatever it does. */
  stop(why: string): void {
    this.#child.kill("SIGKILL");
    this.#end(`${this.#command} ${why}`);
  }

  #hold(isHeld: boolean): void {
    const { stdin, stdout, stderr } = this.#child;
    for (const handle of [this.#child, this.#timer, stdin, stdout, stderr]) {
      const held = handle as { ref?(): unknown; unref?(): unknown };
      if (isHeld) held.ref?.();
      else held.unref?.();
    }
  }

  #heard(line: string): void {
    if (this.#hasEnded) return;
    this.#stillTicks = 0;
    if (this.#welcome === undefined) return this.#listener.onLine(line);
    const hello = parsed(line) as Hello | null;
    if (hello?.asyncTck !== REMOTE_VERSION || typeof hello.version !== "string") {
      return this.stop(
        `does not speak version ${REMOTE_VERSION} of the kit's lines; it said first: ${describeValue(line)}`,
      );
    }
    this.#welcome(hello);
    this.#welcome = undefined;
    this.rest();
  }

  #tick(): void {
    if (this.#welcome === undefined && !this.#listener.isDue()) this.#stillTicks = 0;
    else if (++this.#stillTicks >= this.#patience) {
      this.stop(`has not answered for ${String((this.#patience * TICK) / 1000)} s and was ended`);
    }
  }

  #end(why: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearInterval(this.#timer);
    const words = this.#lastWords.trim().split("\n").slice(-1)[0] ?? "";
    const text = words === "" ? why : `${why}; its last words: ${words}`;
    this.#refuse(new AdapterError(text));
    this.#listener.onEnd(text, this.#welcome === undefined);
  }
}

function startWords(command: string, error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return `there is no program \`${command}\` on this machine`;
  return `\`${command}\` cannot be started: ${error.message}`;
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const data = JSON.parse(line) as unknown;
    return typeof data === "object" && data !== null ? (data as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function idOf(line: string): number {
  return (JSON.parse(line) as { readonly id: number }).id;
}
