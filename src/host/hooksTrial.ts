import { createHook } from "node:async_hooks";

/** Node's own, taken before anybody can replace them. */
const startTimer = setTimeout;
const stopTimer = clearTimeout;

let isTold: boolean | undefined;

/**
 * Whether this runtime tells what a subject starts besides promises: Node and Deno do. Where it does not (Bun), timers and
 * immediates of a subject are invisible, and a wake that comes from one looks as if it never came. Tried once. A subject
 * that never uses one could be judged there, but nobody can know that it does not.
 */
export function tellsWhatIsStarted(): boolean {
  if (isTold !== undefined) return isTold;
  let told = false;
  const hook = createHook({
    init: (_id, type) => {
      told ||= type === "Timeout";
    },
  });
  hook.enable();
  stopTimer(startTimer(() => undefined, 1));
  hook.disable();
  isTold = told;
  return told;
}
