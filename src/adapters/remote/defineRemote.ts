/**
 * Remote adapters: the subject lives in another process or in another language, takes a whole plan and answers with a
 * history. The same rules judge it, and the same report tells of it.
 */
import type { HistoryDocument } from "../../scheduler/history.js";
import type { Plan } from "../../scheduler/plan.js";
import { AdapterError } from "../../scheduler/subject.js";
import { encodeToken } from "../../scheduler/token.js";
import type { AnyAdapter, Deviation } from "../contract.js";
import type { EventProfile, QueueProfile } from "../profiles.js";
import { toSubject } from "../subject.js";

interface CommonRemote {
  readonly name: string;
  readonly version?: string;
  readonly deviations?: readonly Deviation[];
  /** Names of the verbs that the subject has, as in an adapter. */
  readonly verbs: readonly string[];
  /** Names of the variants of a verb. */
  readonly variants?: Readonly<Record<string, readonly string[]>>;
  /** Names of what the subject tells at every quiet point: `size`, `isSet` … */
  readonly observers?: readonly string[];
  /**
   * Runs a plan on a fresh instance and resolves with what was observed, in the published form of a history
   * (schema/history.schema.json). Called for several plans at a time: how many run at once is the remote's business.
   * What it rejects with is an adapter error that names the plan.
   */
  readonly run: (plan: Plan) => Promise<HistoryDocument>;
}

/** A remote subject. `profile.cancellation` says which verbs can be cancelled: nothing can be found out from here. */
export type RemoteAdapter =
  | (CommonRemote & { readonly primitive: "queue"; readonly profile: QueueProfile })
  | (CommonRemote & { readonly primitive: "event"; readonly profile: EventProfile });

/**
 * Declares an adapter for a subject that runs whole plans elsewhere. Nothing runs yet; mistakes are reported by
 * `checkConformance`. Rules about thousands of operations at once do not apply to it: no plan says them.
 *
 * @example
 *   export default defineRemote({
 *     primitive: "queue",
 *     name: "queue of my server",
 *     verbs: ["putNowait", "get"],
 *     observers: ["size"],
 *     run: (plan) => post("/plans", plan),
 *     profile: { ...profiles.fifo, cancellation: { get: "method" } },
 *   });
 */
export function defineRemote(remote: RemoteAdapter): AnyAdapter {
  const { primitive, name, version, deviations, profile, verbs, variants = {}, observers = [], run } = remote;
  const called: Record<string, Record<string, typeof elsewhere>> = {};
  for (const [verb, names] of Object.entries(variants)) called[verb] = standIns(names);
  const adapter = {
    primitive,
    name,
    ...(version === undefined ? {} : { version }),
    ...(deviations === undefined ? {} : { deviations }),
    create: elsewhere,
    ...standIns([...verbs, ...observers]),
    ...(Object.keys(called).length === 0 ? {} : { variants: called }),
    profile,
    remote: (plan: Plan): Promise<HistoryDocument> => named(plan),
  } as AnyAdapter;
  return adapter;

  /** Whatever goes wrong out there is told with the plan. */
  async function named(plan: Plan): Promise<HistoryDocument> {
    try {
      return await run(plan);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const token = encodeToken(plan, { primitive, verbs: toSubject(adapter).verbs });
      throw new AdapterError(`${why}. Plan: ${JSON.stringify(plan)}, token: ${token}`);
    }
  }
}

function standIns(names: readonly string[]): Record<string, typeof elsewhere> {
  return Object.fromEntries(names.map((name) => [name, elsewhere]));
}

/** In place of verbs that are called elsewhere. */
function elsewhere(): never {
  throw new AdapterError("a remote subject takes whole plans: it cannot be called from here");
}
