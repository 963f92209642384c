/** Types for packages that ship none: only what the adapters beside this file call. */

declare module "chan" {
  type NodeCallback = (error: unknown, value?: unknown) => void;
  /** Called with a callback it takes; called with anything else it adds, and returns a thunk. */
  export type Channel = ((callback: NodeCallback) => void) &
    ((value: unknown) => (callback: NodeCallback) => void) & {
      /** What a taker gets of a closed channel. */
      readonly empty: object;
      close(): boolean;
    };
  export default function makeChannel(bufferSize?: number): Channel;
}

declare module "js-csp" {
  namespace csp {
    interface Channel {
      close(): void;
    }
    interface Buffer {
      count(): number;
    }
  }
  const csp: {
    readonly CLOSED: null;
    readonly NO_VALUE: string;
    readonly buffers: { dropping(size: number): csp.Buffer; sliding(size: number): csp.Buffer };
    chan(buffer?: number | csp.Buffer): csp.Channel;
    promiseChan(): csp.Channel;
    putAsync(channel: csp.Channel, value: unknown, callback?: (accepted: boolean) => void): void;
    takeAsync(channel: csp.Channel, callback: (value: unknown) => void): void;
    offer(channel: csp.Channel, value: unknown): boolean;
    poll(channel: csp.Channel): unknown;
  };
  export default csp;
}

declare module "p-fifo" {
  export default class Fifo {
    push(value: unknown): Promise<void>;
    shift(): Promise<unknown>;
    isEmpty(): boolean;
  }
}

declare module "signal-promise" {
  export default class Signal {
    wait(maxWaitTime?: number): Promise<true>;
    notify(error?: Error): void;
  }
}
