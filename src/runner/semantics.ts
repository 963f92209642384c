/** What a profile says, with nothing left open: the axes by which the models are shaped. */
import type { EventProfile, QueueProfile } from "../adapters/profiles.js";
import { plainEvent, type EventAxes } from "../models/event/axes.js";
import { DEFAULT_CLOSE, plainQueue, type CloseSemantics, type QueueAxes } from "../models/queue/axes.js";
import type { Config } from "../scheduler/plan.js";

/** Capacities in the order in which they are tried, the most telling first. */
const CAPACITIES = [Infinity, 1, 2, 3, 4] as const;

/** The axes of an event. */
export function eventAxes(profile: EventProfile): EventAxes {
  const plain = plainEvent(profile.name === "contract");
  const kind = profile.kind ?? plain.kind;
  return {
    kind,
    releases: kind === "auto-reset" ? "one" : (profile.releases ?? plain.releases),
    memory: profile.memory ?? plain.memory,
    releaseOrder: profile.releaseOrder ?? plain.releaseOrder,
    clearedInTurn: profile.clearedInTurn ?? plain.clearedInTurn,
    setResult: profile.setResult ?? plain.setResult,
    waitResult: profile.waitResult ?? plain.waitResult,
  };
}

/** The axes of a queue in one configuration. */
export function queueAxes(profile: QueueProfile, config: Config): QueueAxes {
  const close: Record<string, CloseSemantics> = {};
  for (const [name, said] of Object.entries(profile.close ?? {})) close[name] = { ...DEFAULT_CLOSE, ...said };
  return {
    ...plainQueue,
    capacity: modelCapacity(profile, config),
    order: profile.order ?? plainQueue.order,
    equalPriority: profile.equalPriority ?? plainQueue.equalPriority,
    overflow: profile.overflow ?? plainQueue.overflow,
    putSettles: profile.putSettles ?? plainQueue.putSettles,
    close,
  };
}

/** The model's capacity: what 0 means is declared, and a put() that never waits knows no bound. */
export function modelCapacity(profile: QueueProfile, { capacity }: Config): number {
  if (capacity === null || profile.putSettles === "immediate") return Infinity;
  return capacity === 0 && profile.zero === "unbounded" ? Infinity : capacity;
}

/** Configurations that the profile declares, or the usual ones. */
export function configsOf(profile: QueueProfile): readonly Config[] {
  const { capacities = CAPACITIES } = profile;
  if (capacities === "none") return [{ capacity: null }];
  const tried = profile.zero === "refused" ? capacities.filter((capacity) => capacity !== 0) : capacities;
  return tried.map((capacity) => ({ capacity: capacity === Infinity ? null : capacity }));
}
