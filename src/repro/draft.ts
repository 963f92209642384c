/** What the writers of a script's parts share: the failure, how it is to be written, and the names that are given away. */
import type { Run } from "../report/trace.js";
import { clientName, ItemNames } from "../report/words.js";
import type { CallStep } from "../scheduler/plan.js";
import { callsAmong, type Action, type CallAction } from "./actions.js";
import type { AdapterObject, Piece } from "./adapterSource.js";
import { Calls } from "./calls.js";
import type { Claim, Finding } from "./findings.js";
import type { Manner } from "./manner.js";
import { Pieces } from "./pieces.js";
import { NotWritten } from "./printer.js";
import { listOf, nameOf } from "./syntax.js";

/** What a script is about. */
export interface Failing {
  readonly run: Run;
  readonly actions: readonly Action[];
  readonly finding: Finding;
  readonly adapter: AdapterObject;
  readonly primitive: "event" | "queue";
}

/** Functions of the script's own that a part needs. */
export type Helper = "note" | "done" | "fail" | "attempt" | "word" | "next" | "timed";

/** A script in the making. */
export class Draft {
  readonly pieces: Pieces;
  readonly calls: Calls;
  /** Names of items, as a trace has them. */
  readonly names: ItemNames;
  /** What the script calls the subject. */
  readonly subject: string;
  /** Calls of operations that may wait. */
  readonly blocking: readonly CallAction[];
  /** Everything that the script has to look at. */
  readonly claims: readonly Claim[];
  /** Names of the script's own functions and of its table of outcomes. */
  readonly own: { quiet: string; note: string; ended: string; done: string; fail: string; attempt: string };
  readonly used: Set<Helper> = new Set();
  readonly #taken: Set<string>;

  constructor(
    readonly failing: Failing,
    readonly manner: Manner,
  ) {
    const { adapter, actions, run, finding, primitive } = failing;
    this.pieces = new Pieces(adapter.file, manner.keepsOptions);
    this.#taken = new Set(adapter.file.declared.keys());
    this.calls = new Calls(this.pieces, (wanted) => this.fresh(wanted));
    this.names = new ItemNames(run.plan, run.history);
    this.blocking = callsAmong(actions).filter(({ isBlocking }) => isBlocking);
    this.claims = [...finding.when, ...finding.must];
    const [quiet, note, ended, done, fail, attempt] = ["quiet", "note", "ended", "done", "fail", "attempt"].map((one) =>
      this.fresh(one),
    ) as [string, string, string, string, string, string];
    this.own = { quiet, note, ended, done, fail, attempt };
    this.subject = this.fresh(this.#subjectName() ?? primitive);
    if (adapter.property("enter")) throw new NotWritten("its calls have to be made from inside of `enter`");
    if (adapter.property("remote")) throw new NotWritten("its subject runs elsewhere");
  }

  /** A name that nothing else in the script has, as wanted where it is free. */
  fresh(wanted: string): string {
    let name = wanted;
    for (let count = 1; this.#taken.has(name); count++) name = `${wanted}${String(count)}`;
    this.#taken.add(name);
    return name;
  }

  /** The step of the plan that an action takes, where that is a call. */
  step(action: { readonly step: number }): CallStep | undefined {
    const step = this.failing.run.plan.steps[action.step];
    return step?.do === "call" ? step : undefined;
  }

  /** What the adapter does for a call. Throws a {@link NotWritten} where that is not plain to see. */
  verbOf(call: CallAction): Piece {
    const { variant } = this.step(call) ?? {};
    const { adapter } = this.failing;
    const piece =
      variant === undefined ? adapter.property(call.verb) : adapter.property("variants", call.verb, variant);
    if (!piece) throw new NotWritten(`where its \`${call.verb}\` comes from is not plain to see`);
    return piece;
  }

  /** `A`, or `A2` where the client calls several operations. */
  label(call: CallAction): string {
    const own = this.blocking.filter(({ client }) => client === call.client);
    const number = own.length > 1 ? String(own.indexOf(call) + 1) : "";
    return `${clientName(call.client)}${number}`;
  }

  /** What the adapter's profile says at one place, where that is written as it is. */
  profile(name: string): unknown {
    try {
      const piece = this.failing.adapter.property("profile", name);
      return piece && this.pieces.file.resolve(piece).node["value"];
    } catch {
      return undefined;
    }
  }

  /** What the adapter calls the subject in the first verb that is called. */
  #subjectName(): string | undefined {
    const [call] = callsAmong(this.failing.actions);
    const verb = call && this.verbOf(call);
    const node = verb && this.pieces.file.resolve(verb).node;
    const [parameter] = node ? listOf(node, "params") : [];
    return nameOf(parameter);
  }
}
