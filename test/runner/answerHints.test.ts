import { expect, it } from "vitest";
import { checkConformance, defineEvent, defineQueue, profiles, type AnyAdapter } from "../../src/index.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { DirectQueue } from "../subjects/directQueue.js";

const bounded = { ...profiles.contract, capacities: [2] };

const forgetful = defineQueue({
  name: "forgetful",
  create: ({ maxsize }) => new DirectQueue(maxsize),
  put: (queue, item) => {
    void queue.put(item);
  },
  get: (queue) => {
    void queue.get();
  },
  profile: bounded,
});

const forgetfulEvent = defineEvent({
  name: "forgetful-event",
  create: () => new ArrayEvent(),
  wait: (event) => {
    void event.wait();
  },
  set: (event) => event.set(),
  clear: (event) => event.clear(),
  profile: profiles.contract,
});

/** put() answers a promise only where it has to wait; get() calls back. */
const right = defineQueue({
  name: "right",
  create: ({ maxsize }) => new DirectQueue(maxsize),
  put: (queue, item) => (queue.putNowait(item) ? undefined : queue.put(item)),
  get: (queue, { done, fail }) => {
    queue.get().then(done, fail);
  },
  profile: bounded,
});

async function hintsOf(adapter: AnyAdapter): Promise<readonly string[]> {
  const { hints, problem } = await checkConformance(adapter, { numRuns: 1 });
  expect(problem).toBeUndefined();
  return hints.filter((hint) => hint.includes("answers nothing"));
}

const silent = (verb: string): unknown =>
  expect.stringMatching(new RegExp(`^\`${verb}\` answers nothing where it has to`));

it("a verb that answers nothing where it has to wait gets a hint about its function", async () => {
  expect(await hintsOf(forgetful)).toEqual([silent("get"), silent("put")]);
  expect(await hintsOf(forgetfulEvent)).toEqual([silent("wait")]);
});

it("a verb that answers a promise only where it has to wait, or calls back, gets none", async () => {
  expect(await hintsOf(right)).toEqual([]);
});
