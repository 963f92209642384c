/**
 * Which profile is the subject's? Runs one set of plans, finds the weakest profiles that explain them, goes on to the
 * strictest, and then lets the profile stand the plans of a check: what those contradict is one more thing to explain.
 *
 * Limits: random search is not proof, and what is inferred is what the subject does, not what its author promises.
 */
import type { AnyAdapter } from "../../adapters/contract.js";
import { profiles } from "../../adapters/profiles.js";
import { validateAdapter } from "../../adapters/validateAdapter.js";
import { createNodeHost } from "../../host/node.js";
import type { ItemClass, Plan } from "../../scheduler/plan.js";
import { AdapterError } from "../../scheduler/subject.js";
import { describeFailure } from "../failure.js";
import type { Profile } from "../hints/declarations.js";
import { breachOf, type Breach } from "./broken.js";
import { confirmed, type Confirmation } from "./confirm.js";
import { benchOf } from "./corpus.js";
import { comparedAxes } from "./findings.js";
import { INFERENCE_VERSION, type Inference } from "./inference.js";
import { lookAt } from "./look.js";
import { cancellationOf, seenAxes } from "./observed.js";
import { profileText } from "./profileText.js";
import { Seen } from "./standing.js";
import { strengthened } from "./strengthen.js";
import { weakestProfiles } from "./weakest.js";

/** What an inference can be told. */
export interface InferOptions {
  /** As for a check: the found profile stands the check with this number. Default 1000. */
  readonly numRuns?: number;
  /** Told of each plan right before it runs. */
  readonly onPlan?: (plan: Plan) => void;
  /** Called often while histories are judged. */
  readonly onWork?: () => void;
}

/** Rules that are allowed to be broken before the search gives up. */
const MOST_BREACHES = 5;
/** Plans of a check that may contradict what was found before the search gives up. */
const MOST_ROUNDS = 40;
const GAVE_UP =
  "The search ended without a profile: what contradicts the last one does not show again, or there is no end of it.";
/** Plans of each rule's arbitrary that all profiles are compared with; what they miss the plans of a check find. */
const COMPARED = 40;

/**
 * Infers the profile of an adapter; what its own profile says is taken over only where it cannot be observed, and it may
 * have none. Resolves always: a defect of the adapter or of the kit is a status. The same adapter and options give the
 * same result.
 */
export async function inferProfile(given: AnyAdapter, options: InferOptions = {}): Promise<Inference> {
  const adapter = declared(given);
  const mistakes = validateAdapter(adapter);
  if (mistakes.length > 0) return withoutResult(given, "adapter error", mistakes.join("\n"));
  try {
    return await inferred(adapter, options);
  } catch (error) {
    if (error instanceof AdapterError) return withoutResult(adapter, "adapter error", error.message);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return withoutResult(adapter, "kit error", text);
  }
}

/** The adapter with a profile: the weakest one where it has none. */
export function declared(adapter: AnyAdapter): AnyAdapter {
  const given = adapter as { readonly profile?: unknown };
  return given.profile === undefined ? ({ ...adapter, profile: profiles.contract } as AnyAdapter) : adapter;
}

async function inferred(
  adapter: AnyAdapter,
  { numRuns = 1000, onPlan = () => undefined, onWork = () => undefined }: InferOptions,
): Promise<Inference> {
  let plans = 0;
  const counted = (plan: Plan): void => {
    plans++;
    onPlan(plan);
  };
  const host = createNodeHost();
  const look = await lookAt(adapter, host, counted);
  const source = { adapter, host, look, numRuns: COMPARED, onPlan: counted, onWork };
  const seen = new Seen(source, adapter.deviations ?? []);
  const { found, breaches, confirmation } = await search(seen, numRuns);
  const axes = found ? [...(await comparedAxes(seen, found)), ...(await seenAxes(seen, said(seen, found)))] : [];
  const { length: compared } = found ? await seen.corpus(found).all() : [];
  return {
    ...head(adapter),
    status: breaches.length > 0 || !found ? "breaks rules" : "fits",
    ...(!found && breaches.length === 0 ? { problem: GAVE_UP } : {}),
    preset: found?.name ?? null,
    profile: found ? profileText(said(seen, found)) : null,
    axes,
    breaks: found ? await namedUnder(seen, found, breaches) : breaches,
    hints: confirmation?.hints ?? [],
    compared,
    confirmed: confirmation?.refused === null ? confirmation.plans : 0,
    overflows: confirmation?.overflows ?? 0,
    plans,
  };
}

/** The found profile with what was seen beside it. */
function said(seen: Seen, found: Profile): Profile {
  const { adapter, look } = seen.source;
  const verbs = seen.corpus(found).bench.subject.verbs.flatMap(({ name, blocking }) => (blocking ? [name] : []));
  const { cancellation = {} } = cancellationOf(adapter, look, verbs);
  const { clearedInTurn, ...rest } = found;
  const isSeen = clearedInTurn !== undefined && "clear" in adapter;
  return {
    ...rest,
    ...(isSeen ? { clearedInTurn } : {}),
    cancellation,
    ...(adapter.primitive === "queue" ? { items: look.items } : {}),
  };
}

/** The breaches as a check of the found profile will tell them, where it refuses their traces, too. */
async function namedUnder(seen: Seen, found: Profile, breaches: readonly Breach[]): Promise<readonly Breach[]> {
  const bench = benchOf(seen.source, found);
  const named: Breach[] = [];
  for (const breach of breaches) {
    const { plan, foundBy } = breach.failure;
    const allowing = named.flatMap(({ failure }) => failure.rule ?? []).sort();
    const failure = await describeFailure(bench, plan, await bench.run(plan, "full"), { foundBy, allowing });
    named.push(failure ? { ...breach, failure } : breach);
  }
  return named;
}

interface Search {
  readonly found: Profile | null;
  readonly breaches: readonly Breach[];
  readonly confirmation: Confirmation | null;
}

async function search(seen: Seen, numRuns: number): Promise<Search> {
  const breaches: Breach[] = [];
  let base = await explained(seen, breaches);
  for (let round = 0; base && round < MOST_ROUNDS; round++) {
    const found = await strengthened(seen, base);
    const confirmation = await confirmed(seen, found, numRuns);
    if (confirmation.refused === null) return { found, breaches, confirmation };
    await seen.add(confirmation.refused, found);
    if (!(await seen.isExplainedBy(base))) base = await explained(seen, breaches);
  }
  return { found: null, breaches, confirmation: null };
}

/** The weakest profile that explains everything, with what no profile explains allowed; null where that does not help. */
async function explained(seen: Seen, breaches: Breach[]): Promise<Profile | null> {
  for (;;) {
    const weakest = await weakestProfiles(seen);
    const [first] = weakest.fitting;
    if (first) return first;
    const breach = breaches.length < MOST_BREACHES ? await breachOf(seen, weakest) : null;
    if (!breach) return null;
    const odd = oddItemOf(breach.failure.plan);
    if (odd !== null) {
      seen.leaveOut(odd, breach.failure);
      continue;
    }
    breaches.push(breach);
    if (breach.failure.rule === null) return null;
    seen.allow(breach.failure.rule);
  }
}

/** An item that is no plain object, without which the plan would not have failed: the smallest plans have none in vain. */
function oddItemOf({ steps }: Plan): ItemClass | null {
  for (const step of steps) if (step.do === "call" && step.item !== undefined) return step.item;
  return null;
}

function head(adapter: AnyAdapter): Pick<Inference, "version" | "adapter" | "primitive"> {
  const { name, version, primitive } = adapter as Partial<AnyAdapter>;
  return {
    version: INFERENCE_VERSION,
    adapter: {
      name: typeof name === "string" ? name : "(no name)",
      version: typeof version === "string" ? version : null,
    },
    primitive: primitive === "event" ? "event" : "queue",
  };
}

function withoutResult(adapter: AnyAdapter, status: "adapter error" | "kit error", problem: string): Inference {
  return {
    ...head(adapter),
    status,
    problem,
    preset: null,
    profile: null,
    axes: [],
    breaks: [],
    hints: [],
    compared: 0,
    confirmed: 0,
    overflows: 0,
    plans: 0,
  };
}
