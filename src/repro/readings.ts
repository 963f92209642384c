/** How a script reads what the subject answers or throws as an outcome: as the adapter says. */
import type { CallAction } from "./actions.js";
import type { Draft } from "./draft.js";
import { kindOf } from "./findings.js";
import { nameOf } from "./syntax.js";

const DELIVERING = ["get", "getNowait"];
const THROWN = ["full", "empty", "closed", "timedOut", "cancelled"] as const;

/** Readings of outcomes. */
export class Readings {
  constructor(private readonly draft: Draft) {}

  /** How the value of a blocking operation is read, as a function; undefined where it is its outcome. */
  word(call: CallAction): string | undefined {
    if (!this.draft.claims.some(({ step }) => step === call.step)) return undefined;
    const mapping = this.mapping(call);
    if (this.answers(call)) return mapping;
    if (mapping !== undefined) return `(value) => ${mapping}(value) ?? "returned"`;
    return this.draft.profile("waitResult") === undefined ? '() => "returned"' : undefined;
  }

  /** The adapter's own reading of what a verb answers, as a name or a function. */
  mapping({ verb }: CallAction): string | undefined {
    const piece = this.draft.failing.adapter.property("outcomes", verb);
    if (!piece) return undefined;
    const name = nameOf(piece.node);
    if (name !== undefined && !piece.scope.has(name)) return this.draft.pieces.text(piece);
    const text = this.draft.pieces.text(piece);
    for (const [known, one] of this.draft.calls.functions) if (one === text) return known;
    const own = this.draft.fresh(DELIVERING.includes(verb) ? "itemOf" : `${verb}Outcome`);
    this.draft.calls.functions.set(own, text);
    return own;
  }

  /** Whether what a verb answers tells its outcome as it is. */
  answers({ verb }: CallAction): boolean {
    return (
      DELIVERING.includes(verb) || verb === "isSet" || (verb === "set" && this.draft.profile("setResult") === "changed")
    );
  }

  /** Whether a call at once may end by throwing what the script has to read. */
  mayThrow(call: CallAction, outcome: string | undefined): boolean {
    const claimed = this.draft.claims.flatMap((one) => (one.step === call.step ? [kindOf(one)] : []));
    const kinds = [...claimed, outcome];
    return kinds.some(
      (one) => one === "error" || THROWN.some((kind) => kind === one && this.matcher(kind) !== undefined),
    );
  }

  /** An error as the word for what it means, where that is asked. */
  errorWord(): string {
    const claimed = this.draft.claims.map(({ step }) => step);
    const ends = this.draft.failing.run.history.events.filter(({ step = -1 }) => claimed.includes(step));
    const wanted = new Set([...this.draft.claims.map(kindOf), ...ends.map(({ outcome }) => outcome?.is ?? "")]);
    const words = THROWN.flatMap((kind) => {
      const test = wanted.has(kind) ? this.matcher(kind) : undefined;
      return test === undefined ? [] : [`${test} ? "${kind}" : `];
    });
    return `${words.join("")}error`;
  }

  /** Whether `error` means an outcome, as an expression. */
  matcher(kind: (typeof THROWN)[number]): string | undefined {
    const piece = this.draft.failing.adapter.property("outcomes", "thrown", kind);
    if (!piece) return kind === "cancelled" ? 'error?.name === "AbortError"' : undefined;
    const { node } = this.draft.pieces.file.resolve(piece);
    if (node.type === "Literal") return `error?.name === ${JSON.stringify(node["value"])}`;
    const isPredicate = /^(Arrow|Function)/.test(node.type);
    if (!isPredicate) return `error instanceof ${this.draft.pieces.text(piece)}`;
    return this.draft.calls.write(`is${kind}`, piece, [{ text: "error" }]);
  }
}
