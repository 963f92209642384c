/** Every rule owns its fault: what the smallest wrong histories show. */
import { describe, expect, it } from "vitest";
import { ruleOrder, rulesOf } from "../../src/properties/index.js";
import { smallestWrong, type SmallestWrong } from "../../src/properties/smallestWrong.js";
import { fromWords, inWords } from "../../src/conformance/words.js";
import type { Preset } from "../../src/models/catalog.js";
import { Family } from "./findSmallestWrong.js";
import { promisedRules } from "./promisedRules.js";
import type { Node } from "./explore.js";

const presets: readonly Preset[] = ["contract", "fifo", "asyncio"];

/** The node that a history in words leads to. */
function follow(family: Family, words: string): Node<unknown> {
  return fromWords(words).reduce((node, event) => family.walker.step(node, event), family.walker.start(4));
}

for (const preset of presets) {
  for (const primitive of ["event", "queue"] as const) {
    const order = ruleOrder(rulesOf(primitive), preset);
    const families = new Map<string, Family>();
    const familyOf = ({ capacity, axes }: Pick<SmallestWrong, "capacity" | "axes">): Family => {
      const key = `${String(capacity)} ${JSON.stringify(axes ?? {})}`;
      const family = families.get(key) ?? new Family(primitive, preset, capacity, axes);
      families.set(key, family);
      return family;
    };
    const promised = rulesOf(primitive).filter(({ id }) => promisedRules(primitive, preset).has(id));

    describe(`${primitive}, ${preset}: the smallest wrong history`, () => {
      for (const { id: rule } of promised) {
        it(`of ${rule} is refused by the model, and explained by its fault and more general ones alone`, () => {
          const wrong = smallestWrong(rule, preset);
          expect(wrong, `no smallest wrong history of ${rule}: run scripts/smallest-wrong.mjs`).not.toBeNull();
          if (!wrong) return;
          const family = familyOf(wrong);
          const node = follow(family, wrong.words);
          const explaining = family.explaining(node);
          expect(explaining, "the model itself accepts it").not.toBeNull();
          expect(explaining).toContain(rule);
          const general = [rule, ...order.moreGeneral(rule)];
          expect(explaining?.filter((id) => !general.includes(id))).toEqual([]);
          // every fault that is declared more general does explain it: refines is inclusion, seen from this side
          expect(order.moreGeneral(rule).filter((id) => !explaining?.includes(id))).toEqual([]);
        });

        it(`of ${rule} becomes right when its last event is left out`, () => {
          const wrong = smallestWrong(rule, preset);
          const before = wrong ? wrong.words.split(", ").slice(0, -1).join(", ") : "";
          if (!wrong || before === "") return;
          const family = familyOf(wrong);
          const explaining = family.explaining(follow(family, before));
          const general = [rule, ...order.moreGeneral(rule)];
          // either nothing is wrong yet, or what is wrong has further explanations
          expect(explaining === null || explaining.some((id) => !general.includes(id))).toBe(true);
        });
      }
    });
  }
}

describe("histories in words", () => {
  it("are read back as they were written", () => {
    for (const preset of presets) {
      for (const rule of [...rulesOf("event"), ...rulesOf("queue")]) {
        const wrong = smallestWrong(rule.id, preset);
        if (wrong) expect(inWords(wrong.events)).toBe(wrong.words);
      }
    }
  });
});
