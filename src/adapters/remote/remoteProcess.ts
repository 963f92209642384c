/**
 * A program that runs plans: one JSON line for a plan on its standard input, one JSON line for its history on its standard
 * output, in the same order. docs/remote.md has the lines.
 *
 * Many plans may be under way; the program answers them one after the other. One that dies, prints something else, or
 * makes no progress is ended: the plan that it was about is refused with an AdapterError, and those behind it run in a
 * fresh process. Whether it makes progress is about the run, never about a rule.
 */
import { describeValue } from "../../scheduler/describeValue.js";
import type { Plan } from "../../scheduler/plan.js";
import { AdapterError } from "../../scheduler/subject.js";
import { parsedLine, RunningProgram, type Hello } from "./runningProgram.js";

/** Milliseconds without a line, while one is due, after which the program is ended. */
const PATIENCE = 8_000;

interface Request {
  readonly id: number;
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
  #running: RunningProgram | undefined;
  #id = 0;
  /** What the program did wrong while nothing was asked of it: the next plan is told. */
  #debt: string | undefined;

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
    return (this.#running ?? this.#start()).hello;
  }

  /**
   * Resolves with what the program answers as the history of `plan` on its subject of that name. Rejects with an
   * AdapterError where there is no answer, or where the program refuses the plan.
   */
  run(subject: string, plan: Plan): Promise<unknown> {
    const debt = this.#debt;
    this.#debt = undefined;
    if (debt !== undefined) return Promise.reject(new AdapterError(debt));
    const id = ++this.#id;
    const line = JSON.stringify({ id, subject, plan });
    return new Promise((resolve, reject) => {
      this.#pending.push({ id, line, resolve, reject });
      if (this.#running) this.#running.send(line);
      else this.#restart();
    });
  }

  /** Ends the program. Every plan that is under way is refused. */
  end(): void {
    this.#debt = undefined;
    const error = new AdapterError(`${this.#command} was ended`);
    for (const request of this.#pending.splice(0)) request.reject(error);
    this.#running?.stop("was ended");
  }

  /** A fresh process gets all that is pending. */
  #restart(): void {
    if (this.#pending.length === 0) return;
    const running = this.#start();
    for (const { line } of this.#pending) running.send(line);
  }

  #start(): RunningProgram {
    const running: RunningProgram = new RunningProgram(this.#command, this.#args, this.#patience, {
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
    this.#running = running;
    return running;
  }

  #answered(running: RunningProgram, line: string): void {
    const [request] = this.#pending;
    const answer = parsedLine(line);
    const isAnswer = answer !== null && ("history" in answer || typeof answer["refused"] === "string");
    if (!request || !isAnswer || answer["id"] !== request.id) {
      const isOther = request !== undefined && isAnswer;
      const why = isOther
        ? `answered plan ${describeValue(answer["id"])} while ${request.id} was due`
        : `printed what is no answer: ${describeValue(line)}`;
      if (!request) this.#debt = `${this.#command} ${why}, while nothing was asked of it`;
      return running.stop(why);
    }
    this.#pending.shift();
    if ("history" in answer) request.resolve(answer["history"]);
    else request.reject(new AdapterError(`${this.#command} refuses the plan: ${String(answer["refused"])}`));
    running.rest();
  }
}
