/**
 * `refines` is inclusion of the accepted histories. Over all histories up to a bound: whatever the model with the special
 * fault accepts, the model with the general one accepts. That nothing else is included is shown by the smallest wrong
 * histories (faults.test.ts): each is refused by every fault that is not declared more general.
 */
import { describe, expect, it } from "vitest";
import type { Preset } from "../../src/models/catalog.js";
import { inWords } from "../../src/conformance/words.js";
import { ruleOrder, rulesOf } from "../../src/properties/index.js";
import { smallestWrong } from "../../src/properties/smallestWrong.js";
import { eventsAfter, type Node } from "./explore.js";
import { Family } from "./findSmallestWrong.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";

interface Walk {
  readonly primitive: "event" | "queue";
  readonly preset: Preset;
  readonly capacity: number;
  readonly clients: number;
  readonly length: number;
}

const walks: readonly Walk[] = (["contract", "fifo", "asyncio"] as const).flatMap((preset) => [
  { primitive: "event", preset, capacity: Infinity, clients: 3, length: isFull ? 7 : 5 },
  { primitive: "queue", preset, capacity: 1, clients: 3, length: isFull ? 5 : 4 },
  { primitive: "queue", preset, capacity: 2, clients: 2, length: isFull ? 5 : 4 },
]);

describe.each(walks)("$primitive, $preset, capacity $capacity, all histories of $length events", (walk) => {
  it("shows that refines is inclusion, and no smaller wrong history", { timeout: 0 }, () => {
    const family = new Family(walk.primitive, walk.preset, walk.capacity);
    const order = ruleOrder(rulesOf(walk.primitive), walk.preset);
    const general = new Map(family.ruleIds.map((id) => [id, order.moreGeneral(id)] as const));
    const alphabet = { primitive: walk.primitive, clients: walk.clients, observed: true };
    let layer: Node<unknown>[] = [family.walker.start(walk.clients)];
    const seen = new Set<string>();
    const ids = new Map<unknown, number>();
    const idOf = (set: unknown): number => {
      const known = ids.get(set) ?? ids.size;
      ids.set(set, known);
      return known;
    };
    const notIncluded = new Set<string>();
    const smaller = new Set<string>();
    let wrong = 0;
    for (let length = 1; length <= walk.length; length++) {
      const next: Node<unknown>[] = [];
      for (const node of layer) {
        for (const event of eventsAfter(node.course, alphabet)) {
          const after = family.walker.step(node, event);
          if (after.at.every((at) => at === null)) continue;
          const explaining = family.explaining(after);
          if (explaining) {
            wrong++;
            for (const rule of explaining) {
              const more = general.get(rule) ?? [];
              for (const other of more) {
                if (!explaining.includes(other)) notIncluded.add(`${rule} in ${other}: ${inWords(after.events)}`);
              }
              // a smallest wrong history under other axes says nothing of these
              const known = smallestWrong(rule, walk.preset);
              const least = known && !known.axes ? known.words.split(", ").length : 0;
              if (length < least && explaining.every((id) => id === rule || more.includes(id))) {
                smaller.add(`${rule}: ${inWords(after.events)}`);
              }
            }
          }
          const { outstanding, cancelled, used, quiet, items, delivered } = after.course;
          const key =
            after.at.map((at) => (at ? `${String(idOf(at.set))}:${at.live.join("")}` : "-")).join("|") +
            JSON.stringify([outstanding, cancelled, used, quiet, items, delivered]);
          if (seen.has(key)) continue;
          seen.add(key);
          next.push(after);
        }
      }
      layer = next;
    }
    expect(wrong).toBeGreaterThan(100);
    expect([...notIncluded].slice(0, 5)).toEqual([]);
    expect([...smaller].slice(0, 5)).toEqual([]);
  });
});
