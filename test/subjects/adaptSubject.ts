/** Adapters for the queues and events of this folder, which share one small interface. */
import { EMPTY, FULL, defineEvent, defineQueue, type AnyAdapter } from "../../src/adapters/contract.js";
import { profiles, type EventProfile, type ProfileName, type QueueProfile } from "../../src/adapters/profiles.js";

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
  wait(options: CallOptions, timeout?: number): unknown;
  /** How many wait, where it tells. */
  readonly waiting?: number;
  set(): unknown;
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
export function adaptEvent(
  name: string,
  create: () => EventLike,
  profile: ProfileName,
  choices: Omit<EventProfile, "name"> = {},
  { timed = false, counts = false, hasFlag = true }: EventAbilities = {},
): AnyAdapter {
  return defineEvent<EventLike>({
    name,
    create: () => create(),
    wait: (event, { signal }) => event.wait({ signal }),
    set: (event) => event.set(),
    clear: (event) => event.clear(),
    ...(hasFlag ? { isSet: (event: EventLike) => event.isSet() } : {}),
    ...(counts ? { waiters: (event: EventLike) => event.waiting ?? 0 } : {}),
    ...(timed
      ? {
          variants: {
            wait: { timeout: (event: EventLike, { signal, timeout }) => event.wait({ signal }, timeout) },
          },
        }
      : {}),
    outcomes: { thrown: { timedOut: "TimeoutError" } },
    profile: { ...profiles[profile], ...choices },
  });
}

/** What an event of this folder can do besides. */
export interface EventAbilities {
  /** wait() takes a limit. */
  readonly timed?: boolean;
  /** It tells how many wait. */
  readonly counts?: boolean;
  /** It has a flag to ask for; default true. */
  readonly hasFlag?: boolean;
}
