import { Channel, LastResult, Multicast } from "queueable";
import {
  CANCELLED,
  CLOSED,
  defineEvent,
  defineQueue,
  type AnyAdapter,
  type Deviation,
  type QueueDefinition,
} from "../contract.js";
import { profiles, type CloseSemantics } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

const version = "5.3.2";

type Result = IteratorResult<unknown>;

/**
 * `Channel` of queueable.
 *
 * The README: unbounded queues of pushes and of pulls; `push` returns a promise that resolves when the value is pulled;
 * `next` pulls, or waits for a push. The declarations: the queues are first in, first out.
 *
 * Two ways to close. `close()` (the declarations, of `return`): clears the queues, and `next` only returns the done result
 * from then on. The tests of its repository: a pull that waits gets the done result too. `push` of a closed channel throws
 * by the declarations and answers the done result by those tests, so nothing is declared. `push(value, true)`: closes the
 * iterator when its turn is reached; what was pushed before is still delivered.
 *
 * No attempt forms, no cancellation. Left out: `wrap`, `fromDom`, `fromEmitter`, the value of a last push or of `return`.
 */
function channel(
  name: string,
  close: (channel: Channel<unknown>) => void,
  semantics: CloseSemantics,
  deviations: readonly Deviation[] = [],
): QueueDefinition<Channel<unknown>> {
  return defineQueue<Channel<unknown>>({
    name,
    version,
    create: () => new Channel<unknown>(),
    put: (queue, item) => queue.push(item),
    get: (queue) => queue.next(),
    close,
    outcomes: {
      put: ({ done }: Result) => (done === true ? CLOSED : undefined),
      get: ({ done, value }: Result) => (done === true ? CLOSED : value),
    },
    profile: { ...profiles.fifo, capacities: "none", putSettles: "consumed", close: { close: semantics } },
    deviations,
  });
}

/**
 * `Channel` with a limit, after which the oldest buffered value is dropped. The promise of a dropped push is not
 * mentioned, so the adapter ignores it, as the README's listeners do. `maxGetters`: the limit also bounds the queue of
 * pulls, and what becomes of a pull that falls out is not said (docs/findings.md).
 */
const limited: AnyAdapter = defineQueue({
  name: "queueable Channel (limit)",
  version,
  create: ({ maxsize }) => new Channel<unknown>(maxsize),
  putNowait: (queue, item) => void queue.push(item),
  get: (queue) => queue.next(),
  close: (queue) => queue.close(),
  outcomes: { get: ({ done, value }: Result) => (done === true ? CLOSED : value) },
  profile: {
    ...profiles.fifo,
    capacities: [1, 2, 3, 4],
    overflow: "drop-old",
    maxGetters: 1,
    close: { close: { ...UNPROMISED, items: "discarded", getters: "closed", get: "closed" } },
  },
});

/**
 * `LastResult`, as an event that is set once: it caches the last value that was pushed and broadcasts it; pulling does not
 * dequeue. Which value is pulled no axis asks (docs/findings.md).
 */
const lastResult: AnyAdapter = defineEvent({
  name: "queueable LastResult",
  version,
  create: () => new LastResult<unknown>(),
  wait: (result) => result.next(),
  set: (result) => void result.push(true),
  profile: profiles.fifo,
});

/**
 * `Multicast`, as a pulse: each subscriber receives what is pushed, and what nobody subscribed to is discarded. A wait
 * subscribes and pulls once; `return` closes the subscription, which ends a pull that waits. Left out: pulling more often.
 */
const multicast: AnyAdapter = defineEvent({
  name: "queueable Multicast",
  version,
  create: () => new Multicast<unknown>(),
  wait: (subject) => {
    const subscription = subject[Symbol.asyncIterator]();
    return { promise: subscription.next(), cancel: () => void subscription.return?.() };
  },
  set: (subject) => void subject.push(true),
  outcomes: { wait: ({ done }: Result) => (done === true ? CANCELLED : undefined) },
  profile: { ...profiles.fifo, kind: "pulse", releases: "all", cancellation: { wait: "method" } },
});

const MEETS = "a last push() that meets a pull which waits ends that pull, and closes nothing";

const adapters: readonly AnyAdapter[] = [
  channel("queueable Channel", (queue) => queue.close(), {
    ...UNPROMISED,
    items: "discarded",
    getters: "closed",
    get: "closed",
  }),
  channel(
    "queueable Channel (last push)",
    (queue) => void queue.push(undefined, true),
    { ...UNPROMISED, items: "drained", getters: "closed", get: "closed" },
    [
      { rule: "QUEUE-51", reason: MEETS, token: "q1.DmMjAQAACQDJWpqABs65" },
      { rule: "QUEUE-56", reason: MEETS, token: "q1.DmMjAQAACQDJ6HRIA6Zo" },
      { rule: "QUEUE-59", reason: MEETS, token: "q1.D2MjAQAADACJMLrERz2oHw" },
    ],
  ),
  limited,
  lastResult,
  multicast,
];
export default adapters;
