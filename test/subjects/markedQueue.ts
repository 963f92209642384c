/**
 * Build: an array and a list of resolvers; one value stands for the end of the queue and for "nothing there", and the
 * adapter maps it. Such a queue cannot tell an item of that value from its mark, and nobody puts one.
 *
 * Satisfies `contract` and `fifo`.
 */
import { CLOSED, defineQueue, EMPTY, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles, type ProfileName } from "../../src/adapters/profiles.js";

export class MarkedQueue {
  private readonly items: unknown[] = [];
  private readonly getters: ((item: unknown) => void)[] = [];
  private isClosed = false;

  constructor(private readonly mark: unknown) {}

  push(item: unknown): boolean {
    if (this.isClosed) return false;
    const getter = this.getters.shift();
    if (getter) getter(item);
    else this.items.push(item);
    return true;
  }

  shift(): Promise<unknown> {
    if (this.items.length > 0 || this.isClosed) return Promise.resolve(this.poll());
    return new Promise((resolve) => this.getters.push(resolve));
  }

  poll(): unknown {
    return this.items.length > 0 ? this.items.shift() : this.mark;
  }

  end(): void {
    this.isClosed = true;
    for (const getter of this.getters.splice(0)) getter(this.mark);
  }
}

/** Its adapter: `mapsInVerb` where the verb itself asks for the mark. */
export function adaptMarkedQueue(name: string, mark: unknown, mapsInVerb: boolean, profile: ProfileName): AnyAdapter {
  const isMark = (answer: unknown): boolean => Object.is(answer, mark);
  return defineQueue<MarkedQueue>({
    name,
    create: () => new MarkedQueue(mark),
    putNowait: (queue, item) => (queue.push(item) ? undefined : CLOSED),
    getNowait: (queue) => {
      const answer = queue.poll();
      return mapsInVerb && isMark(answer) ? EMPTY : answer;
    },
    ...(mapsInVerb ? {} : { get: (queue: MarkedQueue) => queue.shift() }),
    close: (queue) => queue.end(),
    outcomes: {
      get: (answer: unknown) => (isMark(answer) ? CLOSED : answer),
      getNowait: (answer: unknown) => (isMark(answer) ? EMPTY : answer),
    },
    profile: { ...profiles[profile], capacities: "none", close: { close: { getNowait: "empty" } } },
  });
}
