/**
 * Is a declaration wrong? A few plain plans are run and judged. Where the declared semantics do not explain them, but
 * would with one axis changed, a sentence says which. It is no verdict: the rules decide.
 */
import type { ProfileName } from "../adapters/profiles.js";
import type { Judge } from "../conformance/judge.js";
import type { CloseSemantics } from "../models/queue/axes.js";
import type { History } from "../scheduler/history.js";
import type { Config, Gap, Plan, Priority, Step } from "../scheduler/plan.js";
import { eventAxes, queueAxes } from "./semantics.js";
import type { OtherAxes, Workbench } from "./workbench.js";

/** One declaration changed. */
interface Candidate {
  /** The declared value and the other one, as they stand in a profile. */
  readonly declared: string;
  readonly fits: string;
  readonly other: OtherAxes;
  readonly preset?: ProfileName;
}

interface Observed {
  readonly plan: Plan;
  readonly history: History;
}

/** Sentences about axes that look wrongly declared; none where everything is explained. */
export async function axisHints(bench: Workbench): Promise<readonly string[]> {
  const observed: Observed[] = [];
  for (const config of bench.space.configs) {
    for (const steps of probes(bench)) {
      const plan = { config, steps };
      observed.push({ plan, history: await bench.run(plan) });
    }
  }
  const explains = (judgeOf: (config: Config) => Judge, { plan, history }: Observed): boolean =>
    judgeOf(plan.config).compare(history, []).is !== "contradicts";
  if (observed.every((one) => explains((config) => bench.judge(config), one))) return [];
  const fitting = candidates(bench).filter(({ other, preset }) => {
    const judges = new Map<Config, Judge>();
    const judgeOf = (config: Config): Judge => {
      const judge = judges.get(config) ?? bench.judgeFor(config, other, preset);
      judges.set(config, judge);
      return judge;
    };
    return observed.every((one) => explains(judgeOf, one));
  });
  return fitting.map(
    ({ declared, fits }) =>
      `In a few plain plans the subject behaves as \`${fits}\`, but the profile says \`${declared}\`: ` +
      "is the declaration wrong, or the subject?",
  );
}

/** Plans of a few steps in which different declarations show. Steps whose verb is absent are left out. */
function probes(bench: Workbench): readonly (readonly Step[])[] {
  const { actions } = bench.space;
  const calls = actions.flatMap((action) => (action.do === "call" ? [action] : []));
  const has = (verb: string, variant?: string): boolean =>
    calls.some((call) => call.verb === verb && call.variant === variant);
  const call = (verb: string, client: number, gap: Gap = "quiet", priority: Priority = 0): Step => {
    const clients = calls.find((action) => action.verb === verb)?.clients ?? [];
    const caller = clients.includes(client) ? client : (clients[0] ?? client);
    return { do: "call", verb, client: caller, ...(priority > 0 ? { priority } : {}), gap };
  };
  const kept = (...steps: readonly Step[]): readonly Step[] =>
    steps.filter((step) => step.do !== "call" || has(step.verb, step.variant));
  if (bench.adapter.primitive === "event") {
    const [set, clear] = [call("set", 3), call("clear", 3)];
    const now = call("set", 3, 0);
    const [a, b, c] = [call("wait", 0), call("wait", 1), call("wait", 2)];
    return [
      kept(a, set, b, clear, c),
      kept(set, set, a, b, c),
      kept(a, b, set, c),
      kept(a, now, clear),
      kept(a, b, now, set),
      kept(a, b, set, a, set, b),
    ];
  }
  const add = has("putNowait") ? "putNowait" : "put";
  const take = has("getNowait") ? "getNowait" : "get";
  const puts = [0, 1, 2].map((client) => call(add, client));
  const ranked = ([2, 0, 1] as const).map((priority, client) => call(add, client, "quiet", priority));
  const takes = [0, 1, 2].map((client) => call(take, client));
  const fills = [0, 1, 2, 3].map((client) => call("put", client));
  const closes = calls.filter(({ verb }) => verb === "close");
  return [
    kept(...puts, ...takes),
    ...(bench.space.hasPriorities ? [kept(...ranked, ...takes)] : []),
    kept(...fills, ...takes),
    kept(call("get", 0), call("get", 1), ...puts),
    kept(call("get", 0), call("putNowait", 3, 0), call("getNowait", 3)),
    ...closes.flatMap(({ variant }) => {
      const close = { ...call("close", 3), ...(variant === undefined ? {} : { variant }) } as Step;
      const after = [call("putNowait", 3), call("getNowait", 3), call("get", 1), call("put", 0), close];
      return [
        kept(call("get", 0), call("get", 1), close, ...after),
        kept(call(add, 0), close, call("get", 1), ...after),
        kept(call("put", 0), call("put", 1), close, call("get", 2), ...after),
      ];
    }),
  ];
}

const PRESETS: readonly ProfileName[] = ["contract", "fifo", "asyncio"];
const CLOSE_ANSWERS: Readonly<Record<keyof CloseSemantics, readonly string[]>> = {
  items: ["drained", "discarded"],
  getters: ["closed", "error", "never"],
  putters: ["kept", "closed", "error", "ok", "never"],
  put: ["closed", "error", "ok", "never"],
  putNowait: ["closed", "error", "full", "ok"],
  get: ["closed", "error", "never"],
  getNowait: ["closed", "empty", "error"],
  again: ["ok", "closed", "error"],
};

/** Every single declaration that could be another one. */
function candidates(bench: Workbench): readonly Candidate[] {
  const { adapter } = bench;
  const { name } = adapter.profile;
  const found: Candidate[] = [];
  const axis = <V>(field: string, declared: V, values: readonly V[], other: (value: V) => OtherAxes): void => {
    for (const value of values) {
      if (value === declared) continue;
      const text = (one: V): string => `${field}: ${typeof one === "number" ? String(one) : JSON.stringify(one)}`;
      found.push({ declared: text(declared), fits: text(value), other: other(value) });
    }
  };
  if (adapter.primitive === "event") {
    const axes = eventAxes(adapter.profile);
    const kinds = ["manual-reset", "auto-reset", "pulse"] as const;
    axis("kind", axes.kind, kinds, (kind) => ({ kind, releases: kind === "auto-reset" ? "one" : "all" }));
    axis("releases", axes.releases, ["all", "one"] as const, (releases) => ({ releases }));
    axis("memory", axes.memory, [1, Infinity], (memory) => ({ memory }));
    axis("releaseOrder", axes.releaseOrder, ["fifo", "any"] as const, (releaseOrder) => ({ releaseOrder }));
    const cleared = ["must", "must-not"] as const;
    axis("clearedInTurn", axes.clearedInTurn, cleared, (clearedInTurn) => ({ clearedInTurn }));
  } else {
    const { profile } = adapter;
    const axes = queueAxes(profile, { capacity: null });
    axis("order", axes.order, ["fifo", "lifo", "priority"] as const, (order) => ({ order }));
    axis("equalPriority", axes.equalPriority, ["any", "fifo"] as const, (equalPriority) => ({ equalPriority }));
    const overflows = ["wait", "drop-new", "drop-old", "reject"] as const;
    axis("overflow", axes.overflow, overflows, (overflow) => ({ overflow }));
    const settles = ["accepted", "consumed", "backpressure", "pull"] as const;
    axis("putSettles", axes.putSettles, settles, (putSettles) => ({ putSettles }));
    const declared = JSON.stringify(profile.capacities ?? "the usual ones");
    found.push({
      declared: `capacities: ${declared}`,
      fits: 'capacities: "none"',
      other: { capacity: Infinity },
    });
    for (const [kind, semantics] of Object.entries(axes.close)) {
      for (const [field, values] of Object.entries(CLOSE_ANSWERS)) {
        const said = semantics[field as keyof CloseSemantics] as string;
        axis(`close.${kind}.${field}`, said, values, (value) => ({
          close: { ...axes.close, [kind]: { ...semantics, [field]: value } },
        }));
      }
    }
  }
  for (const preset of PRESETS) {
    if (preset === name || !mayClaim(bench, preset)) continue;
    found.push({ declared: `profiles.${name}`, fits: `profiles.${preset}`, other: {}, preset });
  }
  return found;
}

/** What CPython does not have, nobody can claim of it; and what claims less explains more, which says nothing. */
function mayClaim(bench: Workbench, preset: ProfileName): boolean {
  if (preset === "contract") return false;
  return preset !== "asyncio" || !bench.abilities.has("rendezvous");
}
