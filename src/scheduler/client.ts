import { adoptAnswer, type Continuation } from "./adoptAnswer.js";
import type { Operation } from "./operation.js";

const RESOLVED = Promise.resolve();

/** What a client needs of its run. */
export interface ClientRun {
  /** Calls the verb of a step for a client and records it. */
  issue(step: number, client: Client): void;
  /** Records that the outstanding operation of a client ended. */
  settle(client: Client, isThrown: boolean, answer: unknown): void;
  /** Records that the operation of a step ended once more. */
  settleAgain(client: Client, step: number, isThrown: boolean, answer: unknown): void;
  /** Runs `job` from inside the subject's own runtime, if it has one. */
  enter(job: () => void): void;
  /** Records that a gap is over. */
  turn(step: number): void;
  /** The gap of a step: turns, or -1 for quiet. */
  gapOf(step: number): number;
  /** Ends the run without a history. */
  fail(error: unknown): void;
}

/**
 * A sequential caller: at most one blocking operation outstanding, like an async function that awaits each call. Its
 * continuations are made once, so that a step makes none.
 */
export class Client implements Continuation {
  /** Step of the outstanding operation, or -1. */
  outstanding = -1;
  /** Step of the last blocking operation, outstanding or not, or -1. */
  last = -1;
  /** When the time of the outstanding operation is up, on the virtual clock. */
  deadline: number = Infinity;
  /** That operation. */
  operation: Operation | undefined;
  /** Second settlements of the outstanding operation that came before its first one was told. */
  settledAgainEarly: { readonly isThrown: boolean; readonly answer: unknown }[] | undefined;
  /** Steps that wait for this client, oldest first. */
  readonly backlog: number[] = [];

  private turnsLeft = 0;
  private waitsForQuiet = false;
  private gapStep = -1;
  /** A subject that calls back at once does so while the step is being issued. */
  private isIssuing = false;

  constructor(
    readonly index: number,
    private readonly run: ClientRun,
  ) {}

  /** Nothing outstanding, no backlog, its own gap over. */
  get isIdle(): boolean {
    return this.outstanding < 0 && this.backlog.length === 0 && this.isGapOver;
  }

  private get isGapOver(): boolean {
    return this.turnsLeft === 0 && !this.waitsForQuiet;
  }

  /** Subscribes to the answer of the operation that `step` just called. */
  adopt(answer: unknown, step: number): void {
    adoptAnswer(answer, step, this);
  }

  /** The quiet point that the client may have waited for is here. Answers whether it issued a step. */
  release(): boolean {
    if (!this.waitsForQuiet) return false;
    this.waitsForQuiet = false;
    return this.advance();
  }

  /** Issues backlog steps as long as nothing is outstanding and no gap is waited. Answers whether there was any. */
  private advance(): boolean {
    if (this.isIssuing || this.outstanding >= 0 || !this.isGapOver || this.backlog.length === 0) return false;
    this.isIssuing = true;
    this.run.enter(() => this.issueAll());
    return true;
  }

  private issueAll(): void {
    while (this.outstanding < 0 && this.isGapOver) {
      const step = this.backlog.shift();
      if (step === undefined) break;
      this.run.issue(step, this);
      this.waitGap(step);
    }
    this.isIssuing = false;
  }

  private waitGap(step: number): void {
    const gap = this.run.gapOf(step);
    if (gap < 0) {
      this.waitsForQuiet = true;
    } else if (gap > 0) {
      this.gapStep = step;
      this.turnsLeft = gap;
      this.awaitTurn();
    }
  }

  private awaitTurn(): void {
    void RESOLVED.then(() => this.onTurn());
  }

  private onTurn(): void {
    if (--this.turnsLeft > 0) return this.awaitTurn();
    try {
      this.run.turn(this.gapStep);
      this.advance();
    } catch (error) {
      this.run.fail(error);
    }
  }

  readonly onValue = (value: unknown): void => this.settled(false, value);
  readonly onError = (thrown: unknown): void => this.settled(true, thrown);

  /** The very continuation in which the operation settles: the next backlog step is issued here. */
  private settled(isThrown: boolean, answer: unknown): void {
    try {
      this.run.settle(this, isThrown, answer);
      this.advance();
    } catch (error) {
      this.run.fail(error);
    }
  }

  onAgain(step: number, isThrown: boolean, answer: unknown): void {
    try {
      this.run.settleAgain(this, step, isThrown, answer);
    } catch (error) {
      this.run.fail(error);
    }
  }
}
