import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan, Step } from "../../src/scheduler/plan.js";
import { PlanError } from "../../src/scheduler/planError.js";
import { formatTableHash, tableHash } from "../../src/scheduler/tableHash.js";
import { decodeToken, encodeToken, primitiveOfToken, type TokenTable } from "../../src/scheduler/token.js";
import { anyPlan } from "./randomPlans.js";

const verb = (name: string, blocking: boolean, takesItem = false): TokenTable["verbs"][number] => ({
  name,
  blocking,
  takesItem,
});
const queue: TokenTable = {
  primitive: "queue",
  verbs: [verb("put", true, true), verb("get", true), verb("putNowait", false, true), verb("getNowait", false)],
};
const NAMES = queue.verbs.map(({ name }) => name);

const plan: Plan = {
  config: { capacity: 1 },
  steps: [
    { do: "call", client: 0, verb: "get", gap: "quiet" },
    { do: "call", client: 1, verb: "put", gap: 0 },
    { do: "cancel", client: 0, gap: "quiet" },
  ],
};

function problem(token: string, table = queue): string {
  try {
    decodeToken(token, table);
  } catch (error) {
    expect(error).toBeInstanceOf(PlanError);
    return (error as Error).message;
  }
  return "";
}

describe("a token", () => {
  it("gives back the plan it was made of, whatever that says", () => {
    fc.assert(
      fc.property(anyPlan(NAMES, { every: true, maxLength: 40 }), (any) => {
        expect(decodeToken(encodeToken(any, queue), queue)).toEqual(any);
      }),
      { numRuns: 3000 },
    );
  });

  it("is at most 100 characters for 12 steps with every field in use", () => {
    const full: Step = {
      do: "call",
      client: 3,
      verb: "v9",
      variant: "b",
      item: "rejected-promise",
      chained: true,
      aborted: true,
      gap: 5,
    };
    const verbs = Array.from({ length: 10 }, (_, at) => ({ ...verb(`v${at}`, true, true), variants: ["a", "b", "c"] }));
    const table: TokenTable = { primitive: "queue", verbs };
    const token = encodeToken(
      { config: { capacity: 65_000 }, signals: "all", steps: Array(12).fill(full) as Step[] },
      table,
    );
    expect(token.length).toBeLessThanOrEqual(100);
    expect(decodeToken(token, table).steps[11]).toEqual(full);
  });

  it("does not change between versions of the kit", () => {
    expect(encodeToken(plan, queue)).toMatchInlineSnapshot(`"q1.DQjBHQIACQAJ7zwBLzI"`);
    expect(
      encodeToken({ config: { capacity: null }, steps: [] }, { primitive: "event", verbs: [] }),
    ).toMatchInlineSnapshot(`"e1.BRydRGhw"`);
  });

  it("holds hundreds of steps", () => {
    const long: Plan = { config: { capacity: null }, steps: Array(500).fill(plan.steps[0]) as Step[] };
    expect(decodeToken(encodeToken(long, queue), queue)).toEqual(long);
  });

  it("is read with a table that has got more verbs at its end", () => {
    const more: TokenTable = {
      ...queue,
      verbs: [...queue.verbs, { ...verb("close", false), variants: ["immediate"] }],
    };
    expect(decodeToken(encodeToken(plan, queue), more)).toEqual(plan);
    expect(problem(encodeToken(plan, more), queue)).toContain("another operation table");
  });

  it("tells its primitive", () => {
    expect([primitiveOfToken("q1.x"), primitiveOfToken("e1.x"), primitiveOfToken("x")]).toEqual([
      "queue",
      "event",
      undefined,
    ]);
  });
});

describe("a token that was damaged is refused, and says how", () => {
  const token = encodeToken(plan, queue);
  const characters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+ "];

  it("every single changed character", () => {
    for (let at = 0; at < token.length; at++) {
      for (const char of characters) {
        const changed = token.slice(0, at) + char + token.slice(at + 1);
        if (changed !== token && changed.trim() !== token) expect(problem(changed), changed).not.toBe("");
      }
    }
  });

  it("every pair of swapped neighbours, every lost and every added character", () => {
    for (let at = 3; at < token.length; at++) {
      const swapped = token.slice(0, at - 1) + token.charAt(at) + token.charAt(at - 1) + token.slice(at + 1);
      if (swapped !== token) expect(problem(swapped)).not.toBe("");
      expect(problem(token.slice(0, at) + token.slice(at + 1))).not.toBe("");
      for (const char of characters.slice(0, 64))
        expect(problem(token.slice(0, at) + char + token.slice(at))).not.toBe("");
    }
  });

  it("a cut one is truncated", () => {
    for (let length = 3; length < token.length; length++)
      expect(problem(token.slice(0, length))).toBe("The token is truncated");
  });

  it("each with a sentence of its own", () => {
    expect({
      altered: problem(token.slice(0, -1) + (token.endsWith("A") ? "B" : "A")),
      version: problem(token.replace("q1", "q2")),
      primitive: problem(token.replace("q", "e")),
      table: problem(token, { ...queue, verbs: queue.verbs.slice(1) }),
      noToken: problem("hello world, this is no token"),
    }).toMatchInlineSnapshot(`
      {
        "altered": "The token was altered: its checksum does not match",
        "noToken": "Expected a token to begin with \`q1.\`, got \`hello world,\`",
        "primitive": "The token is for another primitive: event, not queue",
        "table": "The token was made with another operation table: the adapter has other verbs now, or it is another adapter's",
        "version": "The token has version 2 of the plan format, and this kit reads 1",
      }
    `);
  });

  it("and a plan that no token can hold is refused on writing", () => {
    const refused = (steps: Step[], capacity: number | null = 1): void =>
      void encodeToken({ config: { capacity }, steps }, queue);
    expect(() => refused([], -1)).toThrow(PlanError);
    expect(() => refused([], 1.5)).toThrow(PlanError);
    expect(() => refused([{ do: "call", client: 0, verb: "take", gap: 0 }])).toThrow("has no verb `take`");
    expect(() => refused([{ do: "call", client: 0, verb: "get", variant: "x", gap: 0 }])).toThrow("has no variant `x`");
    expect(() => refused([{ do: "cancel", client: 4, gap: 0 }])).toThrow(PlanError);
    expect(() => refused([{ do: "cancel", client: 0, gap: 4 as 5 }])).toThrow(PlanError);
  });
});

describe("the hash of an operation table", () => {
  it("differs by name, kind, order and variants, and is printed as six digits", () => {
    const tables = [
      queue.verbs,
      [...queue.verbs].reverse(),
      queue.verbs.slice(1),
      queue.verbs.map((each) => ({ ...each, blocking: true })),
      queue.verbs.map((each) => ({ ...each, takesItem: false })),
      queue.verbs.map((each) => ({ ...each, variants: ["timed"] })),
      [],
    ];
    expect(new Set(tables.map(tableHash)).size).toBe(tables.length);
    for (const table of tables) expect(formatTableHash(table)).toMatch(/^[0-9a-f]{6}$/);
  });
});
