import { sharedByCopies } from "./sharedByCopies.js";

/** The run that is under way. */
const turn = sharedByCopies<{ running: Promise<unknown> | undefined }>("turn", () => ({ running: undefined }));

/** Virtual timers and what counts as quiet belong to the whole process: one run at a time, whichever copy of the kit asks. */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  return turn.running ? afterOthers(run) : begin(run);
}

async function afterOthers<T>(run: () => Promise<T>): Promise<T> {
  while (turn.running) await turn.running.catch(() => undefined);
  return begin(run);
}

function begin<T>(run: () => Promise<T>): Promise<T> {
  const mine = run();
  turn.running = mine;
  // subscribed first, so that nobody who waits for the run finds it still under way
  mine.then(end, end);
  return mine;
}

function end(): void {
  turn.running = undefined;
}
