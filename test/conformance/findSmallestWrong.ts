/** Finds, for a rule, the smallest history that only its fault and more general ones explain. */
import { inWords } from "../../src/conformance/words.js";
import { eventModelOf, queueModelOf, type Preset } from "../../src/models/catalog.js";
import { plainEvent, type EventAxes } from "../../src/models/event/axes.js";
import { plainQueue, type QueueAxes } from "../../src/models/queue/axes.js";
import { relax, type Fault, type Model, type ModelEvent } from "../../src/models/model.js";
import { ruleOrder, rulesOf } from "../../src/properties/index.js";
import type { Rule } from "../../src/properties/rule.js";
import type { Extras } from "./axisEvents.js";
import { eventsAfter, Walker, type Node } from "./explore.js";

/** A smallest wrong history as the data file keeps it. */
export interface Found {
  readonly capacity: number;
  readonly words: string;
  /** Where it exists only under other axes than the plain ones. */
  readonly axes?: Axes;
}

/** Axes of either primitive that differ from the plain ones. */
export type Axes = Partial<EventAxes & QueueAxes>;

/** All relations of one model: the model itself, then the model with each fault. */
export class Family {
  readonly walker: Walker<unknown>;
  readonly ruleIds: readonly string[];
  readonly primitive: "event" | "queue";
  readonly preset: Preset;
  readonly capacity: number;
  readonly axes: Axes;

  constructor(primitive: "event" | "queue", preset: Preset, capacity: number, axes: Axes = {}) {
    const { model, faults } = (
      primitive === "event"
        ? eventModelOf(preset, { ...plainEvent(preset === "contract"), ...axes })
        : queueModelOf(preset, { ...plainQueue, ...axes, capacity })
    ) as {
      model: Model<unknown>;
      faults: readonly Fault<unknown>[];
    };
    this.primitive = primitive;
    this.preset = preset;
    this.capacity = capacity;
    this.axes = axes;
    this.ruleIds = faults.map((fault) => fault.rule);
    this.walker = new Walker([model, ...faults.map((fault) => relax(model, [fault]))]);
  }

  /** Rules whose fault explains the node's history; `null` while the model itself does. */
  explaining(node: Node<unknown>): readonly string[] | null {
    if (node.at[0]) return null;
    return this.ruleIds.filter((_, index) => node.at[index + 1]);
  }
}

/** Searches breadth first. Answers null when there is none up to `depth` events within `most` nodes a layer. */
export function findSmallestWrong(
  family: Family,
  rule: Rule,
  depth: number,
  clients: number,
  most: number,
  extras?: Extras,
): Found | null {
  const order = ruleOrder(rulesOf(family.primitive), family.preset);
  const allowed = new Set([rule.id, ...order.moreGeneral(rule.id)]);
  const wanted = family.ruleIds.indexOf(rule.id) + 1;
  if (wanted === 0) return null;
  const alphabet = { primitive: family.primitive, clients, observed: true, ...(extras ? { extras } : {}) };
  const needs = new Set(rule.needs.flatMap((need) => (typeof need === "string" ? [need] : need)));
  let layer: Node<unknown>[] = [family.walker.start(clients)];
  const seen = new Set<string>();
  const ids = new Map<unknown, number>();
  const idOf = (set: unknown): number => {
    const known = ids.get(set) ?? ids.size;
    ids.set(set, known);
    return known;
  };
  for (let length = 0; length < depth; length++) {
    const next: Node<unknown>[] = [];
    for (const node of layer) {
      for (const event of eventsAfter(node.course, alphabet)) {
        if (!extras && !isRelevant(event, rule, needs)) continue;
        const after = family.walker.step(node, event);
        if (!after.at[wanted]) continue;
        const explaining = family.explaining(after);
        if (explaining?.every((id) => allowed.has(id)))
          return {
            capacity: family.capacity,
            words: inWords(after.events),
            ...(Object.keys(family.axes).length > 0 ? { axes: family.axes } : {}),
          };
        const { outstanding, cancelled, used, quiet, items, delivered } = after.course;
        const key =
          after.at.map((at) => (at ? `${String(idOf(at.set))}:${at.live.join("")}` : "-")).join("|") +
          JSON.stringify([outstanding, cancelled, used, quiet, items, delivered]);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(after);
      }
    }
    if (next.length > most) {
      // what is nearest to being told apart goes on
      next.sort((a, b) => rank(a) - rank(b));
      next.length = most;
    }
    layer = next;
  }
  return null;

  function rank(node: Node<unknown>): number {
    const explaining = family.explaining(node);
    return explaining === null ? 1000 : explaining.filter((id) => !allowed.has(id)).length;
  }
}

/** Whether an event can matter for a rule: the walk is too wide otherwise. */
function isRelevant(event: ModelEvent, rule: Rule, needs: ReadonlySet<string>): boolean {
  const about = (...ids: string[]): boolean => ids.includes(rule.id);
  switch (event.kind) {
    case "again":
      return about("EVENT-20", "QUEUE-36");
    case "lateCancel":
      return about("EVENT-15", "QUEUE-24");
    case "cancel":
      return [...needs].some((need) => need.startsWith("cancel:"));
    case "settle":
      if (event.outcome === "cancelled") return [...needs].some((need) => need.startsWith("cancel:"));
      return event.outcome === "error"
        ? about("EVENT-16", "QUEUE-25")
        : event.outcome !== "foreign" || about("QUEUE-01");
    case "now":
      if (event.outcome === "error") return about("EVENT-16", "QUEUE-25");
      return event.outcome !== "foreign" || about("QUEUE-01");
    default:
      return true;
  }
}
