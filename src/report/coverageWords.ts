/**
 * What exactly was covered, in words. Random search is not proof: only the exhaustive part is said to be all. A plan is
 * plain when its items are plain objects, its verbs have no variants (or only what "with variants" says: those that need no
 * time), and each operation has a signal of its own.
 */
import type { Report, Scope } from "../runner/report.js";

/** "all 5,124 plain plans of up to 4 steps with gaps quiet/0, up to 3 waiting clients, capacity 1, 2; 9,000 other plans …". */
export function coverageWords(report: Report): string {
  const { shard, seed, plans } = report;
  const scopes = groups(report).map((group) => groupWords(group, report));
  const exhaustive = report.scopes.reduce((sum, scope) => sum + scope.plans, 0);
  const others = plans - exhaustive;
  const parts = [
    ...scopes,
    ...(others > 0
      ? [
          `${number(others)} ${exhaustive > 0 ? "other " : ""}plans: random ones from seed ${seed}${reachWords(report)}, and shrinking`,
        ]
      : []),
  ];
  const words = parts.length > 0 ? parts.join("; ") : "no plan";
  return shard === undefined ? words : `shard ${shard.index} of ${shard.of}: ${words}`;
}

/** How far a search came that ended early. */
function reachWords({ searched, stopped }: Report): string {
  const done = searched.reduce((sum, { plans }) => sum + plans, 0);
  const due = searched.reduce((sum, { of }) => sum + of, 0);
  return stopped === undefined || done >= due ? "" : ` (${number(done)} of ${number(due)})`;
}

/** Capacities that were covered alike. */
interface Group {
  readonly capacities: readonly string[];
  /** Of one of these capacities, shortest plans first. */
  readonly scopes: readonly Scope[];
  /** Of all of them. */
  readonly plans: number;
  readonly of: number;
}

function groups(report: Report): readonly Group[] {
  const byCapacity = new Map<number | null, Scope[]>();
  for (const scope of report.scopes) {
    const { capacity } = scope.config;
    byCapacity.set(capacity, [...(byCapacity.get(capacity) ?? []), scope]);
  }
  const alike = new Map<string, Group>();
  for (const [capacity, scopes] of byCapacity) {
    const key = JSON.stringify(scopes.map((scope) => [scope.steps, limits(scope)]));
    const { capacities = [], plans = 0, of = 0 } = alike.get(key) ?? {};
    alike.set(key, {
      capacities: [...capacities, capacity === null ? "unbounded" : String(capacity)],
      scopes,
      plans: scopes.reduce((sum, scope) => sum + scope.plans, plans),
      of: scopes.reduce((sum, scope) => sum + (scope.of ?? scope.plans), of),
    });
  }
  return [...alike.values()];
}

function groupWords({ capacities, scopes, plans, of }: Group, { primitive }: Report): string {
  const count = plans === of ? `all ${number(plans)} plain plans` : `${number(plans)} of ${number(of)} plain plans`;
  const capacity = primitive === "queue" ? `, capacity ${capacities.join(", ")}` : "";
  const [common = ""] = scopes.map(callers);
  const isCommon = scopes.every((scope) => callers(scope) === common);
  const lengths = stretches(scopes).map((stretch) =>
    isCommon ? stretchWords(stretch) : `${stretchWords(stretch)} (${callers(stretch.last)})`,
  );
  return `${count} of ${joined(lengths)}${isCommon ? `, ${common}` : ""}${capacity}`;
}

/** "a, of b and of c". */
function joined(parts: readonly string[]): string {
  const last = parts[parts.length - 1] ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", of ")} and of ${last}`;
}

/** Lengths in a row that were covered alike, as their last. */
interface Stretch {
  readonly from: number;
  readonly last: Scope;
}

function stretches(scopes: readonly Scope[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const scope of scopes) {
    const before = found[found.length - 1];
    const goesOn =
      before !== undefined && before.last.steps === scope.steps - 1 && limits(before.last) === limits(scope);
    if (goesOn) found[found.length - 1] = { from: before.from, last: scope };
    else found.push({ from: scope.steps, last: scope });
  }
  return found;
}

/** What bounds the plans of a scope besides their length. */
function limits(scope: Scope): string {
  return `${gapWords(scope)}, ${callers(scope)}`;
}

function gapWords({ gaps }: Scope): string {
  return `gaps ${gaps.join("/")}`;
}

function callers({ clients, cancels, variants }: Scope): string {
  const most = cancels === undefined ? "" : `, up to ${cancels} ${cancels === 1 ? "cancel" : "cancels"}`;
  const waiting = `up to ${clients} waiting ${clients === 1 ? "client" : "clients"}`;
  return `${waiting}${most}${variants === true ? ", with variants" : ""}`;
}

function stretchWords({ from, last }: Stretch): string {
  const lengths = from === last.steps ? String(from) : from === 1 ? `up to ${last.steps}` : `${from} to ${last.steps}`;
  return `${lengths} ${lengths === "1" ? "step" : "steps"} with ${gapWords(last)}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
