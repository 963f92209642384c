/** The axes of a profile as data: their values, and which of them leaves everything open. */
import { CLOSE_ANSWERS } from "../../adapters/closeAnswers.js";
import type { AnyAdapter } from "../../adapters/contract.js";
import { DEFAULT_CLOSE, type CloseSemantics } from "../../models/queue/axes.js";
import type { Profile } from "../hints/declarations.js";

/** One choice of a profile. */
export interface Axis {
  /** As in docs/profiles.md, but for the primitive: `order`, `close.stop.items`. */
  readonly name: string;
  readonly values: readonly unknown[];
  /** The value that allows whatever another one allows; absent where no value does. */
  readonly loosest?: unknown;
  /** What a profile says, or means where it says nothing. */
  readonly of: (profile: Profile) => unknown;
  readonly with: (profile: Profile, value: unknown) => Profile;
  /** The verb whose answers are read in another way: runs in which it answers are those that count. */
  readonly answers?: string;
}

function field(name: keyof Profile, values: readonly unknown[], usual: unknown, more: Partial<Axis> = {}): Axis {
  return {
    name,
    values,
    of: (profile) => profile[name] ?? usual,
    with: (profile, value) => ({ ...profile, [name]: value }),
    ...more,
  };
}

/** What CPython has one value of only is not said under `asyncio`, and nothing is said of a capacity that it has not. */
const preset: Axis = field("name", ["contract", "fifo", "asyncio"], "contract", {
  loosest: "contract",
  with: (profile, value) => {
    const named = { ...profile, name: value as Profile["name"] };
    if (value !== "asyncio") return named;
    const { clearedInTurn: _turn, zero, capacities, ...rest } = named;
    if (capacities === undefined) return rest;
    if (zero !== "rendezvous" || !Array.isArray(capacities)) return { ...rest, capacities, ...(zero ? { zero } : {}) };
    return { ...rest, capacities: (capacities as readonly number[]).filter((capacity) => capacity !== 0) };
  },
});

const order = field("order", ["fifo", "lifo", "priority"], "fifo");
const overflow = field("overflow", ["wait", "drop-new", "drop-old", "reject"], "wait");
const putSettles = field("putSettles", ["accepted", "consumed", "backpressure", "pull", "immediate"], "accepted");
const equalPriority = field("equalPriority", ["any", "fifo"], "any", { loosest: "any" });
const zero = field("zero", ["unbounded", "rendezvous"], undefined);
const closing = field("closing", ["immediate", "blocking"], "immediate");

const kind: Axis = field("kind", ["manual-reset", "auto-reset", "pulse"], "manual-reset", {
  with: (profile, value) => eventOf(profile, value as NonNullable<Profile["kind"]>),
});
const releases = field("releases", ["all", "one"], "all");
/** Counts that are told apart by a plan. */
const memory = field("memory", [1, 2, 3, 4, 5, 6, 7, 8, Infinity], 1);
const releaseOrder = field("releaseOrder", ["any", "fifo"], "any", { loosest: "any" });
const clearedInTurn = field("clearedInTurn", ["may", "must", "must-not"], "may", {
  loosest: "may",
  of: (profile) => profile.clearedInTurn ?? (profile.name === "asyncio" ? "must" : "may"),
});
const setResult = field("setResult", ["nothing", "changed"], "nothing", { loosest: "nothing", answers: "set" });
const waitResult = field("waitResult", ["nothing", "true", "undefined"], "nothing", {
  loosest: "nothing",
  answers: "wait",
});

/** The loosest event of a kind, with all else as it was. */
export function eventOf(
  { kind: _kind, releases: _releases, memory: _memory, releaseOrder: _order, clearedInTurn: _turn, ...rest }: Profile,
  value: NonNullable<Profile["kind"]>,
): Profile {
  if (value === "manual-reset") return { ...rest, clearedInTurn: "may" };
  if (value === "auto-reset") return { ...rest, kind: value, memory: 1, releaseOrder: "any" };
  return { ...rest, kind: value, releases: "all" };
}

/** The ways to close, by name; none without the verb. */
export function closeKinds(adapter: AnyAdapter): readonly string[] {
  if (adapter.primitive === "event" || !adapter.close) return [];
  return ["close", ...Object.keys(adapter.variants?.close ?? {})];
}

/** The verb without which an answer of a closed queue cannot be seen. */
const ANSWERING: Readonly<Record<Exclude<keyof CloseSemantics, "items">, string>> = {
  getters: "get",
  putters: "put",
  put: "put",
  putNowait: "putNowait",
  get: "get",
  getNowait: "getNowait",
  again: "close",
};

/** The answers of a close, all left open that can be seen. */
export function openClose(adapter: AnyAdapter, items: CloseSemantics["items"]): Partial<CloseSemantics> {
  const seen = Object.entries(ANSWERING).filter(([, verb]) => verb in adapter);
  return { items, ...Object.fromEntries(seen.map(([answer]) => [answer, "any"])) };
}

function closeAxes(adapter: AnyAdapter): readonly Axis[] {
  return closeKinds(adapter).flatMap((way) =>
    (Object.keys(CLOSE_ANSWERS) as (keyof CloseSemantics)[])
      .filter((answer) => answer === "items" || ANSWERING[answer] in adapter)
      .map((answer): Axis => {
        return {
          name: `close.${way}.${answer}`,
          values: CLOSE_ANSWERS[answer],
          ...(answer === "items" ? {} : { loosest: "any" }),
          of: (profile) => profile.close?.[way]?.[answer] ?? DEFAULT_CLOSE[answer],
          with: (profile, value) => ({
            ...profile,
            close: { ...profile.close, [way]: { ...profile.close?.[way], [answer]: value } },
          }),
        };
      }),
  );
}

/** The profile with another value of an axis, and the loosest preset: nothing else rules the value out. */
export function loosely(profile: Profile, axis: Axis, value: unknown): Profile {
  return axis.with(axis === preset ? profile : preset.with(profile, "contract"), value);
}

/** The axes on which a subject can be seen to stand, in the order of a report. `profile` says which of them make sense. */
export function axesOf(adapter: AnyAdapter, profile: Profile): readonly Axis[] {
  if (adapter.primitive === "event") {
    const { kind: is = "manual-reset", releases: many } = profile;
    const isOne = is === "auto-reset" || many === "one";
    return [
      preset,
      kind,
      ...(is === "pulse" ? [releases] : []),
      ...(is === "auto-reset" ? [memory] : []),
      ...(isOne ? [releaseOrder] : []),
      ...(is === "manual-reset" && adapter.clear ? [clearedInTurn] : []),
      setResult,
      waitResult,
    ];
  }
  const { capacities } = profile;
  return [
    preset,
    ...(Array.isArray(capacities) && capacities.includes(0) && profile.zero !== "refused" ? [zero] : []),
    order,
    ...(profile.order === "priority" ? [equalPriority] : []),
    ...(capacities === "none" ? [] : [overflow]),
    ...(adapter.put ? [putSettles] : []),
    ...(adapter.close ? [closing] : []),
    ...closeAxes(adapter),
  ];
}
