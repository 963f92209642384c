/**
 * What a subject was seen to do: plans that ran once, and their histories, to be judged under one profile after the other.
 *
 * Most of a profile says only how a history is judged. What changes how plans run (capacities, priorities, whether close()
 * waits, what answers are read) has a corpus of its own.
 */
import type { AnyAdapter } from "../../adapters/contract.js";
import type { Host } from "../../scheduler/host.js";
import type { History } from "../../scheduler/history.js";
import type { Plan } from "../../scheduler/plan.js";
import { unpackPlan } from "../../scheduler/planSpace.js";
import { AdapterError } from "../../scheduler/subject.js";
import type { Profile } from "../hints/declarations.js";
import type { Observed } from "../hints/fitDeclarations.js";
import { probes } from "../hints/probes.js";
import { resolveOptions } from "../options.js";
import { portfolio } from "../portfolio.js";
import { Workbench } from "../workbench.js";
import type { Look } from "./look.js";

/** Plans that run before the next profile is asked about. */
const CHUNK = 250;

/** A subject, and how it is run. */
export interface Source {
  readonly adapter: AnyAdapter;
  readonly host: Host;
  readonly look: Look;
  /** Plans of each rule's arbitrary; the other strategies have multiples of it, as in a check. */
  readonly numRuns: number;
  readonly onPlan: (plan: Plan) => void;
  /** Called now and then while histories are judged: no plan runs for a while, and all is well. */
  readonly onWork: () => void;
}

/** The part of a profile that says how plans run, as text. */
export function runKey(profile: Profile): string {
  const { capacities, zero, order, closing, setResult, waitResult, maxGetters, maxPutters, maxWaiters } = profile;
  const sizes = Array.isArray(capacities) ? capacities.map(String) : capacities;
  const limits = [maxGetters, maxPutters, maxWaiters];
  return JSON.stringify([sizes, zero === "refused", order === "priority", closing, setResult, waitResult, limits]);
}

/** The adapter with another profile, and without deviations: they have tokens of their own. */
export function withProfile(adapter: AnyAdapter, profile: Profile): AnyAdapter {
  const { deviations: _known, ...rest } = adapter;
  return { ...rest, profile } as AnyAdapter;
}

/** A workbench for a profile. */
export function benchOf(
  { adapter, host, look, onPlan }: Omit<Source, "numRuns" | "onWork">,
  profile: Profile,
): Workbench {
  const bench = new Workbench(withProfile(adapter, profile), host, look.cancellations, onPlan);
  if (adapter.primitive === "queue") bench.allowItems(look.items);
  return bench;
}

/** Plans and histories of one way to run the subject, which grow as they are asked for. */
export class Corpus {
  readonly bench: Workbench;
  readonly onWork: () => void;
  readonly #seen: Observed[] = [];
  readonly #plans: Iterator<Plan>;
  /** Why the subject cannot be run in this way. */
  #problem: string | null = null;
  #isWhole = false;

  constructor({ numRuns, ...source }: Source, profile: Profile) {
    this.onWork = source.onWork;
    this.bench = benchOf(source, profile);
    this.#plans = plansOf(this.bench, numRuns);
  }

  /** Why the subject cannot be run in this way; null as far as is known. */
  get problem(): string | null {
    return this.#problem;
  }

  /** The run number `at`, which is made if need be; undefined behind the last one. */
  async at(at: number): Promise<Observed | undefined> {
    while (at >= this.#seen.length && !this.#isWhole && this.#problem === null) await this.#grow();
    return this.#seen[at];
  }

  /** Every run. */
  async all(): Promise<readonly Observed[]> {
    await this.at(Infinity);
    return this.#seen;
  }

  /** One more run, of a plan that was found elsewhere. */
  async add(plan: Plan): Promise<void> {
    await this.all();
    if (this.#problem === null) this.#seen.push({ plan, history: await this.bench.run(plan) });
  }

  async #grow(): Promise<void> {
    const chunk: Plan[] = [];
    while (chunk.length < CHUNK) {
      const { value, done } = this.#plans.next();
      if (done === true) {
        this.#isWhole = true;
        break;
      }
      chunk.push(value);
    }
    this.bench.startAhead(chunk);
    try {
      await this.bench.runAll(chunk, (history, plan) => this.#seen.push({ plan, history: kept(history) }));
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      this.#problem = error.message;
    }
  }
}

/** A copy: the events of a history are only lent. */
function kept(history: History): History {
  return { ...history, events: [...history.events] };
}

/** The plans of a corpus: those in which single declarations show, then those of a small check. */
function* plansOf(bench: Workbench, numRuns: number): Generator<Plan> {
  for (const config of bench.space.configs) for (const steps of probes(bench)) yield { config, steps };
  const rules = bench.rules.filter(({ bulk }) => bulk !== true);
  for (const { strategy, plans } of portfolio(bench, rules, resolveOptions({ numRuns }, bench.rules))) {
    for (const packed of strategy.plans(0, plans)) yield unpackPlan(packed, bench.space);
  }
}
