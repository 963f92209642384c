/**
 * The first look at a subject: what has to be known before any profile can be compared. Which capacities `create` takes and
 * whether they make a difference, how long a timer its wakes need, how its operations are cancelled, which items it holds.
 */
import type { AnyAdapter, QueueDefinition } from "../../adapters/contract.js";
import type { Host } from "../../scheduler/host.js";
import type { ItemClass, Plan } from "../../scheduler/plan.js";
import { AdapterError } from "../../scheduler/subject.js";
import { toSubject } from "../../adapters/subject.js";
import type { Profile } from "../hints/declarations.js";
import { probes } from "../hints/probes.js";
import { runOn } from "../runOn.js";
import { cancellableVerbs } from "../smoke.js";
import { Workbench, type Cancellations } from "../workbench.js";
import { heldItems, type HeldItems } from "./items.js";
import { wakesWithin } from "./wakes.js";

/** Capacities in the order in which they are tried; the last one has a meaning of its own. */
const CAPACITIES = [Infinity, 1, 2, 3, 4, 0] as const;

/** What the first look showed. */
export interface Look {
  /** Capacities that `create` takes, in the order in which they are tried. Empty for an event. */
  readonly taken: readonly number[];
  /** The adapter declares capacities: no others are tried. */
  readonly isDeclared: boolean;
  /** The adapter declares that there is no capacity. */
  readonly hasNone: boolean;
  /** `create` throws for capacity 0. */
  readonly refusesZero: boolean;
  /** The subject behaves alike whatever capacity it is made with. */
  readonly isDeaf: boolean;
  /** close() answers something that has to be awaited. */
  readonly closesBlocking: boolean;
  /** In milliseconds of the virtual clock. */
  readonly wakesWithin: number;
  readonly cancellations: Cancellations;
  readonly items: readonly ItemClass[];
  /** Null for an event. */
  readonly held: HeldItems | null;
  /** Plans that ran. */
  readonly plans: number;
}

/** Looks at the subject. Rejects with an AdapterError where no subject can be made at all, or none can be run. */
export async function lookAt(adapter: AnyAdapter, host: Host, onPlan: (plan: Plan) => void): Promise<Look> {
  let plans = 0;
  const counted = (plan: Plan): void => {
    plans++;
    onPlan(plan);
  };
  const { taken, refusesZero } = await capacitiesOf(adapter, host, counted);
  const isBlocking = await closesBlocking(adapter, host, counted, taken[0]);
  const { cancellation, maxGetters, maxPutters, maxWaiters, wakesWithin: declared } = adapter.profile as Profile;
  const plain: Profile = {
    name: "contract",
    ...(cancellation ? { cancellation } : {}),
    ...(maxGetters === undefined ? {} : { maxGetters }),
    ...(maxPutters === undefined ? {} : { maxPutters }),
    ...(maxWaiters === undefined ? {} : { maxWaiters }),
    // of a remote subject it cannot be found out
    ...(adapter.remote && declared !== undefined ? { wakesWithin: declared } : {}),
    ...(taken.length > 0 ? { capacities: taken, zero: "unbounded" } : {}),
    ...(isBlocking ? { closing: "blocking" } : {}),
  };
  const found = { ...adapter, profile: plain } as AnyAdapter;
  const cancellations = await cancellableVerbs(found, host, counted);
  const bench = new Workbench(found, host, cancellations, counted);
  const held = adapter.primitive === "queue" ? await heldItems(bench, adapter.profile.items ?? []) : null;
  return {
    taken,
    isDeclared: (adapter.profile as Profile).capacities !== undefined,
    hasNone: (adapter.profile as Profile).capacities === "none",
    refusesZero,
    isDeaf: taken.length > 1 && (await isDeaf(bench, taken)),
    closesBlocking: isBlocking,
    wakesWithin: await wakesWithin(bench),
    cancellations,
    items: held?.held ?? [],
    held,
    plans,
  };
}

/** Capacities to try: those that the adapter declares, or all. */
function toTry({ profile }: QueueDefinition): readonly number[] {
  if (profile.capacities === "none") return [Infinity];
  return profile.capacities ?? CAPACITIES;
}

/** Which capacities a queue can be made with. */
async function capacitiesOf(
  adapter: AnyAdapter,
  host: Host,
  onPlan: (plan: Plan) => void,
): Promise<Pick<Look, "taken" | "refusesZero">> {
  if (adapter.primitive === "event") return { taken: [], refusesZero: false };
  const taken: number[] = [];
  let refusal: unknown;
  for (const capacity of toTry(adapter)) {
    const plan: Plan = { config: { capacity: capacity === Infinity ? null : capacity }, steps: [] };
    onPlan(plan);
    try {
      await runOn(adapter, toSubject(adapter), plan, host);
      taken.push(capacity);
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      refusal ??= error;
    }
  }
  if (taken.length === 0) throw refusal;
  return { taken, refusesZero: toTry(adapter).includes(0) && !taken.includes(0) };
}

/** Whether close() answers something to be awaited: run as an immediate verb it is then an adapter error. */
async function closesBlocking(
  adapter: AnyAdapter,
  host: Host,
  onPlan: (plan: Plan) => void,
  capacity: number | undefined,
): Promise<boolean> {
  if (adapter.primitive === "event" || !adapter.close) return false;
  if (adapter.remote) return adapter.profile.closing === "blocking";
  const subject = toSubject({ ...adapter, profile: { name: "contract" } } as AnyAdapter);
  const plan: Plan = {
    config: { capacity: capacity === undefined || capacity === Infinity ? null : capacity },
    steps: [{ do: "call", client: 0, verb: "close", gap: "quiet" }],
  };
  onPlan(plan);
  try {
    await runOn(adapter, subject, plan, host);
    return false;
  } catch (error) {
    if (error instanceof AdapterError) return true;
    throw error;
  }
}

/** Whether all capacities give the same histories of plans that fill and empty the queue. */
async function isDeaf(bench: Workbench, taken: readonly number[]): Promise<boolean> {
  for (const steps of probes(bench)) {
    const told = new Set<string>();
    for (const capacity of taken) {
      const { events } = await bench.run({ config: { capacity: capacity === Infinity ? null : capacity }, steps });
      told.add(events.join());
      if (told.size > 1) return false;
    }
  }
  return true;
}
