let running: Promise<unknown> | undefined;

/** Virtual timers and what counts as quiet belong to the whole process: one run at a time. */
export function inTurn<T>(run: () => Promise<T>): Promise<T> {
  return running ? afterOthers(run) : begin(run);
}

async function afterOthers<T>(run: () => Promise<T>): Promise<T> {
  while (running) await running.catch(() => undefined);
  return begin(run);
}

function begin<T>(run: () => Promise<T>): Promise<T> {
  const mine = run();
  running = mine;
  // subscribed first, so that nobody who waits for the run finds it still under way
  mine.then(end, end);
  return mine;
}

function end(): void {
  running = undefined;
}
