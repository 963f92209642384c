/**
 * The weakest profiles that a subject may have: every combination of those choices of which none includes another (order,
 * overflow, when put() settles, what capacity 0 means, kind …), with everything else left open. Those that explain all that
 * was seen are where the search for something stricter begins.
 */
import type { AnyAdapter } from "../../adapters/contract.js";
import { validateAdapter } from "../../adapters/validateAdapter.js";
import type { CloseSemantics } from "../../models/queue/axes.js";
import type { Plan } from "../../scheduler/plan.js";
import type { Profile } from "../hints/declarations.js";
import { closeKinds, eventOf, openClose } from "./axes.js";
import { withProfile } from "./corpus.js";
import type { Look } from "./look.js";
import type { Seen } from "./standing.js";

/** What came of it: the profiles that explain everything, or, where none does, all that were compared. */
export interface Weakest {
  readonly fitting: readonly Profile[];
  readonly compared: readonly Profile[];
  /** The plans that were all they had to explain; absent is every plan. */
  readonly within?: (plan: Plan) => boolean;
}

/** Compares every weakest profile with what was seen. */
export async function weakestProfiles(seen: Seen): Promise<Weakest> {
  const { adapter, look } = seen.source;
  if (adapter.primitive === "event") return fittingOf(seen, eventProfiles(common(adapter, look)));
  let last: Weakest = { fitting: [], compared: [] };
  for (const sizes of sizesOf(look)) {
    const plain = sizes.flatMap((size) => queueProfiles({ ...common(adapter, look), ...size }));
    last = await closingProfiles(seen, plain.filter(isPossible(adapter)));
    if (last.fitting.length > 0) return last;
  }
  return last;
}

/** What is known before, or cannot be found out: it is the same in all of them. */
function common({ profile, primitive }: AnyAdapter, look: Look): Profile {
  const { cancellation, maxGetters, maxPutters, maxWaiters } = profile as Profile;
  return {
    name: "contract",
    ...(look.wakesWithin === 1 ? {} : { wakesWithin: look.wakesWithin }),
    ...(cancellation ? { cancellation } : {}),
    ...(maxGetters === undefined ? {} : { maxGetters }),
    ...(maxPutters === undefined ? {} : { maxPutters }),
    ...(maxWaiters === undefined ? {} : { maxWaiters }),
    ...(primitive === "queue" ? { items: look.items } : {}),
  };
}

function eventProfiles(plain: Profile): readonly Profile[] {
  const pulse = eventOf(plain, "pulse");
  return [
    eventOf(plain, "manual-reset"),
    ...[1, 2, 3, 4, 5, 6, 7, 8, Infinity].map((memory) => ({ ...eventOf(plain, "auto-reset"), memory })),
    pulse,
    { ...pulse, releases: "one", releaseOrder: "any" },
  ];
}

type Size = Pick<Profile, "capacities" | "zero">;

/** What may be said of capacities: lists of which the next one is tried only where nothing of the one before fits. */
function sizesOf({ taken, hasNone, isDeaf, refusesZero }: Look): readonly (readonly Size[])[] {
  if (hasNone) return [[{ capacities: "none" }]];
  if (isDeaf) {
    // it has this capacity, whatever it is asked for
    const fixed = taken.filter((capacity) => capacity !== 0 && capacity !== Infinity);
    const one = fixed.map((capacity): Size => ({ capacities: [capacity] }));
    return [
      [{ capacities: "none" }, ...one, ...(refusesZero ? [] : [{ capacities: [0], zero: "rendezvous" } as const])],
    ];
  }
  if (refusesZero) return lists([{ capacities: [...taken, 0], zero: "refused" }], [{ capacities: taken }], taken);
  if (!taken.includes(0)) return lists([{ capacities: taken }], [], taken);
  const rest = taken.filter((capacity) => capacity !== 0);
  const both = (["unbounded", "rendezvous"] as const).map((zero): Size => ({ capacities: taken, zero }));
  return lists(both, rest.length > 0 ? [{ capacities: rest }] : [], taken);
}

/** And at last without the unbounded one. */
function lists(all: readonly Size[], some: readonly Size[], taken: readonly number[]): readonly (readonly Size[])[] {
  const bounded = taken.filter((capacity) => capacity !== 0 && capacity !== Infinity);
  const last: readonly Size[] = bounded.length > 0 && taken.includes(Infinity) ? [{ capacities: bounded }] : [];
  return [all, some, last].filter((list) => list.length > 0);
}

function queueProfiles(plain: Profile): readonly Profile[] {
  const settling: readonly Partial<Profile>[] = [
    {},
    ...(["consumed", "backpressure", "pull", "immediate"] as const).map((putSettles) => ({ putSettles })),
    ...(["drop-new", "drop-old", "reject"] as const).map((overflow) => ({ overflow })),
  ];
  return settling.flatMap((said) =>
    (["fifo", "lifo", "priority"] as const).map((order): Profile => ({
      ...plain,
      ...said,
      ...(order === "fifo" ? {} : { order }),
    })),
  );
}

const isPossible =
  (adapter: AnyAdapter) =>
  (profile: Profile): boolean =>
    validateAdapter(withProfile(adapter, profile)).length === 0;

/** First without a word about closing, from the plans that close nothing; then with what is left, from all of them. */
async function closingProfiles(seen: Seen, plain: readonly Profile[]): Promise<Weakest> {
  const { adapter, look } = seen.source;
  const ways = closeKinds(adapter);
  if (ways.length === 0) return fittingOf(seen, plain);
  const blocking = look.closesBlocking ? (["blocking"] as const) : (["immediate", "blocking"] as const);
  const [first] = blocking;
  const open = plain.map((profile) => ({
    ...profile,
    closing: first,
    close: everyClose(adapter, ways, () => "drained"),
  }));
  const left: Profile[] = [];
  for (const profile of open) if (await explainsPlansWithoutClose(seen, profile)) left.push(profile);
  if (left.length === 0) return { fitting: [], compared: open, within: closesNothing };
  return fittingOf(
    seen,
    left.flatMap((profile) =>
      blocking.flatMap((closing) => choices(adapter, ways).map((close): Profile => ({ ...profile, closing, close }))),
    ),
  );
}

type Closes = NonNullable<Profile["close"]>;

function everyClose(
  adapter: AnyAdapter,
  ways: readonly string[],
  items: (way: number) => CloseSemantics["items"],
): Closes {
  return Object.fromEntries(ways.map((way, at) => [way, openClose(adapter, items(at))]));
}

/** Every way to say of each close whether items are drained or discarded. */
function choices(adapter: AnyAdapter, ways: readonly string[]): readonly Closes[] {
  return Array.from({ length: 2 ** ways.length }, (_, bits) =>
    everyClose(adapter, ways, (way) => ((bits >> way) & 1 ? "discarded" : "drained")),
  );
}

const closesNothing = ({ steps }: Plan): boolean => steps.every((step) => step.do !== "call" || step.verb !== "close");

async function explainsPlansWithoutClose(seen: Seen, profile: Profile): Promise<boolean> {
  const standing = seen.standing(profile);
  for (let at = 0; ; at++) {
    const run = await standing.corpus.at(at);
    if (!run) return standing.corpus.problem === null;
    if (closesNothing(run.plan) && standing.compare(run).is === "contradicts") return false;
  }
}

async function fittingOf(seen: Seen, compared: readonly Profile[]): Promise<Weakest> {
  const fitting: Profile[] = [];
  for (const profile of compared) {
    if (await seen.isExplainedBy(profile)) fitting.push(profile);
    else seen.forget(fitting);
  }
  return { fitting, compared };
}
