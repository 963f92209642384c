/**
 * Adapters for published packages that nobody here wrote, one file each. They are no part of the published kit: the
 * packages are development dependencies.
 */
import type { AnyAdapter } from "../contract.js";
import asyncChannel from "./async-channel.js";
import chan from "./chan.js";
import databasesQueue from "./databases-queue.js";
import dxosAsync from "./dxos-async.js";
import effectLatch from "./effect-latch.js";
import effectQueue from "./effect-queue.js";
import esfxManualResetEvent from "./esfx-async-manualresetevent.js";
import esfxQueue from "./esfx-async-queue.js";
import jsCsp from "./js-csp.js";
import pFifo from "./p-fifo.js";

/** One adapter and the file that holds it, as a path from the root of the repository. */
export interface PackageAdapter {
  readonly adapter: AnyAdapter;
  readonly file: string;
}

const inFile = (name: string, adapters: AnyAdapter | readonly AnyAdapter[]): PackageAdapter[] =>
  [adapters].flat().map((adapter) => ({ adapter, file: `src/adapters/packages/${name}.ts` }));

/** All of them, queues first. */
export const packageAdapters: readonly PackageAdapter[] = [
  ...inFile("async-channel", asyncChannel),
  ...inFile("p-fifo", pFifo),
  ...inFile("js-csp", jsCsp),
  ...inFile("chan", chan),
  ...inFile("effect-queue", effectQueue),
  ...inFile("esfx-async-queue", esfxQueue),
  ...inFile("databases-queue", databasesQueue),
  ...inFile("effect-latch", effectLatch),
  ...inFile("esfx-async-manualresetevent", esfxManualResetEvent),
  ...inFile("dxos-async", dxosAsync),
];
