/** Adapters for {@link AxisQueue}: what it does, its profile says. */
import { EMPTY, FULL, defineQueue, type AnyAdapter, type QueueDefinition } from "../../src/adapters/contract.js";
import { profiles, type ProfileName, type QueueProfile } from "../../src/adapters/profiles.js";
import { DEFAULT_CLOSE, type CloseSemantics } from "../../src/models/queue/axes.js";
import { AxisQueue, type AxisOptions } from "./axisQueue.js";

/** The options of a queue, but for its capacity. */
export type AxisChoices = Omit<AxisOptions, "maxsize" | "close">;

/** What the adapter offers besides put, get, putNowait, getNowait and size. */
export interface AxisAbilities {
  readonly joins?: boolean;
  readonly timed?: boolean;
  readonly observed?: boolean;
  /** Ways to close, by name; what is left out of each is as usual. */
  readonly close?: Readonly<Record<string, Partial<CloseSemantics>>>;
  readonly profile?: Omit<QueueProfile, "name">;
}

/** The adapter of a queue with these options, which its profile declares. */
export function adaptAxisQueue(
  name: string,
  preset: ProfileName,
  choices: AxisChoices = {},
  { joins = false, timed = false, observed = false, close = {}, profile = {} }: AxisAbilities = {},
  create: (options: AxisOptions) => AxisQueue = (options) => new AxisQueue(options),
): AnyAdapter {
  const { blockingClose = false, ...axes } = choices;
  const kinds = Object.fromEntries(Object.entries(close).map(([kind, said]) => [kind, { ...DEFAULT_CLOSE, ...said }]));
  const hasClose = Object.keys(close).length > 0;
  const others = Object.keys(close).filter((kind) => kind !== "close");
  type Adapter = Omit<QueueDefinition<AxisQueue>, "primitive">;
  const adapter: Adapter = {
    name,
    create: ({ maxsize }) => create({ ...choices, close: kinds, maxsize }),
    put: (queue, item, { signal, priority }) => queue.put(item, { signal, priority }),
    get: (queue, { signal }) => queue.get({ signal }),
    putNowait: (queue, item, { priority }) => (queue.putNowait(item, priority) ? undefined : FULL),
    getNowait: (queue) => {
      const taken = queue.getNowait();
      return taken === undefined ? EMPTY : taken.item;
    },
    ...(joins
      ? {
          join: (queue: AxisQueue, { signal }) => queue.join({ signal }),
          taskDone: (queue: AxisQueue) => queue.taskDone(),
        }
      : {}),
    ...(hasClose ? { close: (queue: AxisQueue) => queue.close() } : {}),
    variants: {
      ...(timed
        ? {
            put: {
              timeout: (queue, item, { signal, timeout, priority }) => queue.put(item, { signal, timeout, priority }),
            },
            get: { timeout: (queue, { signal, timeout }) => queue.get({ signal, timeout }) },
          }
        : {}),
      ...(others.length > 0
        ? { close: Object.fromEntries(others.map((kind) => [kind, (queue: AxisQueue) => queue.close(kind)])) }
        : {}),
    },
    size: (queue) => queue.size,
    ...(observed
      ? {
          isEmpty: (queue: AxisQueue) => queue.isEmpty,
          isFull: (queue: AxisQueue) => queue.isFull,
          isClosed: (queue: AxisQueue) => queue.isClosed,
          getters: (queue: AxisQueue) => queue.waitingGetters,
          putters: (queue: AxisQueue) => queue.waitingPutters,
        }
      : {}),
    outcomes: { thrown: { full: "FullError", closed: "ClosedError", timedOut: "TimeoutError" } },
    profile: {
      ...profiles[preset],
      ...axes,
      ...(hasClose ? { close: kinds, closing: blockingClose ? "blocking" : "immediate" } : {}),
      ...profile,
    },
  };
  return defineQueue<AxisQueue>(adapter);
}
