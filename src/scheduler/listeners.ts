/** Listeners that a subject leaves behind on signals whose operations are over. */
import type { Client } from "./client.js";
import type { Watch } from "./host.js";
import { Operation } from "./operation.js";
import type { SignalSource } from "./signalSource.js";
import type { Subject } from "./subject.js";

/** Counts the listeners of one run. */
export class Listeners {
  private readonly sources: SignalSource[] = [];
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
    if (source && !this.sources.includes(source)) this.sources.push(source);
  }

  /**
   * How many there are on signals that nobody uses any more and that may still be aborted; and on the one that `create`
   * was given, while nothing is outstanding: there a subject may have one listener for each of its verbs, since it
   * belongs to the whole instance, and only what comes on top is left behind.
   */
  left(clients: readonly (Client | undefined)[]): number {
    if (this.sources.length === 0 && !this.signalOfCreate) return 0;
    let count = 0;
    for (const signal of this.free(clients)) count += this.watch.listeners(signal);
    const { signalOfCreate, subject } = this;
    if (signalOfCreate && clients.every((client) => !client || client.outstanding < 0)) {
      count += Math.max(0, this.watch.listeners(signalOfCreate) - this.atStart - subject.verbs.length);
    }
    return count;
  }

  /** Whether there was any signal to leave a listener on. */
  areCounted(clients: readonly (Client | undefined)[]): boolean {
    return this.sources.length > 0 && this.free(clients).length > 0;
  }

  private free(clients: readonly (Client | undefined)[]): AbortSignal[] {
    const free: AbortSignal[] = [];
    for (const source of this.sources) {
      if (source.made === undefined || source.isAborted) continue;
      const isUsed = clients.some(
        (client) => client && client.outstanding >= 0 && client.operation && uses(client.operation, source),
      );
      if (!isUsed) free.push(source.made);
    }
    return free;
  }
}

function uses(operation: Operation, source: SignalSource): boolean {
  return Operation.sourceOf(operation) === source;
}
