/**
 * Build: a list, and a condition that wakes everybody. Every other get() looks only four turns after its call, as one has it
 * that asks for a permission before: get() calls that overlap take their items in another order than they were called.
 *
 * Satisfies `contract`; must fail `fifo`, where a get() takes its item at its call.
 */
import { defineQueue, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles, type ProfileName } from "../../src/adapters/profiles.js";

export class AlternatingQueue {
  protected readonly items: unknown[] = [];
  protected readonly wakes: (() => void)[] = [];
  protected calls = 0;

  push(item: unknown): void {
    this.items.push(item);
    for (const wake of this.wakes.splice(0)) wake();
  }

  async shift(): Promise<unknown> {
    if (this.calls++ % 2 === 0) for (let turn = 0; turn < 4; turn++) await undefined;
    while (this.items.length === 0) await new Promise<void>((resolve) => this.wakes.push(resolve));
    return this.items.shift();
  }
}

/** Its adapter: blocking verbs only, so that every item enters through a put() and leaves through a get(). */
export function adaptAlternatingQueue(
  name: string,
  profile: ProfileName,
  create: () => AlternatingQueue = () => new AlternatingQueue(),
): AnyAdapter {
  return defineQueue<AlternatingQueue>({
    name,
    create: () => create(),
    put: (queue, item) => queue.push(item),
    get: (queue) => queue.shift(),
    profile: { ...profiles[profile], capacities: "none" },
  });
}
