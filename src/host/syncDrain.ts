/**
 * The synchronous drain, where the runtime offers one: a function that runs every promise job and every `nextTick`
 * callback before it returns. Node has it as `process._tickCallback`, which is not documented, so it is tried before it
 * is used, and whoever uses it needs another way where the trial fails.
 *
 * Honest limit. It has no effect when it is called inside a promise job, and does not say so.
 */
import process from "node:process";

/** Runs what is queued, and all that this queues, until nothing is left. Throws what a `nextTick` callback throws. */
export type Drain = () => void;

/** What a drain has to run in the trial, in the order in which a macrotask of its own would. */
const EXPECTED = "tick, job, job of the job, tick of the job, job of the tick";

/**
 * The drain of this runtime, or undefined where there is none that does the same as the end of a macrotask. To be called
 * in a macrotask that has queued nothing.
 */
export function trySyncDrain(): Drain | undefined {
  const offered = (process as unknown as { readonly _tickCallback?: unknown })._tickCallback;
  if (typeof offered !== "function") return undefined;
  const drain = (): void => {
    offered.call(process);
  };
  return drainsAll(drain) ? drain : undefined;
}

/** Whether the drain runs everything at once, in order, and leaves nothing behind. */
export function drainsAll(drain: Drain): boolean {
  const ran: string[] = [];
  void Promise.resolve().then(() => {
    ran.push("job");
    void Promise.resolve().then(() => ran.push("job of the job"));
    process.nextTick(() => {
      ran.push("tick of the job");
      void Promise.resolve().then(() => ran.push("job of the tick"));
    });
  });
  process.nextTick(() => ran.push("tick"));
  try {
    drain();
  } catch {
    return false;
  }
  return ran.join(", ") === EXPECTED;
}
