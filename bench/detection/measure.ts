/** One row of the kill matrix: a wrong implementation, hunted by the kit over many seeds, and by its peers. */
import { equivalentMutants, extraMutants, mutants, type Mutant } from "../../test/mutants/index.js";
import { checkConformance } from "../../src/runner/check.js";
import { buildOf } from "./buildOf.js";
import { checkedWorkbench } from "../../src/runner/setUp.js";
import { checkWhole, hunt, type Detection, type Exhausted, type WholeRun } from "./detect.js";
import { PEER_FORMS, peerRuns, type PeerForm } from "./peers.js";

/** How far the bench goes. */
export interface Caps {
  /** Seeds of the kit's hunts: 1 to so many. */
  readonly seeds: number;
  /** Seeds after which a peer that has found nothing is given up. */
  readonly peerSeeds: number;
  /** Seeds of a peer that has found something. */
  readonly mostPeerSeeds: number;
  /** A peer stops at so many times the kit's worst number of runs, but not before `fewestPeerRuns`. */
  readonly peerFactor: number;
  readonly fewestPeerRuns: number;
  readonly mostPeerRuns: number;
  /** Whether each mutant has a whole default run besides. */
  readonly isWhole: boolean;
}

export const CAPS: Caps = {
  seeds: 20,
  peerSeeds: 3,
  mostPeerSeeds: 20,
  peerFactor: 10,
  fewestPeerRuns: 1_000,
  mostPeerRuns: 50_000,
  isWhole: true,
};

/** What a peer came to. */
export interface PeerRow {
  readonly form: PeerForm;
  /** Runs after which it stopped, with each seed. */
  readonly most: number;
  /** By seed from 1 on: runs to the first violation, or null. */
  readonly runs: readonly (number | null)[];
}

/** One wrong implementation. */
export interface Row {
  readonly rule: string;
  readonly name: string;
  readonly what: string;
  readonly happened?: string;
  /** The correct implementation that it is made from. */
  readonly build: string;
  readonly profile: string;
  /** Steps of the shortest plan known; 0 for the bulk rules. */
  readonly shortest: number;
  /** Only thousands of operations show it. */
  readonly isBulk: boolean;
  /** By seed from 1 on: the first violation. Empty where `isBulk`. */
  readonly detections: readonly (Detection | null)[];
  /** What whole default runs say: of seed 1; of all seeds where `isBulk`. */
  readonly whole: readonly WholeRun[];
  readonly peers: readonly PeerRow[];
}

const all: readonly Mutant[] = [...mutants, ...extraMutants];

/** Every mutant, by rule and name. */
export const MUTANTS: readonly string[] = all.map(({ rule, name }) => `${rule} ${name}`);

/** Measures mutant number `index`. */
export async function measureMutant(index: number, caps: Caps): Promise<Row> {
  const mutant = all[index];
  if (!mutant) throw new RangeError(`There is no mutant ${index}`);
  const { rule, name, what, happened, shortest, adapter } = mutant;
  const { bench } = await checkedWorkbench(mutant.adapter);
  const isBulk = bench.rules.find(({ id }) => id === rule)?.bulk === true;
  const seeds = Array.from({ length: caps.seeds }, (_, at) => at + 1);
  const detections: (Detection | null)[] = [];
  const whole: WholeRun[] = caps.isWhole ? [await checkWhole(mutant, 1)] : [];
  if (isBulk) for (const seed of seeds.slice(whole.length)) whole.push(await checkWhole(mutant, seed, rule));
  else {
    let exhausted: Exhausted | null = null;
    for (const seed of seeds) {
      const hunted = await hunt(mutant, seed, exhausted);
      ({ exhausted } = hunted);
      detections.push(hunted.detection);
    }
  }
  return {
    rule,
    name,
    what,
    ...(happened === undefined ? {} : { happened }),
    build: buildOf(mutant),
    profile: adapter.profile.name,
    shortest: shortest.steps.length,
    isBulk,
    detections,
    whole,
    peers: isBulk ? [] : await measurePeers(mutant, seeds, detections, caps),
  };
}

async function measurePeers(
  mutant: Mutant,
  seeds: readonly number[],
  detections: readonly (Detection | null)[],
  { peerSeeds, mostPeerSeeds, peerFactor, fewestPeerRuns, mostPeerRuns }: Caps,
): Promise<readonly PeerRow[]> {
  if (peerSeeds === 0) return [];
  const worst = Math.max(...detections.map((found) => found?.runs ?? Infinity));
  const most = Math.min(mostPeerRuns, Math.max(fewestPeerRuns, peerFactor * worst));
  const { bench } = await checkedWorkbench(mutant.adapter);
  const rows: PeerRow[] = [];
  for (const form of PEER_FORMS) {
    const runs: (number | null)[] = [];
    for (const seed of seeds.slice(0, mostPeerSeeds)) {
      if (seed > peerSeeds && runs.every((found) => found === null)) break;
      runs.push(await peerRuns(bench, form, seed, most));
    }
    rows.push({ form, most, runs });
  }
  return rows;
}

/** A change that changes nothing. */
export interface EquivalentRow {
  readonly name: string;
  readonly what: string;
  readonly argument: string;
  readonly build: string;
  readonly profile: string;
  /** What the default run says. */
  readonly status: string;
}

/** Checks all equivalent mutants. */
export async function measureEquivalents(): Promise<readonly EquivalentRow[]> {
  const rows: EquivalentRow[] = [];
  for (const { name, what, argument, adapter } of equivalentMutants) {
    const { status } = await checkConformance(adapter);
    rows.push({ name, what, argument, build: buildOf({ adapter }), profile: adapter.profile.name, status });
  }
  return rows;
}
