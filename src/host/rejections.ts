/**
 * Unhandled rejections of subjects. A rejection that a subject leaves unhandled is an observation about it; it must
 * neither end the process nor be reported as an error of the user's test file.
 *
 * While runs are under way the kit's listener stands in place of all others (a test runner's), and hands on to them
 * what no run owns. Swapping listeners costs more than a whole short run, so they are put back a moment after the last
 * run, by a timer that decides nothing else.
 */

/** Told of a rejection; answers whether it was a run's own. */
export type RejectionListener = (promise: Promise<unknown>, reason: unknown) => boolean;

type NodeListener = (reason: unknown, promise: Promise<unknown>) => void;

/** Node's own, taken before anybody can replace it. */
const later = setTimeout;

let listener: RejectionListener | undefined;
let displaced: NodeListener[] | undefined;
let isIdle = false;
let isLeaving = false;

/** From here on, rejections are told to `to` first. */
export function listenToRejections(to: RejectionListener): void {
  listener = to;
  isIdle = false;
  if (displaced) return;
  displaced = process.listeners("unhandledRejection") as NodeListener[];
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", onRejection);
}

/** Rejections are nobody's any more. */
export function stopListening(): void {
  listener = undefined;
  isIdle = true;
  if (isLeaving) return;
  isLeaving = true;
  later(leave, 1).unref();
}

/** Tells a rejection to whoever would have heard of it without the kit. */
export function handOn(promise: Promise<unknown>, reason: unknown): void {
  if (displaced && displaced.length > 0) for (const each of displaced) each(reason, promise);
  else if (!displaced && process.listenerCount("unhandledRejection") > 0) {
    process.emit("unhandledRejection", reason, promise);
  } else {
    process.nextTick(() => {
      throw reason;
    });
  }
}

function onRejection(reason: unknown, promise: Promise<unknown>): void {
  if (!listener?.(promise, reason)) handOn(promise, reason);
}

function leave(): void {
  isLeaving = false;
  if (!isIdle || !displaced) {
    if (displaced) stayUntilIdle();
    return;
  }
  process.off("unhandledRejection", onRejection);
  const added = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  for (const each of [...displaced, ...(added as NodeListener[])]) process.on("unhandledRejection", each);
  displaced = undefined;
}

function stayUntilIdle(): void {
  isLeaving = true;
  later(leave, 1).unref();
}
