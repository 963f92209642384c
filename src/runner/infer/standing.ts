/** How a profile stands with what was seen: which runs it explains, which it refuses. */
import type { Comparison } from "../../conformance/check.js";
import type { Judge } from "../../conformance/judge.js";
import { Trial } from "../../conformance/onTrial.js";
import type { Config, ItemClass, Plan } from "../../scheduler/plan.js";
import type { Profile } from "../hints/declarations.js";
import type { Observed } from "../hints/fitDeclarations.js";
import type { Failure } from "../report.js";
import { allowedIn, type Allowance } from "../survey.js";
import { withoutItem } from "./items.js";
import { Corpus, runKey, type Source } from "./corpus.js";

/** A profile beside its corpus. Each run is judged once; what comes later is judged when somebody asks. */
export class Standing {
  /** Runs with too many explanations to follow. */
  overflows = 0;
  readonly #judges = new Map<number | null, Judge>();
  readonly #refused: Observed[] = [];
  readonly #allowing: readonly string[];
  #judged = 0;

  constructor(
    readonly profile: Profile,
    readonly corpus: Corpus,
    private readonly allowances: readonly Allowance[],
  ) {
    this.#allowing = [...new Set(allowances.map(({ rule }) => rule))].sort();
  }

  /** The judge for a configuration. */
  judge(config: Config): Judge {
    let judge = this.#judges.get(config.capacity);
    if (!judge) {
      judge = this.corpus.bench.judgeUnder(this.profile, config, this.#allowing);
      this.#judges.set(config.capacity, judge);
    }
    return judge;
  }

  /** Compares one run, which was made in the way of this profile. */
  compare({ plan, history }: Observed): Comparison {
    this.corpus.onWork();
    return this.judge(plan.config).compare(history, allowedIn(plan, this.allowances));
  }

  /** The first run that it refuses; null where it explains all of them. */
  async firstRefused(): Promise<Observed | null> {
    return (await this.#judgeUntil(1))[0] ?? null;
  }

  /** Every run that it refuses. */
  async refused(): Promise<readonly Observed[]> {
    return this.#judgeUntil(Infinity);
  }

  /** How many of the first `count` runs it explains, of plans within. */
  async explainedAmong(count: number, within: (plan: Plan) => boolean): Promise<number> {
    let explained = 0;
    for (let at = 0; at < count; at++) {
      const run = await this.corpus.at(at);
      if (run && within(run.plan) && this.compare(run).is === "conforms") explained++;
    }
    return explained;
  }

  /** In how many runs this profile would have refused something that `loose`, of the same corpus, allows. */
  async onTrialAgainst(loose: Standing): Promise<number> {
    const trials = new Map<number | null, Trial>();
    let runs = 0;
    for (const { plan, history } of await this.corpus.all()) {
      const { config } = plan;
      this.corpus.onWork();
      const allowed = allowedIn(plan, this.allowances);
      let trial = allowed.length > 0 ? undefined : trials.get(config.capacity);
      if (!trial) {
        const [strict, free] = [this.judge(config).relation(allowed), loose.judge(config).relation(allowed)];
        trial = new Trial(strict, free, this.corpus.bench.subject);
        if (allowed.length === 0) trials.set(config.capacity, trial);
      }
      if (trial.isIn(history)) runs++;
    }
    return runs;
  }

  async #judgeUntil(refusals: number): Promise<readonly Observed[]> {
    while (this.#refused.length < refusals) {
      const run = await this.corpus.at(this.#judged);
      if (!run) break;
      this.#judged++;
      const { is } = this.compare(run);
      if (is === "contradicts") this.#refused.push(run);
      if (is === "overflow") this.overflows++;
    }
    return this.#refused;
  }
}

/** Everything that was seen of one subject, and the profiles that were compared with it. */
export class Seen {
  #corpora = new Map<string, Corpus>();
  #standings = new Map<string, Standing>();
  #allowances: readonly Allowance[];
  #source: Source;

  constructor(source: Source, allowances: readonly Allowance[]) {
    this.#source = source;
    this.#allowances = allowances;
  }

  get source(): Source {
    return this.#source;
  }

  get allowances(): readonly Allowance[] {
    return this.#allowances;
  }

  /** From now on the fault of this rule is allowed in every run. */
  allow(rule: string): void {
    this.#allowances = [...this.#allowances, { rule }];
    this.#standings = new Map();
  }

  /** Begins anew, with plans that bring no item of this class. */
  leaveOut(item: ItemClass, witness: Failure): void {
    const { look } = this.#source;
    if (!look.held) return;
    const held = withoutItem(look.held, item, witness);
    this.#source = { ...this.#source, look: { ...look, held, items: held.held } };
    this.#corpora = new Map();
    this.#standings = new Map();
  }

  /** How a profile stands. */
  standing(profile: Profile): Standing {
    const name = JSON.stringify(profile, (_key, value: unknown) => (value === Infinity ? "Infinity" : value));
    let standing = this.#standings.get(name);
    if (!standing) {
      standing = new Standing(profile, this.corpus(profile), this.#allowances);
      this.#standings.set(name, standing);
    }
    return standing;
  }

  /** Forgets how profiles stand that are not asked about again: their tables are large. */
  forget(keep: readonly Profile[]): void {
    const kept = keep.map((profile) => this.standing(profile));
    for (const [name, standing] of this.#standings) if (!kept.includes(standing)) this.#standings.delete(name);
  }

  /** The runs that are made in the way of a profile. */
  corpus(profile: Profile): Corpus {
    const key = runKey(profile);
    let corpus = this.#corpora.get(key);
    if (!corpus) this.#corpora.set(key, (corpus = new Corpus(this.#source, profile)));
    return corpus;
  }

  /** One more plan, in the way of this profile, is part of what every profile has to explain that is run so. */
  async add(plan: Observed["plan"], profile: Profile): Promise<void> {
    await this.corpus(profile).add(plan);
  }

  /** Whether a profile explains every run that is made in its way, and there are such runs. */
  async isExplainedBy(profile: Profile): Promise<boolean> {
    const standing = this.standing(profile);
    const isExplained = (await standing.firstRefused()) === null;
    return isExplained && standing.corpus.problem === null;
  }
}
