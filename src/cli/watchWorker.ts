/**
 * Runs one worker to its end, or ends it. A worker is alive as long as its board's counter moves; quiet stretches are
 * counted in ticks of this thread's own timer, so that a machine that was asleep accuses nobody.
 */
import { url as inspectorUrl } from "node:inspector";
import { Worker } from "node:worker_threads";
import type { Plan } from "../scheduler/plan.js";
import { BoardReader, createBoard } from "./planBoard.js";
import type { WorkerData, WorkerMessage } from "./protocol.js";

const TICK = 250;
/** Without a new plan for 10 s a subject does not become quiet. */
const TICKS_PER_PLAN = 10_000 / TICK;
/** Loading compiles and imports other people's packages: it gets longer. */
const TICKS_TO_LOAD = 20_000 / TICK;
/** Whoever pressed Ctrl-C waits for what was found, but not for long. */
const TICKS_TO_END = 5_000 / TICK;

/** How a worker ended. `plan` is the one it was about to run, if any. */
export type WorkerEnd =
  | { readonly kind: "done" }
  | { readonly kind: "problem"; readonly fault: "adapter" | "usage" | "kit"; readonly text: string }
  /** It was told to end its search, and had nothing to tell in time. */
  | { readonly kind: "interrupted" }
  | { readonly kind: "hung"; readonly isLoaded: boolean; readonly plan: Plan | null }
  | { readonly kind: "threw"; readonly text: string; readonly plan: Plan | null }
  | { readonly kind: "exited"; readonly code: number; readonly plan: Plan | null };

/** A worker under watch. */
export interface WatchedWorker {
  readonly end: Promise<WorkerEnd>;
  stop(): Promise<void>;
  /** Asks for what was found so far; ends the worker where that takes longer than some seconds. */
  interrupt(): void;
}

/** Starts a worker. `onMessage` sees everything except what ends it. What the subject prints goes to stderr. */
export function watchWorker(
  data: Omit<WorkerData, "board" | "stop">,
  onMessage: (message: WorkerMessage) => void,
): WatchedWorker {
  const board = createBoard();
  const reader = new BoardReader(board);
  const stopFlag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    workerData: { ...data, board, stop: stopFlag.buffer } satisfies WorkerData,
    stdout: true,
  });
  worker.stdout.pipe(process.stderr, { end: false });

  let finish: (end: WorkerEnd) => void = () => undefined;
  const ended = new Promise<WorkerEnd>((resolve) => (finish = resolve));
  let isLoaded = false;
  let lastCount = 0;
  let stillTicks = 0;
  let ticksLeft = 0;
  const timer = setInterval(() => {
    const { count } = reader;
    stillTicks = count === lastCount ? stillTicks + 1 : 0;
    lastCount = count;
    if (ticksLeft > 0 && --ticksLeft === 0) finish({ kind: "interrupted" });
    // in a debugger a run stands still as long as somebody looks at it
    if (inspectorUrl() !== undefined) return;
    if (stillTicks >= (isLoaded ? TICKS_PER_PLAN : TICKS_TO_LOAD)) {
      finish({ kind: "hung", isLoaded, plan: reader.plan() });
    }
  }, TICK);

  worker.on("message", (message: WorkerMessage) => {
    stillTicks = 0;
    if (message.kind === "name") reader.learn(message.name);
    else if (message.kind === "done") finish({ kind: "done" });
    else if (message.kind === "problem") finish(message);
    else {
      if (message.kind === "loaded") isLoaded = true;
      onMessage(message);
    }
  });
  worker.on("error", (thrown) => finish({ kind: "threw", text: String(thrown), plan: reader.plan() }));
  worker.on("exit", (code) => finish({ kind: "exited", code, plan: reader.plan() }));

  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await worker.terminate();
  };
  const end = ended.then(async (result) => {
    await stop();
    return result;
  });
  const interrupt = (): void => {
    Atomics.store(stopFlag, 0, 1);
    ticksLeft = TICKS_TO_END;
  };
  return { end, stop, interrupt };
}
