import {
  Event,
  LifoQueue,
  PriorityQueue,
  Queue,
  QueueEmpty,
  type CallOptions,
  type ItemStore,
} from "async-tck/asyncio";
import { expectTypeOf } from "vitest";

const { signal } = new AbortController();

// the type of items is that of the queue, whatever the order
expectTypeOf(new Queue<string>().get()).toEqualTypeOf<Promise<string>>();
expectTypeOf(new LifoQueue<string>(3).getNowait()).toEqualTypeOf<string>();
expectTypeOf(new PriorityQueue<{ due: number }>(0, { isLess: (a, b) => a.due < b.due }).get({ signal })).toEqualTypeOf<
  Promise<{ due: number }>
>();
expectTypeOf<LifoQueue<number>>().toExtend<Queue<number>>();
expectTypeOf<PriorityQueue<number>>().toExtend<Queue<number>>();
// of the comparison alone it is inferred
expectTypeOf(new PriorityQueue(0, { isLess: (a: Date, b: Date) => a < b })).toEqualTypeOf<PriorityQueue<Date>>();

// answers
expectTypeOf(new Event().wait()).toEqualTypeOf<Promise<true>>();
expectTypeOf(new Queue<string>().put("a")).toEqualTypeOf<Promise<void>>();
expectTypeOf(new Queue<string>().join({ signal })).toEqualTypeOf<Promise<void>>();
expectTypeOf(new Queue().maxsize).toEqualTypeOf<number>();
expectTypeOf<Error>(new QueueEmpty());
expectTypeOf<CallOptions["signal"]>().toEqualTypeOf<AbortSignal | undefined>();
expectTypeOf<ItemStore<string>["take"]>().returns.toEqualTypeOf<string>();

// @ts-expect-error an item of another type
await new Queue<string>().put(1);
// @ts-expect-error wait() has no time-out (EV-18): AbortSignal.timeout is one
await new Event().wait(100);
// @ts-expect-error Python's keyword argument
new Queue<string>({ maxsize: 3 });
// @ts-expect-error the capacity does not change
new Queue<string>().maxsize = 3;
// @ts-expect-error what the items lie in is for subclasses
new Queue<string>().store.take();
