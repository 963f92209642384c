/**
 * Unhandled rejections of subjects. A rejection that a subject leaves unhandled is an observation about it; it must
 * neither end the process nor be reported as an error of the user's test file.
 *
 * While runs are under way the kit's listener stands in place of all others (a test runner's), and hands on to them
 * what no run owns. Swapping listeners costs more than a whole short run, so they are put back a moment after the last
 * run, by a timer that decides nothing else.
 */

import { sharedByCopies } from "../scheduler/sharedByCopies.js";

/** Told of a rejection; answers whether it was a run's own. */
export type RejectionListener = (promise: Promise<unknown>, reason: unknown) => boolean;

type NodeListener = (reason: unknown, promise: Promise<unknown>) => void;

/** Node's own, taken before anybody can replace it. */
const later = setTimeout;

/** One for all copies of the kit: each would take another's listener for a test runner's, and put it back. */
interface Standing {
  /** The kit's own listener, while it stands in place of those that it displaced. */
  own: NodeListener | undefined;
  displaced: readonly NodeListener[];
  /** The run that is under way is told first. */
  run: RejectionListener | undefined;
  isLeaving: boolean;
}

const standing = sharedByCopies<Standing>("rejections", () => ({
  own: undefined,
  displaced: [],
  run: undefined,
  isLeaving: false,
}));

/** From here on, rejections are told to `to` first. */
export function listenToRejections(to: RejectionListener): void {
  standing.run = to;
  if (standing.own) return;
  standing.displaced = process.listeners("unhandledRejection") as NodeListener[];
  standing.own = onRejection;
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", onRejection);
}

/** Rejections are nobody's any more. */
export function stopListening(): void {
  standing.run = undefined;
  if (!standing.isLeaving) leaveSoon();
}

/** Tells a rejection to whoever would have heard of it without the kit. */
export function handOn(promise: Promise<unknown>, reason: unknown): void {
  const { own, displaced } = standing;
  if (own && displaced.length > 0) for (const each of displaced) each(reason, promise);
  else if (!own && process.listenerCount("unhandledRejection") > 0) {
    process.emit("unhandledRejection", reason, promise);
  } else {
    process.nextTick(() => {
      throw reason;
    });
  }
}

function onRejection(reason: unknown, promise: Promise<unknown>): void {
  if (!standing.run?.(promise, reason)) handOn(promise, reason);
}

function leaveSoon(): void {
  standing.isLeaving = true;
  later(leave, 1).unref();
}

function leave(): void {
  standing.isLeaving = false;
  const { own, displaced, run } = standing;
  if (!own) return;
  if (run) return leaveSoon();
  process.off("unhandledRejection", own);
  const added = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  for (const each of [...displaced, ...(added as NodeListener[])]) process.on("unhandledRejection", each);
  standing.own = undefined;
  standing.displaced = [];
}
