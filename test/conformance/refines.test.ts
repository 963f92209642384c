/**
 * `refines` is inclusion of the accepted histories. Over all histories up to a bound: whatever the model with the special
 * fault accepts, the model with the general one accepts. That nothing else is included is shown by the smallest wrong
 * histories (faults.test.ts): each is refused by every fault that is not declared more general.
 */
import { describe, expect, it } from "vitest";
import type { Preset } from "../../src/models/catalog.js";
import { DEFAULT_CLOSE } from "../../src/models/queue/axes.js";
import { inWords } from "../../src/conformance/words.js";
import { ruleOrder, rulesOf } from "../../src/properties/index.js";
import { smallestWrong } from "../../src/properties/smallestWrong.js";
import type { Extras } from "./axisEvents.js";
import { eventsAfter, type Node } from "./explore.js";
import { Family, type Axes } from "./findSmallestWrong.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";

interface Walk {
  readonly primitive: "event" | "queue";
  readonly preset: Preset;
  readonly capacity: number;
  readonly clients: number;
  readonly length: number;
  readonly about: string;
  readonly axes?: Axes;
  readonly extras?: Extras;
}

const presets = ["contract", "fifo", "asyncio"] as const;
const plainWalks: readonly Walk[] = presets.flatMap((preset) => [
  { primitive: "event", preset, about: "", capacity: Infinity, clients: 3, length: isFull ? 7 : 5 },
  { primitive: "queue", preset, about: "", capacity: 1, clients: 3, length: isFull ? 5 : 4 },
  { primitive: "queue", preset, about: "", capacity: 2, clients: 2, length: isFull ? 5 : 4 },
]);

/** What each family of axes brings in. */
const families: readonly (Pick<Walk, "about" | "axes" | "extras"> & { readonly capacity?: number })[] = [
  { about: "lifo", capacity: 2, axes: { order: "lifo" } },
  { about: "priority", capacity: 2, axes: { order: "priority" }, extras: { priorities: true } },
  {
    about: "stable priority",
    capacity: 2,
    axes: { order: "priority", equalPriority: "fifo" },
    extras: { priorities: true },
  },
  { about: "joins", axes: { joins: true }, extras: { joins: true } },
  { about: "drop-new", axes: { overflow: "drop-new" }, extras: {} },
  { about: "drop-old", axes: { overflow: "drop-old" }, extras: {} },
  { about: "reject", axes: { overflow: "reject" }, extras: {} },
  { about: "consumed", axes: { putSettles: "consumed" } },
  { about: "pull", axes: { putSettles: "pull" } },
  { about: "backpressure", axes: { putSettles: "backpressure" } },
  { about: "close", axes: { close: { close: DEFAULT_CLOSE } }, extras: { close: ["close"] } },
  {
    about: "close that throws away",
    axes: { close: { close: { ...DEFAULT_CLOSE, items: "discarded" } } },
    extras: { close: ["close"] },
  },
  {
    about: "close that keeps who puts",
    axes: { close: { close: { ...DEFAULT_CLOSE, getters: "error", putters: "kept" } } },
    extras: { close: ["close"] },
  },
  {
    about: "close that is awaited",
    axes: { close: { close: DEFAULT_CLOSE } },
    extras: { close: ["close"], closing: "blocking" },
  },
  { about: "time-outs", extras: { timeouts: true } },
  { about: "signals aborted early", extras: { early: true } },
  { about: "odd items", extras: { odd: true } },
  { about: "observers", extras: { observers: { isEmpty: 1, isFull: 1, listeners: 1, rejections: 1 } } },
];
const supports = (preset: Preset, axes: Axes = {}): boolean =>
  preset !== "asyncio" || !("overflow" in axes || "putSettles" in axes);
/** Each family under one preset in turn; in full under every one. */
const walksOverAxes: readonly Walk[] = families.flatMap((family, index) => {
  const supported = presets.filter((preset) => supports(preset, family.axes));
  const chosen = isFull ? supported : supported.filter((_, turn) => turn === index % supported.length);
  return chosen.map((preset) => ({ primitive: "queue", preset, capacity: 1, clients: 2, length: 4, ...family }));
});
const walks = [...plainWalks, ...walksOverAxes];

describe.each(walks)("$primitive, $preset, capacity $capacity $about, all histories of $length events", (walk) => {
  it("shows that refines is inclusion, and no smaller wrong history", { timeout: 0 }, () => {
    const family = new Family(walk.primitive, walk.preset, walk.capacity, walk.axes);
    const order = ruleOrder(rulesOf(walk.primitive), walk.preset);
    const general = new Map(family.ruleIds.map((id) => [id, order.moreGeneral(id)] as const));
    const { primitive, clients, extras } = walk;
    const alphabet = { primitive, clients, observed: true, ...(extras ? { extras } : {}) };
    const axes = JSON.stringify(walk.axes ?? {});
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
              // a smallest wrong history under other axes says nothing of these, nor does one that every subject with a
              // cancellation has, of those whose signals can be aborted before a call
              const known = smallestWrong(rule, walk.preset);
              const isAlike =
                known !== null &&
                JSON.stringify(known.axes ?? {}) === axes &&
                (known.words.includes("aborted") || !inWords(after.events).includes("aborted"));
              const least = isAlike ? known.words.split(", ").length : 0;
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
