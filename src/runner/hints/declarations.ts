/** Single declarations of a profile that could be other ones. */
import { CLOSE_ANSWERS } from "../../adapters/closeAnswers.js";
import type { AnyAdapter } from "../../adapters/contract.js";
import type { EventProfile, ProfileName, QueueProfile } from "../../adapters/profiles.js";
import { validateAdapter } from "../../adapters/validateAdapter.js";
import type { EventAxes } from "../../models/event/axes.js";
import { DEFAULT_CLOSE, type CloseSemantics, type QueueAxes } from "../../models/queue/axes.js";
import type { History } from "../../scheduler/history.js";
import type { Config } from "../../scheduler/plan.js";
import type { Verb } from "../../scheduler/subject.js";
import { answersInstead, mostOutstanding, type Answering, type Reading } from "./otherAnswers.js";
import { eventAxes, queueAxes } from "../semantics.js";

/** The profile of either primitive. */
export type Profile = EventProfile & QueueProfile;

/** One declaration changed. */
export interface Change {
  /** Two changes of one axis exclude each other. */
  readonly axis: string;
  /** What the profile says, and what it could say, as they stand in an adapter. */
  readonly declared: string;
  readonly fits: string;
  /** It claims less, so that more fits: told only where nothing else fits. */
  readonly claimsLess: boolean;
  readonly profile?: (profile: Profile) => Profile;
  /** What a capacity means, where that is no matter of the profile alone. */
  readonly config?: (config: Config) => Config;
  /** What was observed, as the changed adapter would tell it. */
  readonly reads?: Reading;
  /** The plan would not have been made. */
  readonly excludes?: (history: History, verbs: readonly Verb[]) => boolean;
}

/** Values by which less is claimed. */
const LOOSE: readonly unknown[] = ["any", "may"];

/** Every declaration that could be another one. */
export function declarations(adapter: AnyAdapter): readonly Change[] {
  const found = adapter.primitive === "event" ? eventChanges(adapter.profile) : queueChanges(adapter);
  return [...found, ...presetChanges(adapter), ...answerChanges(adapter)];
}

/** The profile with these changes; null where they make no sense together. */
export function changedProfile(adapter: AnyAdapter, changes: readonly Change[]): Profile | null {
  let profile = adapter.profile as Profile;
  for (const change of changes) profile = change.profile?.(profile) ?? profile;
  return validateAdapter({ ...adapter, profile, deviations: undefined }).length === 0 ? profile : null;
}

/** Another value of an axis. That the value is one is checked with the whole profile. */
function change(said: Partial<Profile>, axis: keyof Profile, declared: unknown, value: unknown): Change {
  return {
    axis,
    declared: text(axis, declared) + (said[axis] === undefined ? " (by default)" : ""),
    fits: text(axis, value),
    claimsLess: LOOSE.includes(value),
    profile: (profile) => ({ ...profile, [axis]: value }),
  };
}

function text(axis: string, value: unknown): string {
  return `${axis}: ${typeof value === "number" ? String(value) : JSON.stringify(value)}`;
}

function eventChanges(profile: EventProfile): readonly Change[] {
  const axes = eventAxes(profile);
  const axis = <K extends Exclude<keyof EventAxes, "setResult" | "waitResult">>(
    name: K,
    values: readonly EventAxes[K][],
  ): Change[] =>
    values.filter((value) => value !== axes[name]).map((value) => change(profile, name, axes[name], value));
  return [
    ...axis("kind", ["manual-reset", "auto-reset", "pulse"]).map((kind) => ({ ...kind, profile: withKind(kind) })),
    ...axis("releases", ["all", "one"]),
    ...axis("memory", [1, 2, 3, 4, 5, 6, 7, 8, Infinity]),
    ...axis("releaseOrder", ["fifo", "any"]),
    ...axis("clearedInTurn", ["must", "must-not", "may"]),
    ...(axes.setResult === "changed"
      ? [
          {
            ...change(profile, "setResult", "changed", "nothing"),
            reads: answersInstead({ verb: "set", from: ["yes", "no"], to: "ok" }),
          },
        ]
      : []),
    ...(axes.waitResult === "nothing"
      ? []
      : [
          {
            ...change(profile, "waitResult", axes.waitResult, "nothing"),
            reads: answersInstead({ verb: "wait", from: ["foreign"], to: "ok" }),
          },
        ]),
    ...limitChanges(profile, "maxWaiters", "wait"),
  ];
}

/** Another kind, without what is said of the declared one only. */
function withKind({ profile: change }: Change): (profile: Profile) => Profile {
  return (profile) => {
    const next = { ...profile, ...change?.(profile) };
    const { kind, releases, memory, releaseOrder, clearedInTurn, ...rest } = next;
    return {
      ...rest,
      ...(kind ? { kind } : {}),
      ...(releases && kind === "pulse" ? { releases } : {}),
      ...(memory !== undefined && kind === "auto-reset" ? { memory } : {}),
      ...(releaseOrder && kind !== "manual-reset" ? { releaseOrder } : {}),
      ...(clearedInTurn && kind === "manual-reset" ? { clearedInTurn } : {}),
    };
  };
}

function queueChanges(adapter: AnyAdapter & { readonly primitive: "queue" }): readonly Change[] {
  const { profile } = adapter;
  const axes = queueAxes(profile, { capacity: null });
  type Plain = "order" | "equalPriority" | "overflow" | "putSettles";
  const axis = <K extends Plain>(name: K, values: readonly QueueAxes[K][]): Change[] =>
    values.filter((value) => value !== axes[name]).map((value) => change(profile, name, axes[name], value));
  return [
    ...axis("order", ["fifo", "lifo", "priority"]),
    ...axis("equalPriority", ["any", "fifo"]),
    ...axis("overflow", ["wait", "drop-new", "drop-old", "reject"]),
    ...axis("putSettles", ["accepted", "consumed", "backpressure", "pull", "immediate"]),
    ...capacityChanges(profile),
    ...closeChanges(adapter),
    ...limitChanges(profile, "maxGetters", "get"),
    ...limitChanges(profile, "maxPutters", "put"),
  ];
}

function capacityChanges(profile: QueueProfile): readonly Change[] {
  const { capacities, zero } = profile;
  const said = Array.isArray(capacities) ? `[${capacities.join(", ")}]` : JSON.stringify(capacities);
  const declared = capacities === undefined ? "the usual capacities (by default)" : `capacities: ${said}`;
  const of = (fits: string, capacity: number | null): Change => ({
    axis: "capacities",
    declared,
    fits,
    claimsLess: false,
    profile: (other) =>
      capacity === 0 ? { ...other, capacities: [0], zero: "rendezvous" } : { ...other, capacities: "none" },
    config: () => ({ capacity }),
  });
  const zeros = (["unbounded", "rendezvous"] as const).filter((value) => value !== zero);
  return [
    ...(capacities === "none" ? [] : [of('capacities: "none"', null)]),
    ...[0, 1, 2, 3].flatMap((one) => (said === `[${one}]` ? [] : [of(`capacities: [${one}]`, one)])),
    ...(zero === undefined ? [] : zeros.map((value) => change(profile, "zero", zero, value))),
  ];
}

function closeChanges({ close, variants, profile }: AnyAdapter & { readonly primitive: "queue" }): readonly Change[] {
  if (!close) return [];
  return ["close", ...Object.keys(variants?.close ?? {})].flatMap((kind) => {
    const said: Partial<CloseSemantics> = profile.close?.[kind] ?? {};
    return (Object.keys(CLOSE_ANSWERS) as (keyof CloseSemantics)[]).flatMap((field) => {
      const declared = said[field] ?? DEFAULT_CLOSE[field];
      const others = CLOSE_ANSWERS[field].filter((value) => value !== declared);
      return others.map((value): Change => {
        const name = `close.${kind}.${field}`;
        return {
          axis: name,
          declared: text(name, declared) + (said[field] === undefined ? " (by default)" : ""),
          fits: text(name, value),
          claimsLess: LOOSE.includes(value),
          profile: (other) => ({
            ...other,
            close: { ...other.close, [kind]: { ...other.close?.[kind], [field]: value } },
          }),
        };
      });
    });
  });
}

/** The subject bears only so many callers of a verb at a time. */
function limitChanges(
  profile: EventProfile & QueueProfile,
  axis: "maxGetters" | "maxPutters" | "maxWaiters",
  verb: string,
): readonly Change[] {
  const declared = profile[axis] ?? Infinity;
  return [3, 2, 1]
    .filter((limit) => limit < declared)
    .map((limit) => ({
      axis,
      declared: declared === Infinity ? `no ${axis}` : text(axis, declared),
      fits: text(axis, limit),
      claimsLess: true,
      excludes: (history, verbs) => mostOutstanding(history, verbs, verb) > limit,
    }));
}

const PRESETS: readonly ProfileName[] = ["fifo", "asyncio", "contract"];

function presetChanges({ profile }: AnyAdapter): readonly Change[] {
  return PRESETS.filter((preset) => preset !== profile.name).map((preset) => ({
    axis: "profiles",
    declared: `profiles.${profile.name}`,
    fits: `profiles.${preset}`,
    claimsLess: preset === "contract",
    profile: (other) => ({ ...other, name: preset }),
  }));
}

/** Answers to which the adapter gives no meaning. */
function answerChanges(adapter: AnyAdapter): readonly Change[] {
  if (adapter.primitive === "event") return [];
  const { outcomes, close } = adapter;
  const meaning = (
    tag: "full" | "empty" | "closed",
    what: string,
    isDeclared: boolean,
    ...answering: readonly Answering[]
  ): Change => ({
    axis: `${what} ${tag}`,
    declared: isDeclared ? `${what} as it stands` : `no ${what}`,
    fits: `${what} that means ${tag.toUpperCase()}`,
    claimsLess: false,
    reads: answersInstead(...answering),
  });
  const thrown = (tag: "full" | "empty" | "closed", ...verbs: readonly string[]): readonly Change[] => {
    if (outcomes?.thrown?.[tag] !== undefined) return [];
    const answering = verbs.map((verb): Answering => ({ verb, from: ["error"], to: tag }));
    return [meaning(tag, `outcomes.thrown.${tag}`, false, ...answering)];
  };
  const mapped = (verb: "get" | "getNowait", tag: "empty" | "closed"): Change =>
    meaning(tag, `outcomes.${verb}`, outcomes?.[verb] !== undefined, { verb, from: ["foreign"], to: tag });
  return [
    ...thrown("full", "put", "putNowait"),
    ...thrown("empty", "getNowait"),
    mapped("getNowait", "empty"),
    ...(close
      ? [
          ...thrown("closed", "put", "get", "putNowait", "getNowait", "close"),
          mapped("get", "closed"),
          mapped("getNowait", "closed"),
        ]
      : []),
  ];
}
