/** What is right, as conditions on what a script observes. */
import { clientName, stepName } from "../report/words.js";
import type { Draft } from "./draft.js";
import type { Claim } from "./findings.js";
import { NotWritten } from "./printer.js";
import type { ScriptItems } from "./scriptItems.js";

/** The name of what a call at once has answered. */
export function answerName(step: number): string {
  return `answer${stepName(step)}`;
}

/** Claims in the script's words. */
export class Conditions {
  constructor(
    private readonly draft: Draft,
    private readonly items: ScriptItems,
    /** Names of the controllers that the script has. */
    private readonly controllers: () => readonly string[],
  ) {}

  /** Whether what was observed is right, as an expression. */
  isRight(): string {
    const { when, must } = this.draft.failing.finding;
    const right = must.map((one) => this.#holds(one)).join(" || ");
    return [...when.map((one) => this.#holdsNot(one)), right].join(" || ");
  }

  #holdsNot(claim: Claim): string {
    const text = this.#holds(claim);
    return / === /.test(text) && !/&&|\|\|/.test(text) ? text.replace(" === ", " !== ") : `!(${text})`;
  }

  /** The place of an outcome in the script. */
  place({ step, observer }: Claim): string {
    if (observer !== undefined) return this.#observer(observer);
    const call = this.draft.blocking.find((one) => one.step === step);
    return call ? `${this.draft.own.ended}.${this.draft.label(call)}` : answerName(step);
  }

  #observer(name: string): string {
    if (name === "rejections") return "rejections";
    if (name === "listeners") {
      const counts = [...this.controllers()].map((one) => `getEventListeners(${one}.signal, "abort").length`);
      if (counts.length === 0) throw new NotWritten("no signal of the script can have the listener that is left");
      return counts.join(" + ");
    }
    const piece = this.draft.failing.adapter.property(name);
    if (!piece) throw new NotWritten(`where its \`${name}\` comes from is not plain to see`);
    const text = this.draft.calls.write(name, piece, [{ text: this.draft.subject }]);
    return text.includes(" ") && !text.endsWith(")") ? `(${text})` : text;
  }

  #holds(claim: Claim): string {
    const place = this.place(claim);
    const { outcome, observer, step } = claim;
    if (typeof outcome === "number") {
      const isYesNo = observer !== undefined && /^(?:is|has)[A-Z]/.test(observer);
      return `${place} === ${isYesNo ? String(outcome !== 0) : String(outcome)}`;
    }
    if (outcome === "pending") return `${place} === "pending"`;
    switch (outcome.is) {
      case "item": {
        const item = this.items.item(outcome.item ?? -1);
        return item === "NaN" ? `Number.isNaN(${place})` : `${place} === ${item}`;
      }
      case "ok": {
        const waits = this.draft.profile("waitResult");
        return waits === undefined || !this.draft.blocking.some((one) => one.step === step)
          ? `${place} === "returned"`
          : `${place} === ${waits === "true" ? "true" : "undefined"}`;
      }
      case "yes":
      case "no":
        return `${place} === ${String(outcome.is === "yes")}`;
      case "error":
        return `${place} instanceof Error`;
      case "foreign":
        throw new NotWritten("what it depends on is a value that nobody put");
      default:
        return `${place} === "${outcome.is}"`;
    }
  }

  /** What the script prints for an outcome as the run had it; undefined where that is not sure. */
  predicted({ step, observer }: Claim): string | undefined {
    const { history, contradictedAt } = this.draft.failing.run;
    if (observer !== undefined) return undefined;
    const ends = history.events.slice(0, contradictedAt + 1).filter(({ kind }) => kind === "settle" || kind === "now");
    const outcome = ends.find((event) => event.step === step)?.outcome;
    if (!outcome) return "pending";
    switch (outcome.is) {
      case "item": {
        const { item = -1 } = outcome;
        const planned = this.draft.step({ step: item })?.item ?? "object";
        if (planned !== "object") return undefined;
        return this.draft.manner.hasObjects
          ? `{ item: ${this.draft.names.of(item)} }`
          : `item ${this.draft.names.of(item)}`;
      }
      case "ok":
        return this.draft.profile("waitResult") === undefined ? "returned" : undefined;
      case "yes":
      case "no":
        return String(outcome.is === "yes");
      case "foreign":
      case "error":
        return undefined;
      default:
        return outcome.is;
    }
  }

  /** What a claim is about, in words. */
  subjectOf({ step, observer }: Claim): string {
    if (observer !== undefined) return observer;
    const planned = this.draft.step({ step });
    return `${this.draft.names.call(step, planned?.verb ?? "")} of ${clientName(planned?.client ?? 0)}`;
  }
}
