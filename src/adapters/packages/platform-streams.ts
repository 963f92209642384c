import { Readable } from "node:stream";
import { ReadableStream, type ReadableStreamDefaultReader } from "node:stream/web";
import { CLOSED, defineQueue, type AnyAdapter, type QueueDefinition } from "../contract.js";
import { profiles, type CloseSemantics } from "../profiles.js";
import { UNPROMISED } from "./unpromised.js";

const itemOf = ({ done, value }: IteratorResult<unknown>): unknown => (done === true ? CLOSED : value);

/** A readable whose source pushes on its own account. */
class Pipe {
  readonly readable: Readable = new Readable({ objectMode: true, read: () => undefined });
  readonly iterator: AsyncIterator<unknown> = this.readable[Symbol.asyncIterator]();
}

/**
 * `Readable` of `node:stream` in object mode, read by its iterator.
 *
 * Node's documentation: `push` adds a chunk to the internal queue, in object mode anything but null, and its answer only
 * asks to stop; the iterator delivers the chunks. `destroy` releases internal resources, and later pushes are ignored;
 * what a `next` answers then is not said. `maxGetters`: the documentation only shows `for await`.
 *
 * Left out: the end by `push(null)`, because a later `push` is an error that destroys the stream together with the chunks
 * inside; `read()` and events, which are not to be mixed with the iterator; high water, `unshift`, `readableLength`.
 */
const readable: AnyAdapter = defineQueue({
  name: "node:stream Readable",
  create: () => new Pipe(),
  putNowait: (pipe, item) => void pipe.readable.push(item),
  get: ({ iterator }) => iterator.next(),
  close: (pipe) => void pipe.readable.destroy(),
  dispose: (pipe) => void pipe.readable.destroy(),
  outcomes: { get: itemOf },
  profile: {
    ...profiles.contract,
    capacities: "none",
    maxGetters: 1,
    items: ["undefined", "zero", "empty-string", "nan", "false"],
    close: { close: { ...UNPROMISED, items: "discarded", putNowait: "ok" } },
  },
});

/** A stream of the web, its controller and its one reader. */
class WebPipe {
  controller!: ReadableStreamDefaultController<unknown>;
  readonly reader: ReadableStreamDefaultReader<unknown> = new ReadableStream<unknown>({
    start: (controller) => void (this.controller = controller),
  }).getReader();
}

/**
 * `ReadableStream` of the web, fed by its controller.
 *
 * The standard: `enqueue` fulfils the first pending read request or appends to the queue; `read` takes the first chunk of
 * the queue or becomes the last pending request. `close`: what is queued can still be read, then every read ends with
 * done, as do pending ones; a later `enqueue` or `close` throws. `error`: the queue is reset, and reads, pending and
 * later, reject with the error; a later `enqueue` throws, a later `error` does nothing.
 *
 * Left out: `cancel`, high water (a request only), byte streams, `tee`, several readers.
 */
function web(name: string, close: (pipe: WebPipe) => void, semantics: CloseSemantics): QueueDefinition<WebPipe> {
  return defineQueue<WebPipe>({
    name,
    create: () => new WebPipe(),
    putNowait: ({ controller }, item) => controller.enqueue(item),
    get: ({ reader }) => reader.read(),
    close,
    outcomes: { get: itemOf },
    profile: { ...profiles.fifo, capacities: "none", close: { close: semantics } },
  });
}

/** Two adapters of `ReadableStream`, because an `error` after a `close` still resets the queue. */
const adapters: readonly AnyAdapter[] = [
  readable,
  web("ReadableStream", ({ controller }) => controller.close(), {
    ...UNPROMISED,
    items: "drained",
    getters: "closed",
    get: "closed",
    putNowait: "error",
    again: "error",
  }),
  web("ReadableStream (error)", ({ controller }) => controller.error(new Error("failed")), {
    ...UNPROMISED,
    items: "discarded",
    getters: "error",
    get: "error",
    putNowait: "error",
    again: "ok",
  }),
];
export default adapters;
