/** One process of a program that runs plans, from its start to its end: lines in, lines out, and how it went. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { describeValue } from "../../scheduler/describeValue.js";
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
/** The program's last words on its standard error, for messages. */
const LAST_WORDS = 400;
/** Characters without the end of a line, after which no line is expected any more. */
const LONGEST_LINE = 16_000_000;

interface Listener {
  onLine(line: string): void;
  /** `hasStarted`: it had said what it is. */
  onEnd(why: string, hasStarted: boolean): void;
  /** Whether a line is due. */
  isDue(): boolean;
}

/** Programs that live. A host that ends takes them along, also those that do not look at their standard input. */
const living = new Set<ChildProcessWithoutNullStreams>();
const endAll = (): void => living.forEach((child) => void child.kill("SIGKILL"));

/** One process. It keeps the host alive only while a line is due. */
export class RunningProgram {
  readonly hello: Promise<Hello>;
  readonly #command: string;
  readonly #listener: Listener;
  /** In ticks of this process, so that a machine that was asleep accuses nobody. */
  readonly #patience: number;
  readonly #timer: NodeJS.Timeout;
  /** Undefined where the host could not even begin to start it. */
  #child: ChildProcessWithoutNullStreams | undefined;
  #welcome: ((hello: Hello) => void) | undefined;
  #refuse: (error: AdapterError) => void = () => undefined;
  #unfinished = "";
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
    this.#timer = setInterval(() => this.#tick(), TICK);
    try {
      const child = spawn(command, args, { stdio: "pipe" });
      child.on("error", (error) => this.#end(startWords(command, error)));
      this.#listen(child);
      this.#child = child;
    } catch (error) {
      // an empty name, or no file handles left: whoever started it must know it first
      queueMicrotask(() => this.#end(startWords(command, error as NodeJS.ErrnoException)));
    }
  }

  #listen(child: ChildProcessWithoutNullStreams): void {
    const ended = (code: number | null, signal: string | null): void => {
      this.#end(`${this.#command} ended ${signal === null ? `with code ${String(code)}` : `by signal ${signal}`}`);
    };
    child.on("exit", (code, signal) => {
      living.delete(child);
      if (living.size === 0) process.off("exit", endAll);
      // what is asked from here on is asked of another process; else its last answers may still come
      if (!this.#listener.isDue()) ended(code, signal);
    });
    child.on("close", ended);
    // a program that is gone takes no more lines: how it went is told by `close`
    child.stdin.on("error", () => undefined);
    child.stdout.setEncoding("utf8").on("data", (text: string) => this.#read(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#lastWords = (this.#lastWords + text).slice(-LAST_WORDS);
    });
    if (living.size === 0) process.on("exit", endAll);
    living.add(child);
  }

  send(line: string): void {
    if (this.#hasEnded || !this.#child) return;
    this.#hold(true);
    this.#child.stdin.write(`${line}\n`);
  }

  /** An answer is complete. A program that nothing is asked of does not keep the host alive. */
  rest(): void {
    if (!this.#listener.isDue()) this.#hold(false);
  }

  /** Ends the process, whatever it does. */
  stop(why: string): void {
    this.#child?.kill("SIGKILL");
    this.#end(`${this.#command} ${why}`);
  }

  #hold(isHeld: boolean): void {
    if (!this.#child) return;
    const { stdin, stdout, stderr } = this.#child;
    for (const handle of [this.#child, this.#timer, stdin, stdout, stderr]) {
      const held = handle as { ref?(): unknown; unref?(): unknown };
      if (isHeld) held.ref?.();
      else held.unref?.();
    }
  }

  /** Only `\n` ends a line: JSON may hold other characters that some call the end of a line. */
  #read(text: string): void {
    const [first = "", ...others] = text.split("\n");
    const lines = [this.#unfinished + first, ...others];
    this.#unfinished = lines.pop() ?? "";
    for (const line of lines) this.#heard(line);
    if (this.#unfinished.length > LONGEST_LINE && !this.#hasEnded) {
      this.stop(`printed a line without an end: ${describeValue(this.#unfinished)}`);
    }
  }

  #heard(line: string): void {
    if (this.#hasEnded) return;
    this.#stillTicks = 0;
    if (this.#welcome === undefined) return this.#listener.onLine(line);
    const hello = parsedLine(line) as Hello | null;
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
      const what = this.#welcome === undefined ? "answered" : "said what it is";
      this.stop(`has not ${what} for ${String((this.#patience * TICK) / 1000)} s and was ended`);
    }
  }

  #end(why: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearInterval(this.#timer);
    // a grandchild may hold the other ends for ever
    for (const stream of this.#child ? [this.#child.stdin, this.#child.stdout, this.#child.stderr] : [])
      stream.destroy();
    const words = this.#lastWords.trim().split("\n").slice(-1)[0]?.replace(/\.$/, "") ?? "";
    const text = words === "" ? why : `${why}; its last words: ${words}`;
    this.#refuse(new AdapterError(text));
    this.#listener.onEnd(text, this.#welcome === undefined);
  }
}

function startWords(command: string, error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return `there is no program \`${command}\` on this machine`;
  if (command === "") return "the name of the program is empty";
  if (error.code === "EACCES") return `\`${command}\` is no program that may be started`;
  return `\`${command}\` cannot be started: ${error.message}`;
}

/** The object that a line of JSON says, or null. */
export function parsedLine(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const data = JSON.parse(line) as unknown;
    return typeof data === "object" && data !== null ? (data as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
