/** Types for packages that ship none: only what the adapters beside this file call. */

declare module "chan" {
  type NodeCallback = (error: unknown, value?: unknown) => void;
  /** Called with a callback it takes; called with anything else it adds, and returns a thunk. */
  type Channel = ((callback: NodeCallback) => void) & ((value: unknown) => (callback: NodeCallback) => void);
  export default function makeChannel(bufferSize?: number): Channel;
}

declare module "js-csp" {
  interface Channel {
    close(): void;
  }
  const csp: {
    readonly CLOSED: null;
    readonly NO_VALUE: string;
    chan(buffer?: number): Channel;
    putAsync(channel: Channel, value: unknown, callback?: (accepted: boolean) => void): void;
    takeAsync(channel: Channel, callback: (value: unknown) => void): void;
    offer(channel: Channel, value: unknown): boolean;
    poll(channel: Channel): unknown;
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
