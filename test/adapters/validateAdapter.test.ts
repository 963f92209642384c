import { describe, expect, it } from "vitest";
import { defineEvent, defineQueue } from "../../src/adapters/contract.js";
import { packageAdapters } from "../../src/adapters/packages/index.js";
import { profiles } from "../../src/adapters/profiles.js";
import { validateAdapter } from "../../src/adapters/validateAdapter.js";

const nothing = (): undefined => undefined;
const queue = { primitive: "queue", name: "q", create: nothing, put: nothing, get: nothing, profile: profiles.fifo };
const event = { primitive: "event", name: "e", create: nothing, wait: nothing, set: nothing, profile: profiles.fifo };
const only = (adapter: object): string => validateAdapter(adapter).join("\n");

describe("an adapter without mistakes", () => {
  it("has none said of it", () => {
    expect(validateAdapter(queue)).toEqual([]);
    expect(validateAdapter(event)).toEqual([]);
    expect(
      validateAdapter(
        defineQueue({ name: "q", create: nothing, putNowait: nothing, getNowait: nothing, profile: profiles.contract }),
      ),
    ).toEqual([]);
    expect(
      validateAdapter(
        defineEvent({
          name: "e",
          create: nothing,
          wait: nothing,
          set: nothing,
          clear: nothing,
          isSet: () => true,
          profile: profiles.asyncio,
        }),
      ),
    ).toEqual([]);
    const full = {
      ...queue,
      version: "1.0.0",
      size: () => 0,
      dispose: nothing,
      outcomes: { get: nothing, thrown: { closed: Error, full: "Full", cancelled: nothing } },
      profile: {
        name: "fifo",
        capacities: [0, 1, Infinity],
        zero: "rendezvous",
        wakesWithin: 5,
        cancellation: { get: "signal" },
      },
      deviations: [{ rule: "QUEUE-01", reason: "known", token: "q1.x", when: () => true }],
    };
    expect(validateAdapter(full)).toEqual([]);
  });

  it("is each of the packages' adapters", () => {
    for (const { adapter } of packageAdapters) expect(validateAdapter(adapter)).toEqual([]);
  });
});

describe("a mistake has one clear sentence", () => {
  it.each<[object | null, string]>([
    [
      { ...queue, variants: { get: { timeout: nothing } }, profile: { ...profiles.fifo, wakesWithin: 1000 } },
      "`profile.wakesWithin` has to be below 1000 where there is a variant `timeout`: that is its time",
    ],
    [null, "Expected an adapter made by `defineQueue` or `defineEvent`, got `null`"],
    [
      {},
      "Expected `primitive` to be queue or event, got `undefined`: make the adapter with `defineQueue` or `defineEvent`",
    ],
    [{ ...queue, get: undefined }, "The adapter needs `get` or `getNowait`"],
    [{ ...queue, put: undefined }, "The adapter needs `put` or `putNowait`"],
    [{ ...event, wait: undefined }, "The adapter needs `wait`"],
    [{ ...event, set: undefined }, "The adapter needs `set`"],
    [{ ...queue, create: 3 }, "Expected `create` to be a function, got `3`"],
    [{ ...queue, name: "" }, 'Expected `name` to be a text that is not empty, got `""`'],
    [{ ...queue, get: "get" }, 'Expected `get` to be a function, got `"get"`'],
    [{ ...queue, getNoWait: nothing }, "Unknown property `getNoWait` of the adapter: did you mean `getNowait`?"],
    [{ ...queue, wait: nothing }, expect.stringMatching(/^Unknown property `wait` of the adapter: /) as string],
    [{ ...queue, sizes: nothing }, "Unknown property `sizes` of the adapter: did you mean `size`?"],
    [{ ...queue, profile: "fifo" }, 'Expected `profile` to be an object, got `"fifo"`'],
    [{ ...queue, profile: { name: "lifo" } }, 'Expected `profile.name` to be contract, fifo or asyncio, got `"lifo"`'],
    [
      { ...queue, profile: { name: "fifo", capacity: [1] } },
      "Unknown property `capacity` of `profile`: did you mean `capacities`?",
    ],
    [
      { ...event, profile: { name: "fifo", zero: "refused" } },
      expect.stringMatching(/^Unknown property `zero` of `profile`/) as string,
    ],
    [
      { ...queue, profile: { name: "fifo", capacities: [] } },
      "Expected `profile.capacities` to be none or a list with at least one capacity, got `array of 0`",
    ],
    [
      { ...queue, profile: { name: "fifo", capacities: [1, -1] } },
      "Expected `profile.capacities[1]` to be Infinity or an integer from 0 on, got `-1`",
    ],
    [{ ...queue, profile: { name: "fifo", capacities: [2, 2] } }, "`profile.capacities` names a capacity twice"],
    [
      { ...queue, profile: { name: "fifo", capacities: [0] } },
      "`profile.capacities` has 0: say in `profile.zero` what 0 means, unbounded, rendezvous or refused",
    ],
    [
      { ...queue, profile: { name: "fifo", zero: "none" } },
      'Expected `profile.zero` to be unbounded, rendezvous or refused, got `"none"`',
    ],
    [
      { ...queue, profile: { name: "fifo", wakesWithin: -1 } },
      "Expected `profile.wakesWithin` to be a number of milliseconds from 0 on, got `-1`",
    ],
    [
      { ...queue, profile: { name: "fifo", cancellation: { get: "token" } } },
      'Expected `profile.cancellation.get` to be signal, method or none, got `"token"`',
    ],
    [{ ...queue, outcomes: { gets: nothing } }, "Unknown property `gets` of `outcomes`: did you mean `get`?"],
    [
      { ...queue, outcomes: { thrown: { canceled: Error } } },
      "Unknown property `canceled` of `outcomes.thrown`: did you mean `cancelled`?",
    ],
    [
      { ...queue, outcomes: { thrown: { closed: 3 } } },
      "Expected `outcomes.thrown.closed` to be a class, the name of an error, or a predicate, got `3`",
    ],
    [{ ...queue, deviations: {} }, "Expected `deviations` to be a list, got `{}`"],
    [
      { ...queue, deviations: [{ rule: "QUEUE-01", reason: "", token: "t" }] },
      'Expected `deviations[0].reason` to be a text that is not empty, got `""`',
    ],
    [
      { ...queue, deviations: ["a", "b"].map((reason) => ({ rule: "QUEUE-01", reason, token: "t" })) },
      '`deviations` declares "QUEUE-01" twice',
    ],
  ])("%j", (adapter, sentence) => {
    expect(only(adapter as object)).toEqual(sentence);
  });

  it("and every mistake is told, not just the first", () => {
    expect(validateAdapter({ primitive: "queue", nme: "x" })).toMatchInlineSnapshot(`
      [
        "Unknown property \`nme\` of the adapter: did you mean \`name\`?",
        "Expected \`name\` to be a text that is not empty, got \`undefined\`",
        "Expected \`create\` to be a function, got \`undefined\`",
        "The adapter needs \`put\` or \`putNowait\`",
        "The adapter needs \`get\` or \`getNowait\`",
        "The adapter needs a \`profile\`: \`npx async-tck infer <adapter file>\` finds one, and \`profiles.contract\` claims least",
      ]
    `);
  });
});
