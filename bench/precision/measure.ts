/** Hunts over correct subjects: nothing may be found. And what their default runs came to, rule by rule. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { ProfileName } from "../../src/adapters/profiles.js";
import { packageAdapters } from "../../src/adapters/packages/index.js";
import { huntedRules } from "../../src/runner/applicable.js";
import { checkConformance } from "../../src/runner/check.js";
import { Hunt } from "../../src/runner/hunt.js";
import { resolveOptions } from "../../src/runner/options.js";
import type { Report } from "../../src/runner/report.js";
import { checkedWorkbench } from "../../src/runner/setUp.js";
import { surveyHere, type Surveyor } from "../../src/runner/surveyor.js";
import type { WorkUnit } from "../../src/runner/workUnits.js";
import { correctSubjects } from "../../test/subjects/index.js";
import { precisionSubjects } from "./subjects.js";

/** How far the bench goes. */
export interface Caps {
  /** Seeds of short hunts: 1 to so many. */
  readonly seeds: number;
  /** Random plans of each of them, about. */
  readonly plans: number;
  /** Seeds of whole default runs. */
  readonly wholeSeeds: number;
}

export const CAPS: Caps = { seeds: 1000, plans: 2000, wholeSeeds: 20 };

/** Random plans are so many times `numRuns`, besides one `numRuns`, at times some, for each rule (portfolio.ts). */
const OTHERS = 10;

/** Something that a correct subject was accused of. */
export interface Alarm {
  readonly subject: string;
  readonly seed: number;
  readonly what: string;
}

/** What some short hunts came to. */
export interface ShortHunts {
  readonly plans: number;
  /** Runs with too many explanations to follow: whether they conform is not known. */
  readonly overflows: number;
  readonly alarms: readonly Alarm[];
}

/** Hunts over one subject with the seeds from `first` on. */
export async function shortHunts(index: number, first: number, count: number, plans: number): Promise<ShortHunts> {
  const { name, adapter } = precisionSubjects[index] ?? fail(`There is no subject ${index}`);
  const { bench } = await checkedWorkbench(adapter);
  const rules = huntedRules(bench, bench.rules);
  const numRuns = Math.ceil(plans / (rules.length + OTHERS));
  const alarms: Alarm[] = [];
  let overflows = 0;
  for (let seed = first; seed < first + count; seed++) {
    const hunt = new Hunt(bench, resolveOptions({ seed, numRuns }, bench.rules), []);
    await hunt.run(rules, randomOnly);
    for (const { rule, token } of [...hunt.failures, ...hunt.unnamed]) {
      alarms.push({ subject: name, seed, what: `${rule ?? "no name"} ${token}` });
    }
    overflows += hunt.overflows;
  }
  return { plans: bench.plans, overflows, alarms };
}

/** The exhaustive scopes are the same with every seed: the whole default runs have them. */
const randomOnly: Surveyor = (units, work) => {
  const random = function* (): Generator<WorkUnit> {
    for (const unit of units) if (!work.shares[unit.share]?.scope) yield unit;
  };
  return surveyHere(random(), work);
};

/** A whole default run of a subject. */
export interface WholeRun {
  readonly plans: number;
  readonly overflows: number;
  readonly milliseconds: number;
  readonly alarms: readonly Alarm[];
}

/** A default run of one subject. */
export async function wholeRun(index: number, seed: number): Promise<WholeRun> {
  const { name, adapter } = precisionSubjects[index] ?? fail(`There is no subject ${index}`);
  const start = performance.now();
  const report = await checkConformance(adapter, { seed });
  const milliseconds = performance.now() - start;
  return { plans: report.plans, overflows: report.overflows, milliseconds, alarms: alarmsOf(report, name, seed) };
}

function alarmsOf({ rules, unnamed, status, problem }: Report, subject: string, seed: number): Alarm[] {
  const alarm = (what: string): Alarm => ({ subject, seed, what });
  return [
    ...rules.flatMap((rule) =>
      rule.verdict === "fail" ? [alarm(`${rule.id} ${rule.failure?.token ?? rule.bulk?.observed ?? ""}`)] : [],
    ),
    ...unnamed.map(({ token }) => alarm(`no name ${token}`)),
    ...(status === "conforms" || status === "fails" ? [] : [alarm(problem ?? status)]),
  ];
}

/** What every correct subject's default run says under each profile that it claims to satisfy or to fail. */
export interface ProfileRow {
  readonly name: string;
  readonly profile: ProfileName;
  readonly shouldConform: boolean;
  readonly status: Report["status"];
  /** Rules that failed. */
  readonly failed: readonly string[];
  /** By rule that passed: in how many runs its situation came up. */
  readonly situations: Readonly<Record<string, number>>;
}

/** Every correct subject of the tree, and every package. */
export const PROFILE_TASKS: number = correctSubjects.length + packageAdapters.length;

/** Default runs of one of them. */
export async function profileRows(index: number): Promise<readonly ProfileRow[]> {
  const subject = correctSubjects[index];
  if (!subject) {
    const { adapter } = packageAdapters[index - correctSubjects.length] ?? fail(`There is no subject ${index}`);
    return [await profileRow(adapter, adapter.profile.name, true)];
  }
  const rows: ProfileRow[] = [];
  for (const profile of subject.satisfies) rows.push(await profileRow(subject.withProfile(profile), profile, true));
  for (const profile of subject.fails) rows.push(await profileRow(subject.withProfile(profile), profile, false));
  return rows;
}

async function profileRow(adapter: AnyAdapter, profile: ProfileName, shouldConform: boolean): Promise<ProfileRow> {
  // a failure shows in a tenth of a default run, too
  const { status, rules, problem } = await checkConformance(adapter, shouldConform ? {} : { numRuns: 100 });
  if (problem !== undefined) throw new Error(`${adapter.name}: ${problem}`);
  return {
    name: adapter.name,
    profile,
    shouldConform,
    status,
    failed: rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : [])),
    situations: Object.fromEntries(
      rules.flatMap(({ id, verdict, situations }) => (verdict === "pass" ? [[id, situations]] : [])),
    ),
  };
}

function fail(text: string): never {
  throw new RangeError(text);
}
