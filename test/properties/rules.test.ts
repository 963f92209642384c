/** Rules, faults, mutants and docs belong together one to one. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { eventModelOf, queueModelOf } from "../../src/models/catalog.js";
import { rulesOf } from "../../src/properties/index.js";
import { someEventAxes, someQueueAxes } from "../conformance/promisedRules.js";
import { mutants } from "../mutants/index.js";

const presets = ["contract", "fifo", "asyncio"] as const;

describe.each(["event", "queue"] as const)("the rules of %s", (primitive) => {
  const rules = rulesOf(primitive);
  const ids = rules.map(({ id }) => id);

  it("are numbered without a gap, in order", () => {
    expect(ids).toEqual(ids.map((_, at) => `${primitive.toUpperCase()}-${String(at + 1).padStart(2, "0")}`));
  });

  it("are one sentence each, with one MUST or SHOULD", () => {
    for (const { id, sentence } of rules) {
      expect(sentence.match(/\b(MUST|SHOULD)\b/g), id).toHaveLength(1);
      expect(sentence.endsWith("."), id).toBe(true);
      expect(sentence.slice(0, -1).includes(". "), id).toBe(false);
    }
  });

  it("own one fault each in every model that has any, and there is no fault without a rule", () => {
    const owned = new Set<string>();
    for (const preset of presets) {
      const models =
        primitive === "event"
          ? someEventAxes(preset).map((axes) => eventModelOf(preset, axes))
          : someQueueAxes.map((axes) => queueModelOf(preset, axes));
      for (const { faults } of models) {
        const names = faults.map((fault) => fault.rule);
        expect(new Set(names).size, preset).toBe(names.length);
        for (const name of names) owned.add(name);
      }
    }
    const judgedByPlans = rules.filter(({ bulk }) => bulk !== true).map(({ id }) => id);
    expect([...owned].sort()).toEqual([...judgedByPlans].sort());
  });

  it("have a smallest wrong implementation each", () => {
    const named = mutants.map(({ rule }) => rule).filter((rule) => rule.startsWith(primitive.toUpperCase()));
    expect([...named].sort()).toEqual([...ids].sort());
  });

  it("share no wrong implementation", () => {
    const own = mutants.filter(({ rule }) => rule.startsWith(primitive.toUpperCase()));
    const names = own.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("stand in docs/rules.md, each under its own heading", () => {
    const docs = readFileSync(new URL("../../docs/rules.md", import.meta.url), "utf8");
    for (const { id, sentence } of rules) {
      expect(docs, id).toContain(id);
      expect(docs, id).toContain(sentence);
    }
  });

  it("refine only rules that exist, and never in a circle", () => {
    for (const rule of rules) {
      const above = new Set<string>();
      const climb = (id: string): void => {
        for (const next of rules.find((other) => other.id === id)?.refines ?? []) {
          expect(ids).toContain(next);
          expect(next, `${rule.id} refines itself`).not.toBe(rule.id);
          if (!above.has(next)) {
            above.add(next);
            climb(next);
          }
        }
      };
      climb(rule.id);
    }
  });
});
