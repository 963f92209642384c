import type { Host, Watch, WatchRequest } from "../scheduler/host.js";
import { AdapterError, type Subject } from "../scheduler/subject.js";
import { FastWatch } from "./fastWatch.js";
import { tellsWhatIsStarted } from "./hooksTrial.js";
import { newMemory, type Memory } from "./memory.js";
import { ObservedWatch } from "./observedWatch.js";
import { roundBy, type Drains, type Round } from "./rounds.js";
import { VirtualTimers } from "./virtualTimers.js";

/**
 * How many more rounds a run waits at each quiet point that asks for full observation, or whose subject was seen to be
 * woken by what was there before the run, a message port of its module for instance: no observation attributes that.
 */
const GRACE = 4;

/** How many first runs of a subject are watched under full observation. */
const PROBES = 24;

/**
 * Runs subjects in this Node process.
 *
 * The first runs of a subject are watched under full observation, and so is the first run that calls a verb: what they
 * use decides how the later ones are watched. A subject that only uses promises gets fast runs, each with a cheap look
 * at every quiet point; one that uses `setImmediate` is observed in every run; one that uses timers gets virtual ones.
 *
 * Throws an AdapterError in a runtime that does not tell what a subject starts: nothing could be judged.
 */
export function createNodeHost({ drains = "sync" }: NodeHostOptions = {}): Host {
  if (!tellsWhatIsStarted()) {
    throw new AdapterError(
      "This runtime does not tell which timers and immediates a subject starts, so that whether it is quiet cannot be " +
        "known, and a wake that is still to come would look lost. Run async-tck in Node or in Deno.",
    );
  }
  startWhatIsShared();
  return new NodeHost(roundBy(drains));
}

/** For measurements and for tests: histories are the same whatever is chosen. */
export interface NodeHostOptions {
  /** How promise jobs are drained in fast runs. Default `sync`; where this runtime has no such drain it is `immediate`. */
  readonly drains?: Drains;
}

class NodeHost implements Host {
  private readonly memories = new WeakMap<Subject, Memory>();
  private timers: VirtualTimers | undefined;

  constructor(private readonly round: Round) {}

  watch(subject: Subject, request: WatchRequest): Watch {
    let memory = this.memories.get(subject);
    if (!memory) this.memories.set(subject, (memory = newMemory()));
    if (!this.mustObserve(memory, request)) return new FastWatch(memory, this.round);
    memory.probes++;
    memory.verbs |= request.verbs;
    const timers = memory.hasTimers ? (this.timers ??= new VirtualTimers()) : undefined;
    const grace = request.full || memory.isWokenFromElsewhere ? GRACE : 0;
    return new ObservedWatch(subject, memory, timers, grace, request.patient === true);
  }

  private mustObserve(memory: Memory, { full, verbs }: WatchRequest): boolean {
    return full || memory.isObserved || memory.probes < PROBES || (verbs & ~memory.verbs) !== 0;
  }
}

/**
 * A first use of the console, and in Node 20 of `structuredClone`, starts streams and ports: they would be blamed on the
 * subject that happens to be first.
 */
function startWhatIsShared(): void {
  void process.stdout;
  void process.stderr;
  structuredClone(0);
}
