import type { Host, Watch, WatchRequest } from "../scheduler/host.js";
import type { Subject } from "../scheduler/subject.js";
import { FastWatch } from "./fastWatch.js";
import { newMemory, type Memory } from "./memory.js";
import { ObservedWatch } from "./observedWatch.js";
import { VirtualTimers } from "./virtualTimers.js";

/**
 * How many more rounds a run that asks for full observation waits at each quiet point. They can only find a wake that
 * was started before the run, by a message port of the subject's module for instance: no observation attributes it.
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
 */
export function createNodeHost(): Host {
  startWhatIsShared();
  return new NodeHost();
}

class NodeHost implements Host {
  private readonly memories = new WeakMap<Subject, Memory>();
  private timers: VirtualTimers | undefined;

  watch(subject: Subject, request: WatchRequest): Watch {
    let memory = this.memories.get(subject);
    if (!memory) this.memories.set(subject, (memory = newMemory()));
    if (!this.mustObserve(memory, request)) return new FastWatch(memory);
    memory.probes++;
    memory.verbs |= request.verbs;
    const timers = memory.hasTimers ? (this.timers ??= new VirtualTimers()) : undefined;
    return new ObservedWatch(subject, memory, timers, request.full ? GRACE : 0);
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
