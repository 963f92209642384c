let running: Promise<unknown> | undefined;

/** Virtual timers and what counts as quiet belong to the whole process: one run at a time. */
export async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  while (running) await running.catch(() => undefined);
  const mine = run();
  running = mine;
  try {
    return await mine;
  } finally {
    running = undefined;
  }
}
