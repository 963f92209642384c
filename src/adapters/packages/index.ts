/**
 * Adapters for published packages that nobody here wrote, one file each, and for what the platform itself brings
 * (`platform-…`). They are no part of the published kit: the packages are development dependencies.
 */
import type { AnyAdapter } from "../contract.js";
import asyncChannel from "./async-channel.js";
import chan from "./chan.js";
import databasesQueue from "./databases-queue.js";
import dxosAsync from "./dxos-async.js";
import dxosTrigger from "./dxos-async-trigger.js";
import effectLatch from "./effect-latch.js";
import effectQueue from "./effect-queue.js";
import esfxAutoResetEvent from "./esfx-async-autoresetevent.js";
import esfxManualResetEvent from "./esfx-async-manualresetevent.js";
import esfxQueue from "./esfx-async-queue.js";
import eventIterator from "./event-iterator.js";
import itPushable from "./it-pushable.js";
import jsCsp from "./js-csp.js";
import pFifo from "./p-fifo.js";
import pMapIterable from "./p-map-iterable.js";
import abortSignal from "./platform-abort-signal.js";
import messageChannel from "./platform-message-channel.js";
import streams from "./platform-streams.js";
import queueable from "./queueable.js";
import signalPromise from "./signal-promise.js";

/** One adapter and the file that holds it, as a path from the root of the repository. */
export interface PackageAdapter {
  readonly adapter: AnyAdapter;
  readonly file: string;
}

const inFile = (name: string, adapters: AnyAdapter | readonly AnyAdapter[]): PackageAdapter[] =>
  [adapters].flat().map((adapter) => ({ adapter, file: `src/adapters/packages/${name}.ts` }));

/** All of them; what the platform brings comes last. */
export const packageAdapters: readonly PackageAdapter[] = [
  ...inFile("async-channel", asyncChannel),
  ...inFile("p-fifo", pFifo),
  ...inFile("js-csp", jsCsp),
  ...inFile("chan", chan),
  ...inFile("effect-queue", effectQueue),
  ...inFile("esfx-async-queue", esfxQueue),
  ...inFile("databases-queue", databasesQueue),
  ...inFile("queueable", queueable),
  ...inFile("event-iterator", eventIterator),
  ...inFile("it-pushable", itPushable),
  ...inFile("p-map-iterable", pMapIterable),
  ...inFile("effect-latch", effectLatch),
  ...inFile("esfx-async-manualresetevent", esfxManualResetEvent),
  ...inFile("esfx-async-autoresetevent", esfxAutoResetEvent),
  ...inFile("signal-promise", signalPromise),
  ...inFile("dxos-async", dxosAsync),
  ...inFile("dxos-async-trigger", dxosTrigger),
  ...inFile("platform-message-channel", messageChannel),
  ...inFile("platform-streams", streams),
  ...inFile("platform-abort-signal", abortSignal),
];
