import { defineQueue, profiles } from "async-tck";
import { MyQueue } from "./my-queue.js";

export default defineQueue({
  name: "my-queue",
  version: "1.0.0",
  create: () => new MyQueue(), // a fresh one for each run
  get: (queue, { signal }) => queue.get(signal), // the queue's own promise, unmapped
  putNowait: (queue, item) => queue.push(item),
  size: (queue) => queue.size,
  profile: { ...profiles.asyncio, capacities: [Infinity] },
});
