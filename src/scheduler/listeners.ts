/** Listeners that a subject leaves behind on signals whose operations are over. */
import type { Client } from "./client.js";
import type { Watch } from "./host.js";
import { Operation } from "./operation.js";
import type { SignalSource } from "./signalSource.js";
import type { Subject } from "./subject.js";

/** Counts the listeners of one run. */
export class Listeners {
  /** Signals of operations that were called; undefined until there is one. */
  private sources: SignalSource[] | undefined;
  private readonly atStart: number;

  constructor(
    private readonly watch: Watch,
    private readonly subject: Subject,
    private readonly signalOfCreate: AbortSignal | undefined,
  ) {
    this.atStart = signalOfCreate ? watch.listeners(signalOfCreate) : 0;
  }

  /** Notes the signal of an operation that was called. */
  add(operation: Operation): void {
    const source = Operation.sourceOf(operation);
    if (!source) return;
    this.sources ??= [];
    if (!this.sources.includes(source)) this.sources.push(source);
  }

  /**
   * How many there are on signals that nobody uses any more and that may still be aborted; and on the one that `create`
   * was given, while nothing is outstanding: there a subject may have one listener for each of its verbs, since it
   * belongs to the whole instance, and only what comes on top is left behind.
   */
  left(clients: readonly (Client | undefined)[]): number {
    const { sources, signalOfCreate, subject, watch } = this;
    let count = 0;
    if (sources) {
      for (let index = 0; index < sources.length; index++) {
        const source = sources[index];
        if (source?.made && isFree(source, clients)) count += watch.listeners(source.made);
      }
    }
    if (signalOfCreate && clients.every((client) => !client || client.outstanding < 0)) {
      count += Math.max(0, watch.listeners(signalOfCreate) - this.atStart - subject.verbs.length);
    }
    return count;
  }

  /** Whether there was any signal to leave a listener on. */
  areCounted(clients: readonly (Client | undefined)[]): boolean {
    return this.sources?.some((source) => isFree(source, clients)) === true;
  }
}

/** Whether somebody has read the signal, and nobody uses it any more, though it may still be aborted. */
function isFree(source: SignalSource, clients: readonly (Client | undefined)[]): boolean {
  if (source.made === undefined || source.isAborted) return false;
  for (let index = 0; index < clients.length; index++) {
    const client = clients[index];
    if (client && client.outstanding >= 0 && client.operation && uses(client.operation, source)) return false;
  }
  return true;
}

function uses(operation: Operation, source: SignalSource): boolean {
  return Operation.sourceOf(operation) === source;
}
