/** Writes a failure as a script against the subject alone. */
import { stepMarks } from "../report/stepMarks.js";
import { clientName, stepName } from "../report/words.js";
import { TIMEOUT } from "../scheduler/operation.js";
import type { Action, CallAction } from "./actions.js";
import type { Given } from "./calls.js";
import { answerName, Conditions } from "./conditions.js";
import { Draft, type Failing } from "./draft.js";
import { helpers, mockedTimers, platform } from "./helpers.js";
import { PROBE, type Manner } from "./manner.js";
import { inlinedOperation, ownCancel } from "./ownOperations.js";
import type { Pieces } from "./pieces.js";
import { NotWritten } from "./printer.js";
import { Readings } from "./readings.js";
import { ScriptItems } from "./scriptItems.js";

/** The parts of a script; who puts them together adds what only people need. */
export interface ScriptParts {
  readonly pieces: Pieces;
  /** Imports of Node's own, whole lines. */
  readonly platform: readonly string[];
  readonly body: readonly string[];
  /** Whether what was observed is right, as an expression. */
  readonly isRight: string;
  /** Not everything may come about otherwise than it did: words for who reads that. */
  readonly hasChoice: boolean;
  /** What was observed, as arguments of `console.log`; and the line that this prints, where that is known. */
  readonly observed: string;
  readonly predicted: string | undefined;
}

const TAGGED = /"(?:full|empty|closed|timedOut|cancelled)"/;

/** Writes the parts of a script. Throws a {@link NotWritten} where that cannot be done plainly. */
export function writeParts(failing: Failing, manner: Manner): ScriptParts {
  return new ScriptWriter(new Draft(failing, manner)).parts();
}

class ScriptWriter {
  readonly #items: ScriptItems;
  readonly #readings: Readings;
  readonly #conditions: Conditions;
  readonly #controllers = new Set<string>();
  /** How an operation is cancelled, as an expression. */
  readonly #cancels = new Map<CallAction, string>();
  #timed = 0;

  constructor(private readonly draft: Draft) {
    this.#items = new ScriptItems(draft);
    this.#readings = new Readings(draft);
    this.#conditions = new Conditions(draft, this.#items, () => [...this.#controllers]);
  }

  parts(): ScriptParts {
    const made = this.#create();
    const steps = this.draft.failing.actions.flatMap((action) => this.#lines(action));
    const isRight = this.#conditions.isRight();
    const places = new Map(
      this.draft.failing.finding.must.map((claim) => [this.#conditions.place(claim), claim] as const),
    );
    const labels = [...places.values()].map(
      (claim, at) => `${at === 0 ? "observed: " : "; "}${this.#conditions.subjectOf(claim)}:`,
    );
    const values = [...places.values()].map((claim) => this.#conditions.predicted(claim));
    // they may need functions, too
    const own = helpers(this.draft, this.#readings);
    const functions = [...this.draft.calls.functions].map(([name, text]) => `const ${name} = ${text};`);
    return {
      pieces: this.draft.pieces,
      platform: platform(this.draft),
      body: [
        ...this.draft.pieces.statements,
        ...functions,
        "",
        ...mockedTimers(this.draft),
        made,
        ...this.#items.declarations,
        ...own,
        "",
        ...steps,
        "",
      ],
      isRight,
      hasChoice: this.draft.failing.finding.when.length > 0,
      observed: [...places.keys()].map((place, at) => `${JSON.stringify(labels[at])}, ${place}`).join(", "),
      predicted: values.includes(undefined)
        ? undefined
        : labels.map((label, at) => `${label} ${values[at] ?? ""}`).join(" "),
    };
  }

  #create(): string {
    const piece = this.draft.failing.adapter.property("create");
    if (!piece) throw new NotWritten("where its `create` comes from is not plain to see");
    const { capacity } = this.draft.failing.run.plan.config;
    const text = this.draft.calls.write("create", piece, [
      { text: "", parts: { maxsize: String(capacity ?? Infinity) } },
      { text: "", parts: { signal: "new AbortController().signal" } },
    ]);
    return `const ${this.draft.subject} = ${this.draft.manner.isAwaited ? "await " : ""}${text};`;
  }

  #lines(action: Action): readonly string[] {
    switch (action.does) {
      case "quiet":
        return [`await ${this.draft.own.quiet}();`, ...this.#probe(action.settled)];
      case "turns":
        return action.turns <= 2
          ? [Array.from({ length: action.turns }, () => "await null;").join(" ")]
          : [`for (let turn = 0; turn < ${String(action.turns)}; turn++) await null;`];
      case "elapse":
        this.draft.used.add("timed");
        return [
          `await ${this.#round()}();`,
          `mock.timers.tick(${String(TIMEOUT)});${this.#comment(action.step, "time passes")}`,
          `await ${this.#round()}();`,
        ];
      case "cancel": {
        const cancel = this.#cancels.get(action.of);
        if (cancel === undefined) return [];
        return [`${cancel};${this.#comment(action.step, `${clientName(action.of.client)} is cancelled`)}`];
      }
      case "call": {
        const before = this.#before(action);
        return [...before, `${this.#call(action)};${this.#comment(action.step, this.#caller(action))}`];
      }
    }
  }

  /** One round of the event loop. */
  #round(): string {
    return this.draft.manner.quiet === "round" ? this.draft.own.quiet : "setImmediate";
  }

  /** What has not settled at a quiet point, beside what should not have. */
  #probe(settled: readonly number[] | undefined): readonly string[] {
    if (!this.draft.manner.isProbed || settled === undefined || this.draft.blocking.length === 0) return [];
    const labels = this.draft.blocking
      .filter(({ step }) => !settled.includes(step))
      .map((call) => this.draft.label(call));
    return [`globalThis.${PROBE}(${this.draft.own.ended}, ${JSON.stringify(labels)});`];
  }

  /** Who calls, and what it calls by itself when that is over. */
  #caller({ client, next }: CallAction): string {
    const later = next.flatMap((one) => (one.does === "call" ? [stepName(one.step)] : []));
    return `${clientName(client)}${later.length === 0 ? "" : `, and ${later.join(", ")} as soon as it ends`}`;
  }

  /** Marks that name a step which the script does not take are left out. */
  #comment(step: number, words: string): string {
    const { run, actions } = this.draft.failing;
    const own = actions.flatMap((one) => ("step" in one ? [stepName(one.step)] : []));
    const at = run.history.events.findIndex((event) => event.step === step && event.kind !== "turn");
    const marks = at < 0 ? [] : stepMarks(run, at).filter((mark) => own.includes(/\d+$/.exec(mark)?.[0] ?? ""));
    return ` // ${stepName(step)}. ${[words, ...marks].join(", ")}`;
  }

  /** What has to be there before an operation is called: the way to cancel it. */
  readonly #before = (call: CallAction): readonly string[] => {
    const nested = call.next.flatMap((one) => (one.does === "call" ? this.#before(one) : []));
    const name = this.#controllerOf(call);
    if (name === undefined || this.#controllers.has(name)) return nested;
    if (!this.#given(call).isSignalRead) return nested;
    this.#controllers.add(name);
    return [`const ${name} = new AbortController();`, ...nested];
  };

  /** The controller that cancels an operation; undefined where none does. */
  #controllerOf(call: CallAction): string | undefined {
    const { plan } = this.draft.failing.run;
    if (!call.isBlocking || this.draft.step(call)?.aborted === true) return undefined;
    const { signals = "operation" } = plan;
    const isCancelled = plan.steps.some(({ do: does, client }) => does === "cancel" && client === call.client);
    if (signals === "all") return plan.steps.some(({ do: does }) => does === "cancel") ? "abort" : undefined;
    if (!isCancelled) return undefined;
    return `abort${signals === "client" ? clientName(call.client) : this.draft.label(call)}`;
  }

  #given(call: CallAction): { readonly given: readonly Given[]; readonly isSignalRead: boolean } {
    const step = this.draft.step(call);
    const controller = this.#controllerOf(call);
    const signal = step?.aborted === true ? "AbortSignal.abort()" : controller ? `${controller}.signal` : "undefined";
    const label = this.draft.label(call);
    const more = this.#more(call);
    const context: Given = {
      text: "",
      parts: {
        signal,
        client: String(call.client),
        priority: String(step?.priority ?? 0),
        timeout: String(TIMEOUT * Math.max(1, this.#timed)),
        done: `${this.draft.own.done}("${label}"${more})`,
        fail: `${this.draft.own.fail}("${label}"${more === "" ? "" : `, undefined${more.slice(more.lastIndexOf(", () =>"))}`})`,
      },
    };
    const takesItem = call.verb === "put" || call.verb === "putNowait";
    const item = takesItem ? [{ text: this.#items.item(call.step) }] : [];
    const given = [{ text: this.draft.subject }, ...item, context];
    const probe = this.draft.calls.write(call.verb, this.draft.verbOf(call), given);
    return { given, isSignalRead: controller !== undefined && probe.includes(`${controller}.signal`) };
  }

  /** A call as a statement without its semicolon. */
  #call(call: CallAction): string {
    if (this.draft.step(call)?.variant === "timeout") this.#timed++;
    const { given } = this.#given(call);
    return call.isBlocking ? this.#blockingCall(call, given) : this.#immediateCall(call, given);
  }

  #blockingCall(call: CallAction, given: readonly Given[]): string {
    const verb = this.draft.verbOf(call);
    const label = this.draft.label(call);
    const { note, done, fail } = this.draft.own;
    const own = this.draft.manner.hasOperations || ownCancel(this.draft, verb) !== undefined;
    let text: string;
    if (own) {
      const inlined = inlinedOperation(this.draft, verb, given);
      if (inlined) {
        if (inlined.cancel !== undefined) this.#cancels.set(call, inlined.cancel);
        text = inlined.promise;
      } else {
        const operation = this.draft.calls.write(call.verb, verb, given);
        const isCancelled = this.draft.failing.actions.some((one) => one.does === "cancel" && one.of === call);
        if (!isCancelled) text = `${operation}.promise`;
        else {
          const name = this.draft.fresh(`operation${label}`);
          this.#cancels.set(call, `${name}.cancel()`);
          this.draft.used.add("note");
          return `const ${name} = ${operation};\n${note}("${label}", ${name}.promise${this.#more(call)})`;
        }
      }
    } else {
      text = this.draft.calls.write(call.verb, verb, given);
      const controller = this.#controllerOf(call);
      if (controller !== undefined && text.includes(`${controller}.signal`))
        this.#cancels.set(call, `${controller}.abort()`);
      const isCalledBack = text.includes(`${done}("${label}"`) || text.includes(`${fail}("${label}"`);
      if (isCalledBack) {
        this.draft.used.add("done");
        if (text.includes(`${fail}("${label}"`)) this.draft.used.add("fail");
        return text;
      }
    }
    this.draft.used.add("note");
    return `${note}("${label}", ${this.draft.manner.mayThrow ? `() => ${text}` : text}${this.#more(call)})`;
  }

  /** How the outcome of an operation is read, and what its client does then, as further arguments. */
  #more(call: CallAction): string {
    const word = this.#readings.word(call);
    if (word !== undefined) this.draft.used.add("word");
    if (call.next.length === 0) return word === undefined ? "" : `, ${word}`;
    this.draft.used.add("next");
    this.draft.used.add("word");
    const next = call.next.flatMap((one) => (one.does === "call" ? [this.#call(one)] : []));
    const body = next.length === 1 ? (next[0] ?? "") : `{ ${next.join("; ")}; }`;
    return `, ${word ?? "undefined"}, () => ${body}`;
  }

  #immediateCall(call: CallAction, given: readonly Given[]): string {
    const text = this.draft.calls.write(call.verb, this.draft.verbOf(call), given).replace(/^void /, "");
    const isClaimed = this.draft.claims.some(({ step }) => step === call.step);
    const { attempt } = this.draft.own;
    const outcome = this.draft.failing.run.history.events.find(
      ({ kind, step }) => kind === "now" && step === call.step,
    )?.outcome;
    const mayThrow = this.#readings.mayThrow(call, outcome?.is);
    if (mayThrow) this.draft.used.add("attempt");
    if (!isClaimed) return mayThrow ? `${attempt}(() => ${text})` : plainly(text);
    const mapping = this.#readings.mapping(call);
    const mapped = mapping === undefined ? text : `${mapping}(${text})`;
    const answer = this.#readings.answers(call)
      ? mapped
      : mapping !== undefined || TAGGED.test(text)
        ? `${/ /.test(mapped) && mapping === undefined ? `(${mapped})` : mapped} ?? "returned"`
        : `(${mapped}, "returned")`;
    return `const ${answerName(call.step)} = ${mayThrow ? `${attempt}(() => ${answer})` : answer}`;
  }
}

/** A call whose answer nobody reads, without what only reads it: `offer(x) ? undefined : "full"`. */
function plainly(text: string): string {
  return text.replace(/^([\w.$]+\((?:[^()]|\([^()]*\))*\)) \? (?:undefined|"\w+") : (?:undefined|"\w+")$/, "$1");
}
