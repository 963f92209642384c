/**
 * The file beside an adapter in which its failures are kept. It is replaced as a whole, under a lock, so that two runs that
 * write at once lose nothing, and one that is killed leaves the old file.
 */
import { readFileSync, rmSync } from "node:fs";
import { dirname, extname, join, basename } from "node:path";
import { setTimeout } from "node:timers/promises";
import { lock } from "proper-lockfile";
import writeFileAtomic from "write-file-atomic";
import {
  DamagedFileError,
  noFailures,
  parseFailures,
  printFailures,
  type StoredFailure,
  type StoredFailures,
} from "./failuresText.js";

/** `my-queue.adapter.failures` beside `my-queue.adapter.ts`. */
export function failuresFileOf(adapterFile: string): string {
  return join(dirname(adapterFile), `${basename(adapterFile, extname(adapterFile))}.failures`);
}

/** What is in the file; nothing where there is none. Throws a {@link DamagedFileError} for one that cannot be understood. */
export function readFailures(file: string): StoredFailures {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return noFailures;
    throw new DamagedFileError(`it cannot be read: ${(error as Error).message}`);
  }
  return parseFailures(text);
}

/** What a run has to say about one adapter's failures. */
export interface FailuresChange {
  readonly add: readonly StoredFailure[];
  /** Tokens of failures of this adapter that are to go. */
  readonly drop: readonly string[];
  readonly adapter: string;
}

/** Another run holds the lock for milliseconds: so often it is tried, and with such pauses. */
const MOST_TRIES = 200;
const PAUSE = 25;
/** A lock that was not renewed for so long is that of a run that was killed. */
const STALE = 10_000;

/**
 * Changes the file. Reads it again under the lock: what another run has written meanwhile stays. A file that becomes empty
 * is removed. Rejects with a {@link DamagedFileError} for one that cannot be understood, which is left alone, and with the
 * system's error where the file cannot be written.
 */
export async function changeFailures(file: string, { add, drop, adapter }: FailuresChange): Promise<void> {
  if (add.length === 0 && drop.length === 0) return;
  const release = await locked(file);
  try {
    const { comments, failures } = readFailures(file);
    const isDropped = (one: StoredFailure): boolean => one.adapter === adapter && drop.includes(one.token);
    const kept = failures.filter((one) => !isDropped(one));
    const isKnown = ({ token }: StoredFailure): boolean =>
      kept.some((one) => one.token === token && one.adapter === adapter);
    const next = [...kept, ...add.filter((one) => !isKnown(one))];
    const changes = next.length !== failures.length || kept.length !== failures.length;
    if (next.length === 0) rmSync(file, { force: true });
    else if (changes) await writeFileAtomic(file, printFailures({ comments, failures: next }));
  } finally {
    await release();
  }
}

/** Takes the lock, and waits where another run has it. Answers how to give it back. */
async function locked(file: string): Promise<() => Promise<void>> {
  for (let tries = 1; ; tries++) {
    try {
      return await lock(file, { realpath: false, stale: STALE });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ELOCKED" || tries === MOST_TRIES) throw error;
      await setTimeout(PAUSE);
    }
  }
}
