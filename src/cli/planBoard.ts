/**
 * A board in shared memory on which the worker writes the plan that it is about to run, and a counter beside it. When
 * the worker hangs, nothing but shared memory can be read any more. Written for every plan, hence bytes and no JSON:
 * eight for a step. Names are learned once and told by message.
 */
import {
  GAPS,
  ITEM_CLASSES,
  PRIORITIES,
  SIGNAL_SCOPES,
  type CallStep,
  type Plan,
  type Step,
} from "../scheduler/plan.js";

/** Counter, capacity, signal scope, number of steps: 32 bits each. */
const HEADER = 16;
const STEP = 8;
const MOST_STEPS = 1000;
const UNBOUNDED = -1;
const KINDS = ["call", "cancel", "elapse"] as const;

/** Memory for one board. */
export function createBoard(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER + STEP * MOST_STEPS);
}

/** The worker's side. */
export class BoardWriter {
  readonly #header: Int32Array;
  readonly #steps: Uint8Array;
  readonly #names = new Map<string, number>([["", 0]]);
  #isClosed = false;

  constructor(
    board: SharedArrayBuffer,
    /** Told of each verb or variant at its first use; its number is the count of names before it. */
    private readonly onName: (name: string) => void,
  ) {
    this.#header = new Int32Array(board, 0, HEADER / 4);
    this.#steps = new Uint8Array(board, HEADER);
  }

  /** Nothing is written any more: what stands there is what is to be told. */
  close(): void {
    this.#isClosed = true;
  }

  /** Says that the worker is alive. */
  tick(): void {
    Atomics.add(this.#header, 0, 1);
  }

  /** Writes a plan. Plans beyond what the board holds only count. */
  readonly write = (plan: Plan): void => {
    if (this.#isClosed) return;
    const count = plan.steps.length;
    this.#header[3] = count <= MOST_STEPS ? count : 0;
    this.#header[1] = plan.config.capacity ?? UNBOUNDED;
    this.#header[2] = SIGNAL_SCOPES.indexOf(plan.signals ?? "operation");
    if (count <= MOST_STEPS) for (let index = 0; index < count; index++) this.#writeStep(index, plan.steps[index]);
    this.tick();
  };

  #writeStep(index: number, step: Step | undefined): void {
    if (step === undefined) return;
    const at = index * STEP;
    const bytes = this.#steps;
    bytes[at] = KINDS.indexOf(step.do);
    bytes[at + 1] = step.client;
    bytes[at + 2] = GAPS.indexOf(step.gap);
    if (step.do !== "call") return;
    bytes[at + 3] = this.#number(step.verb);
    bytes[at + 4] = this.#number(step.variant ?? "");
    bytes[at + 5] = step.item === undefined ? 0 : 1 + ITEM_CLASSES.indexOf(step.item);
    bytes[at + 6] = (step.chained === true ? 1 : 0) | (step.aborted === true ? 2 : 0) | ((step.priority ?? 0) << 2);
  }

  #number(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const number = this.#names.size;
    this.#names.set(name, number);
    this.onName(name);
    return number;
  }
}

/** The watching side. */
export class BoardReader {
  readonly #header: Int32Array;
  readonly #steps: Uint8Array;
  readonly #names: string[] = [""];

  constructor(board: SharedArrayBuffer) {
    this.#header = new Int32Array(board, 0, HEADER / 4);
    this.#steps = new Uint8Array(board, HEADER);
  }

  learn(name: string): void {
    this.#names.push(name);
  }

  /** Grows with every plan. */
  get count(): number {
    return Atomics.load(this.#header, 0);
  }

  /** The plan written last; null before the first, and where that has no steps. Only right while the worker stands still. */
  plan(): Plan | null {
    const [, capacity = UNBOUNDED, signals = 0, count = 0] = this.#header;
    if (count === 0) return null;
    const scope = SIGNAL_SCOPES[signals];
    return {
      config: { capacity: capacity === UNBOUNDED ? null : capacity },
      steps: Array.from({ length: count }, (_, index) => this.#step(index * STEP)),
      ...(scope === undefined || scope === "operation" ? {} : { signals: scope }),
    };
  }

  #step(at: number): Step {
    const [kind = 0, client = 0, gap = 0, verb = 0, variant = 0, item = 0, flags = 0] = this.#steps.subarray(at);
    const what = { client, gap: GAPS[gap] ?? "quiet" };
    const is = KINDS[kind];
    if (is !== "call" && is !== undefined) return { do: is, ...what };
    const itemClass = ITEM_CLASSES[item - 1];
    const priority = PRIORITIES[flags >> 2];
    const call: CallStep = { do: "call", verb: this.#names[verb] ?? "", ...what };
    return {
      ...call,
      ...(variant === 0 ? {} : { variant: this.#names[variant] ?? "" }),
      ...(itemClass === undefined ? {} : { item: itemClass }),
      ...(priority === undefined || priority === 0 ? {} : { priority }),
      ...((flags & 1) === 0 ? {} : { chained: true }),
      ...((flags & 2) === 0 ? {} : { aborted: true }),
    };
  }
}
