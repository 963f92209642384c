/**
 * Whoever acts between two turns, as the driver of the Python scenarios does: it begins calls, cancels them and looks at
 * them. A call's end is seen in the turn in which an `await` of it would go on.
 */
import type { Queue } from "async-tck/asyncio";

/** Where a call is: parked, over with a value, or over with an error, whose name this is. */
export type Look = "pending" | "cancelled" | readonly ["ok", unknown] | string;

interface Call {
  look: Look;
  readonly controller: AbortController;
}

/** The name of what was thrown. */
function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : String(thrown);
}

export class Driver {
  /** Names of the calls that are over, in the order in which they ended. */
  readonly ended: string[] = [];
  readonly #calls = new Map<string, Call>();

  /** Begins a call. */
  call(name: string, begin: (options: { readonly signal: AbortSignal }) => Promise<unknown>): void {
    const controller = new AbortController();
    const { signal } = controller;
    const call: Call = { look: "pending", controller };
    this.#calls.set(name, call);
    const end = (look: Look): void => {
      call.look = look;
      this.ended.push(name);
    };
    begin({ signal }).then(
      (value) => end(["ok", value]),
      (thrown: unknown) => end(thrown === signal.reason ? "cancelled" : nameOf(thrown)),
    );
  }

  /** Asks for the cancellation of a call. */
  cancel(name: string): void {
    this.#calls.get(name)?.controller.abort();
  }

  look(name: string): Look {
    return this.#calls.get(name)?.look ?? "never begun";
  }

  /** Lets this many turns pass, where it is awaited: that await is one of them. */
  async tick(turns = 1): Promise<void> {
    for (let turn = 1; turn < turns; turn++) await null;
  }

  /** Lets everything run that can. */
  run(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Takes whatever comes out. */
  async drain<T>(queue: Queue<T>): Promise<readonly T[]> {
    const items: T[] = [];
    await this.run();
    while (!queue.isEmpty()) {
      items.push(queue.getNowait());
      await this.run();
    }
    return items;
  }
}

/** What a call at once answers: its value, or the name of what it throws. */
export function answerOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (thrown) {
    return nameOf(thrown);
  }
}
