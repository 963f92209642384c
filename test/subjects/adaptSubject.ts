/** Adapters for the queues and events of this folder, which share one small interface. */
import { EMPTY, FULL, defineEvent, defineQueue, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles, type ProfileName, type QueueProfile } from "../../src/adapters/profiles.js";

/** Options of a blocking call. */
export interface CallOptions {
  /** Ends the call with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** An item in a box, so that `undefined` can be one. */
export interface Taken {
  readonly item: unknown;
}

/** What {@link adaptQueue} needs of a queue. */
export interface QueueLike {
  readonly size: number;
  put(item: unknown, options: CallOptions): unknown;
  get(options: CallOptions): unknown;
  /** False when the queue is full. */
  putNowait(item: unknown): boolean;
  /** Undefined when the queue is empty. */
  getNowait(): Taken | undefined;
}

/** What {@link adaptEvent} needs of an event. */
export interface EventLike {
  wait(options: CallOptions): unknown;
  set(): void;
  clear(): void;
  isSet(): boolean;
}

/** The adapter of a queue whose operations are cancelled by a signal, in the given profile. */
export function adaptQueue(
  name: string,
  create: (maxsize: number) => QueueLike,
  profile: ProfileName,
  choices: Omit<QueueProfile, "name"> = {},
): AnyAdapter {
  return defineQueue<QueueLike>({
    name,
    create: ({ maxsize }) => create(maxsize),
    put: (queue, item, { signal }) => queue.put(item, { signal }),
    get: (queue, { signal }) => queue.get({ signal }),
    putNowait: (queue, item) => (queue.putNowait(item) ? undefined : FULL),
    getNowait: (queue) => {
      const taken = queue.getNowait();
      return taken === undefined ? EMPTY : taken.item;
    },
    size: (queue) => queue.size,
    profile: { ...profiles[profile], ...choices },
  });
}

/** The adapter of an event whose waits are cancelled by a signal, in the given profile. */
export function adaptEvent(name: string, create: () => EventLike, profile: ProfileName): AnyAdapter {
  return defineEvent<EventLike>({
    name,
    create: () => create(),
    wait: (event, { signal }) => event.wait({ signal }),
    set: (event) => event.set(),
    clear: (event) => event.clear(),
    isSet: (event) => event.isSet(),
    profile: profiles[profile],
  });
}
