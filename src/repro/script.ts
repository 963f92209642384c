/** Writes a failure as a script against the subject alone. */
import { TIMEOUT } from "../scheduler/operation.js";
import type { CallStep, ItemClass } from "../scheduler/plan.js";
import type { Run } from "../report/trace.js";
import { gapMark } from "../report/gapMark.js";
import { clientName, ItemNames, stepName } from "../report/words.js";
import { callsAmong, type Action, type CallAction } from "./actions.js";
import type { AdapterObject, Piece } from "./adapterSource.js";
import { Calls, type Given } from "./calls.js";
import type { Claim, Finding } from "./findings.js";
import { Pieces } from "./pieces.js";
import { NotWritten } from "./printer.js";
import { fieldOf, keyOf, listOf, nameOf, type SyntaxNode } from "./syntax.js";

/** How a script is written where there is more than one way; which one it takes is seen by running it. */
export interface Manner {
  /** Items are objects, and not strings. */
  readonly hasObjects: boolean;
  /** `create` answers a promise. */
  readonly isAwaited: boolean;
  /**
   * What it takes until nothing is left to do: one round of the event loop, several, several with a millisecond of mocked
   * timers each, or real time where the subject's timers cannot be mocked.
   */
  readonly quiet: "round" | "rounds" | "timers" | "clock";
  /** Blocking verbs answer an operation `{ promise, cancel }` that the subject itself makes. */
  readonly hasOperations: boolean;
  /** Calls may throw at once where they should answer a promise. */
  readonly mayThrow: boolean;
  /** Options are handed over, be they empty. */
  readonly keepsOptions: boolean;
  /** Tells {@link PROBE} at each quiet point what has settled. */
  readonly isProbed: boolean;
}

/** The global function that a probed script calls with the outcomes so far; its other argument is what they should be. */
export const PROBE = "asyncTckProbe";

/** What a script is about. */
export interface Failing {
  readonly run: Run;
  readonly actions: readonly Action[];
  readonly finding: Finding;
  readonly adapter: AdapterObject;
  readonly primitive: "event" | "queue";
}

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

const LITERALS: Readonly<Partial<Record<ItemClass, string>>> = {
  null: "null",
  zero: "0",
  "empty-string": '""',
  nan: "NaN",
  false: "false",
};
const DELIVERING = ["get", "getNowait"];
const THROWN = ["full", "empty", "closed", "timedOut", "cancelled"] as const;
const WIDTH = 120;
const TAGGED = /"(?:full|empty|closed|timedOut|cancelled)"/;

/** Writes the parts of a script. Throws a {@link NotWritten} where that cannot be done plainly. */
export function writeParts(failing: Failing, manner: Manner): ScriptParts {
  return new ScriptWriter(failing, manner).parts();
}

class ScriptWriter {
  readonly #pieces: Pieces;
  readonly #calls: Calls;
  readonly #names: ItemNames;
  readonly #taken: Set<string>;
  readonly #subject: string;
  readonly #blocking: readonly CallAction[];
  readonly #items = new Map<number, string>();
  readonly #items_: string[] = [];
  readonly #controllers = new Map<string, string>();
  readonly #operations = new Map<CallAction, string>();
  readonly #cancels = new Map<CallAction, string>();
  readonly #claims: readonly Claim[];
  readonly #own: { quiet: string; note: string; ended: string; done: string; fail: string; attempt: string };
  readonly #used = new Set<"note" | "done" | "fail" | "attempt" | "word" | "next" | "timed">();
  #timed = 0;

  constructor(
    private readonly failing: Failing,
    private readonly manner: Manner,
  ) {
    const { adapter, actions, run, finding, primitive } = failing;
    this.#pieces = new Pieces(adapter.file, manner.keepsOptions);
    this.#taken = new Set(adapter.file.declared.keys());
    this.#calls = new Calls(this.#pieces, (wanted) => this.#fresh(wanted));
    this.#names = new ItemNames(run.plan, run.history);
    this.#blocking = callsAmong(actions).filter(({ isBlocking }) => isBlocking);
    this.#claims = [...finding.when, ...finding.must];
    const [quiet, note, ended, done, fail, attempt] = ["quiet", "note", "ended", "done", "fail", "attempt"].map((one) =>
      this.#fresh(one),
    ) as [string, string, string, string, string, string];
    this.#own = { quiet, note, ended, done, fail, attempt };
    this.#subject = this.#fresh(this.#subjectName() ?? primitive);
    if (adapter.property("enter")) throw new NotWritten("its calls have to be made from inside of `enter`");
    if (adapter.property("remote")) throw new NotWritten("its subject runs elsewhere");
  }

  #fresh(wanted: string): string {
    let name = wanted;
    for (let count = 1; this.#taken.has(name); count++) name = `${wanted}${String(count)}`;
    this.#taken.add(name);
    return name;
  }

  /** What the adapter calls the subject in the first verb that is called. */
  #subjectName(): string | undefined {
    const [call] = callsAmong(this.failing.actions);
    const verb = call && this.#verbOf(call);
    const node = verb && this.#pieces.file.resolve(verb).node;
    const [parameter] = node ? listOf(node, "params") : [];
    return nameOf(parameter);
  }

  parts(): ScriptParts {
    const made = this.#create();
    const steps = this.failing.actions.flatMap((action) => this.#lines(action));
    const isRight = this.#isRight();
    const places = new Map(this.failing.finding.must.map((claim) => [this.#place(claim), claim] as const));
    const labels = [...places.values()].map(
      (claim, at) => `${at === 0 ? "observed: " : "; "}${this.#subjectOf(claim)}:`,
    );
    const values = [...places.values()].map((claim) => this.#predicted(claim));
    const helpers = this.#helpers();
    const functions = [...this.#calls.functions].map(([name, text]) => `const ${name} = ${text};`);
    return {
      pieces: this.#pieces,
      platform: this.#platform(),
      body: [
        ...this.#pieces.statements,
        ...functions,
        "",
        ...this.#mocked(),
        made,
        ...this.#items_,
        ...helpers,
        "",
        ...steps,
        "",
      ],
      isRight,
      hasChoice: this.failing.finding.when.length > 0,
      observed: [...places.keys()].map((place, at) => `${JSON.stringify(labels[at])}, ${place}`).join(", "),
      predicted: values.includes(undefined)
        ? undefined
        : labels.map((label, at) => `${label} ${values[at] ?? ""}`).join(" "),
    };
  }

  #create(): string {
    const piece = this.failing.adapter.property("create");
    if (!piece) throw new NotWritten("where its `create` comes from is not plain to see");
    const { capacity } = this.failing.run.plan.config;
    const text = this.#calls.write("create", piece, [
      { text: "", parts: { maxsize: String(capacity ?? Infinity) } },
      { text: "", parts: { signal: "new AbortController().signal" } },
    ]);
    return `const ${this.#subject} = ${this.manner.isAwaited ? "await " : ""}${text};`;
  }

  #step(action: { readonly step: number }): CallStep | undefined {
    const step = this.failing.run.plan.steps[action.step];
    return step?.do === "call" ? step : undefined;
  }

  #verbOf(call: CallAction): Piece {
    const { variant } = this.#step(call) ?? {};
    const { adapter } = this.failing;
    const piece =
      variant === undefined ? adapter.property(call.verb) : adapter.property("variants", call.verb, variant);
    if (!piece) throw new NotWritten(`where its \`${call.verb}\` comes from is not plain to see`);
    return piece;
  }

  // ─── one action after the other ───

  #lines(action: Action): readonly string[] {
    switch (action.does) {
      case "quiet":
        return [`await ${this.#own.quiet}();`, ...this.#probe(action.settled)];
      case "turns":
        return action.turns <= 2
          ? [Array.from({ length: action.turns }, () => "await null;").join(" ")]
          : [`for (let turn = 0; turn < ${String(action.turns)}; turn++) await null;`];
      case "elapse":
        this.#used.add("timed");
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
    return this.manner.quiet === "round" ? this.#own.quiet : "setImmediate";
  }

  /** What has not settled at a quiet point, beside what should not have. */
  #probe(settled: readonly number[] | undefined): readonly string[] {
    if (!this.manner.isProbed || settled === undefined || this.#blocking.length === 0) return [];
    const labels = this.#blocking.filter(({ step }) => !settled.includes(step)).map((call) => this.#label(call));
    return [`globalThis.${PROBE}(${this.#own.ended}, ${JSON.stringify(labels)});`];
  }

  /** Who calls, and what it calls by itself when that is over. */
  #caller({ client, next }: CallAction): string {
    const later = next.flatMap((one) => (one.does === "call" ? [stepName(one.step)] : []));
    return `${clientName(client)}${later.length === 0 ? "" : `, and ${later.join(", ")} as soon as it ends`}`;
  }

  /** Marks that name a step which the script does not take are left out. */
  #comment(step: number, words: string): string {
    const { run, actions } = this.failing;
    const own = actions.flatMap((one) => ("step" in one ? [stepName(one.step)] : []));
    const at = run.history.events.findIndex((event) => event.step === step && event.kind !== "turn");
    const marks = at < 0 ? [] : gapMark(run, at).filter((mark) => own.includes(/\d+$/.exec(mark)?.[0] ?? ""));
    return ` // ${stepName(step)}. ${[words, ...marks].join(", ")}`;
  }

  /** What has to be there before an operation is called: the way to cancel it. */
  readonly #before = (call: CallAction): readonly string[] => {
    const nested = call.next.flatMap((one) => (one.does === "call" ? this.#before(one) : []));
    const name = this.#controllerOf(call);
    if (name === undefined || this.#controllers.has(name)) return nested;
    if (!this.#given(call).isSignalRead) return nested;
    this.#controllers.set(name, name);
    return [`const ${name} = new AbortController();`, ...nested];
  };

  /** The controller that cancels an operation; undefined where none does. */
  #controllerOf(call: CallAction): string | undefined {
    const { plan } = this.failing.run;
    if (!call.isBlocking || this.#step(call)?.aborted === true) return undefined;
    const { signals = "operation" } = plan;
    const isCancelled = plan.steps.some(({ do: does, client }) => does === "cancel" && client === call.client);
    if (signals === "all") return plan.steps.some(({ do: does }) => does === "cancel") ? "abort" : undefined;
    if (!isCancelled) return undefined;
    return `abort${signals === "client" ? clientName(call.client) : this.#label(call)}`;
  }

  /** `A`, or `A2` where the client calls several operations. */
  #label(call: CallAction): string {
    const own = this.#blocking.filter(({ client }) => client === call.client);
    const number = own.length > 1 ? String(own.indexOf(call) + 1) : "";
    return `${clientName(call.client)}${number}`;
  }

  #given(call: CallAction): { readonly given: readonly Given[]; readonly isSignalRead: boolean } {
    const step = this.#step(call);
    const controller = this.#controllerOf(call);
    const signal = step?.aborted === true ? "AbortSignal.abort()" : controller ? `${controller}.signal` : "undefined";
    const label = this.#label(call);
    const more = this.#more(call);
    const context: Given = {
      text: "",
      parts: {
        signal,
        client: String(call.client),
        priority: String(step?.priority ?? 0),
        timeout: String(TIMEOUT * Math.max(1, this.#timed)),
        done: `${this.#own.done}("${label}"${more})`,
        fail: `${this.#own.fail}("${label}"${more === "" ? "" : `, undefined${more.slice(more.lastIndexOf(", () =>"))}`})`,
      },
    };
    const takesItem = call.verb === "put" || call.verb === "putNowait";
    const item = takesItem ? [{ text: this.#item(call.step) }] : [];
    const given = [{ text: this.#subject }, ...item, context];
    const probe = this.#calls.write(call.verb, this.#verbOf(call), given);
    return { given, isSignalRead: controller !== undefined && probe.includes(`${controller}.signal`) };
  }

  /** A call as a statement without its semicolon. */
  #call(call: CallAction): string {
    if (this.#step(call)?.variant === "timeout") this.#timed++;
    const { given } = this.#given(call);
    return call.isBlocking ? this.#blockingCall(call, given) : this.#immediateCall(call, given);
  }

  #blockingCall(call: CallAction, given: readonly Given[]): string {
    const verb = this.#verbOf(call);
    const label = this.#label(call);
    const { note, done, fail } = this.#own;
    const own = this.manner.hasOperations || this.#ownCancel(verb) !== undefined;
    let text: string;
    if (own) {
      const inlined = this.#inlinedOperation(verb, given);
      if (inlined) {
        if (inlined.cancel !== undefined) this.#cancels.set(call, inlined.cancel);
        text = inlined.promise;
      } else {
        const operation = this.#calls.write(call.verb, verb, given);
        const isCancelled = this.failing.actions.some((one) => one.does === "cancel" && one.of === call);
        if (!isCancelled) text = `${operation}.promise`;
        else {
          const name = this.#fresh(`operation${label}`);
          this.#operations.set(call, name);
          this.#cancels.set(call, `${name}.cancel()`);
          this.#used.add("note");
          return `const ${name} = ${operation};\n${note}("${label}", ${name}.promise${this.#more(call)})`;
        }
      }
    } else {
      text = this.#calls.write(call.verb, verb, given);
      const controller = this.#controllerOf(call);
      if (controller !== undefined && text.includes(`${controller}.signal`))
        this.#cancels.set(call, `${controller}.abort()`);
      const isCalledBack = text.includes(`${done}("${label}"`) || text.includes(`${fail}("${label}"`);
      if (isCalledBack) {
        this.#used.add("done");
        if (text.includes(`${fail}("${label}"`)) this.#used.add("fail");
        return text;
      }
    }
    this.#used.add("note");
    return `${note}("${label}", ${this.manner.mayThrow ? `() => ${text}` : text}${this.#more(call)})`;
  }

  /** How the outcome of an operation is read, and what its client does then, as further arguments. */
  #more(call: CallAction): string {
    const word = this.#word(call);
    if (word !== undefined) this.#used.add("word");
    if (call.next.length === 0) return word === undefined ? "" : `, ${word}`;
    this.#used.add("next");
    this.#used.add("word");
    const next = call.next.flatMap((one) => (one.does === "call" ? [this.#call(one)] : []));
    const body = next.length === 1 ? (next[0] ?? "") : `{ ${next.join("; ")}; }`;
    return `, ${word ?? "undefined"}, () => ${body}`;
  }

  #immediateCall(call: CallAction, given: readonly Given[]): string {
    const text = this.#calls.write(call.verb, this.#verbOf(call), given).replace(/^void /, "");
    const isClaimed = this.#claims.some(({ step }) => step === call.step);
    const { attempt } = this.#own;
    const outcome = this.failing.run.history.events.find(
      ({ kind, step }) => kind === "now" && step === call.step,
    )?.outcome;
    const mayThrow = this.#mayThrow(call, outcome?.is);
    if (mayThrow) this.#used.add("attempt");
    if (!isClaimed) return mayThrow ? `${attempt}(() => ${text})` : plainly(text);
    const mapping = this.#mapping(call);
    const mapped = mapping === undefined ? text : `${mapping}(${text})`;
    const answer = this.#answers(call)
      ? mapped
      : mapping !== undefined || TAGGED.test(text)
        ? `${/ /.test(mapped) && mapping === undefined ? `(${mapped})` : mapped} ?? "returned"`
        : `(${mapped}, "returned")`;
    return `const ${this.#answer(call.step)} = ${mayThrow ? `${attempt}(() => ${answer})` : answer}`;
  }

  #answer(step: number): string {
    return `answer${stepName(step)}`;
  }

  #mayThrow(call: CallAction, outcome: string | undefined): boolean {
    const claimed = this.#claims.flatMap((one) => (one.step === call.step ? [kindOf(one)] : []));
    const kinds = [...claimed, outcome];
    return kinds.some(
      (one) => one === "error" || THROWN.some((kind) => kind === one && this.#matcher(kind) !== undefined),
    );
  }

  /** Whether what a verb answers tells its outcome as it is. */
  #answers({ verb }: CallAction): boolean {
    return (
      DELIVERING.includes(verb) || verb === "isSet" || (verb === "set" && this.#profile("setResult") === "changed")
    );
  }

  #profile(name: string): unknown {
    try {
      const piece = this.failing.adapter.property("profile", name);
      return piece && this.#pieces.file.resolve(piece).node["value"];
    } catch {
      return undefined;
    }
  }

  /** The adapter's own reading of what a verb answers, as a name or a function. */
  #mapping({ verb }: CallAction): string | undefined {
    const piece = this.failing.adapter.property("outcomes", verb);
    if (!piece) return undefined;
    const name = nameOf(piece.node);
    if (name !== undefined && !piece.scope.has(name)) return this.#pieces.text(piece);
    const text = this.#pieces.text(piece);
    for (const [known, one] of this.#calls.functions) if (one === text) return known;
    const own = this.#fresh(DELIVERING.includes(verb) ? "itemOf" : `${verb}Outcome`);
    this.#calls.functions.set(own, text);
    return own;
  }

  /** How the value of a blocking operation is read, as a function; undefined where it is its outcome. */
  #word(call: CallAction): string | undefined {
    if (!this.#claims.some(({ step }) => step === call.step)) return undefined;
    const mapping = this.#mapping(call);
    if (this.#answers(call)) return mapping;
    if (mapping !== undefined) return `(value) => ${mapping}(value) ?? "returned"`;
    return this.#profile("waitResult") === undefined ? '() => "returned"' : undefined;
  }

  // ─── items ───

  #item(step: number): string {
    const known = this.#items.get(step);
    if (known !== undefined) return known;
    const planned = this.#step({ step })?.item ?? "object";
    const text = this.#newItem(planned, this.#names.of(step));
    this.#items.set(step, text);
    return text;
  }

  #newItem(itemClass: ItemClass, name: string): string {
    const literal = LITERALS[itemClass];
    if (literal !== undefined) return literal;
    if (itemClass === "object" && !this.manner.hasObjects) return `"item ${name}"`;
    const made = {
      object: `{ item: ${name} }`,
      undefined: "undefined",
      error: `new Error("item ${name}")`,
      function: `() => ${name}`,
    }[itemClass as string];
    if (made === undefined) throw new NotWritten("one of its items is a rejected promise");
    const own = this.#fresh(`item${name}`);
    this.#items_.push(`const ${own} = ${made};`);
    return own;
  }

  // ─── operations with a cancel of their own ───

  /** The object `{ promise, cancel }` that a verb answers with. */
  #ownCancel(verb: Piece): SyntaxNode | undefined {
    const { node } = this.#pieces.file.resolve(verb);
    const body = fieldOf(node, "body");
    const last = body?.type === "BlockStatement" ? listOf(body, "body").at(-1) : undefined;
    const answer = last?.type === "ReturnStatement" ? fieldOf(last, "argument") : body;
    return answer?.type === "ObjectExpression" && listOf(answer, "properties").some((one) => keyOf(one) === "cancel")
      ? answer
      : undefined;
  }

  /** Both of its parts, where neither needs more than the verb is given. */
  #inlinedOperation(verb: Piece, given: readonly Given[]): { promise: string; cancel: string | undefined } | undefined {
    const inlined = this.#calls.inlined(verb, given);
    if (!inlined) return undefined;
    const { body, meanings } = inlined;
    const part = (name: string): SyntaxNode | undefined =>
      fieldOf(
        listOf(body.node, "properties").find((one) => keyOf(one) === name),
        "value",
      );
    const [promise, cancel] = [part("promise"), part("cancel")];
    const abort = fieldOf(cancel, "body");
    if (!promise || !abort || abort.type === "BlockStatement") return undefined;
    const text = (node: SyntaxNode): string => this.#pieces.text({ node, scope: body.scope }, meanings);
    return { promise: text(promise), cancel: text(abort).replace(/^void /, "") };
  }

  // ─── helpers of the script ───

  #helpers(): readonly string[] {
    const { ended, note, done, fail, attempt } = this.#own;
    const [hasWord, hasNext] = [this.#used.has("word"), this.#used.has("next")];
    const lines: string[] = [];
    if (this.#claims.some(({ observer }) => observer === "rejections"))
      lines.push("let rejections = 0;", 'process.on("unhandledRejection", () => rejections++);');
    const pending = this.#blocking.map((call) => `${this.#label(call)}: "pending"`);
    if (pending.length > 0) lines.push(`const ${ended} = { ${pending.join(", ")} };`);
    const parameters = `${hasWord ? ", word = (value) => value" : ""}${hasNext ? ", next" : ""}`;
    const then = hasNext ? ", next?.()" : "";
    const value = `(value) => (${ended}[who] = ${hasWord ? "word(value)" : "value"}${then})`;
    const error = `(error) => (${ended}[who] = ${this.#errorWord()}${then})`;
    const promise = this.manner.mayThrow ? "new Promise((resolve) => resolve(call()))" : "Promise.resolve(promise)";
    if (this.#used.has("note"))
      lines.push(
        `const ${note} = (who, ${this.manner.mayThrow ? "call" : "promise"}${parameters}) =>`,
        ...onLines(`  void ${promise}.then(`, [value, error], ");"),
      );
    if (this.#used.has("done")) lines.push(`const ${done} = (who${parameters}) => ${value};`);
    if (this.#used.has("fail"))
      lines.push(`const ${fail} = (who${hasWord ? ", _word" : ""}${hasNext ? ", next" : ""}) => ${error};`);
    if (this.#used.has("attempt"))
      lines.push(
        `const ${attempt} = (call) => {`,
        `  try { return call(); } catch (error) { return ${this.#errorWord()}; }`,
        "};",
      );
    return lines;
  }

  /** An error as the word for what it means, where that is asked. */
  #errorWord(): string {
    const claimed = this.#claims.map(({ step }) => step);
    const ends = this.failing.run.history.events.filter(({ step = -1 }) => claimed.includes(step));
    const wanted = new Set([...this.#claims.map(kindOf), ...ends.map(({ outcome }) => outcome?.is ?? "")]);
    const words = THROWN.flatMap((kind) => {
      const test = wanted.has(kind) ? this.#matcher(kind) : undefined;
      return test === undefined ? [] : [`${test} ? "${kind}" : `];
    });
    return `${words.join("")}error`;
  }

  /** Whether `error` means an outcome, as an expression. */
  #matcher(kind: (typeof THROWN)[number]): string | undefined {
    const piece = this.failing.adapter.property("outcomes", "thrown", kind);
    if (!piece) return kind === "cancelled" ? 'error?.name === "AbortError"' : undefined;
    const { node } = this.#pieces.file.resolve(piece);
    if (node.type === "Literal") return `error?.name === ${JSON.stringify(node["value"])}`;
    const isPredicate = /^(Arrow|Function)/.test(node.type);
    if (!isPredicate) return `error instanceof ${this.#pieces.text(piece)}`;
    return this.#calls.write(`is${kind}`, piece, [{ text: "error" }]);
  }

  #platform(): readonly string[] {
    const { quiet } = this.#own;
    const lines = [...(this.#isMocked() ? ['import { mock } from "node:test";'] : [])];
    if (this.#claims.some(({ observer }) => observer === "listeners"))
      lines.push('import { getEventListeners } from "node:events";');
    if (this.manner.quiet === "round")
      return [...lines, `import { setImmediate as ${quiet} } from "node:timers/promises";`];
    if (this.manner.quiet === "clock") {
      const wait = `const ${quiet} = () => setTimeout(100); // on a busy machine it may take longer`;
      return [...lines, 'import { setTimeout } from "node:timers/promises";', wait];
    }
    const tick =
      this.manner.quiet === "timers" ? ` mock.timers.tick(${String(this.#profile("wakesWithin") ?? 1)});` : "";
    const round = tick === "" ? "await setImmediate();" : `{ await setImmediate();${tick} }`;
    const loop = `const ${quiet} = async () => { for (let round = 0; round < 20; round++) ${round} };`;
    return [...lines, 'import { setImmediate } from "node:timers/promises";', loop];
  }

  /** Timers run when they are told to. */
  #mocked(): readonly string[] {
    return this.#isMocked() ? ['mock.timers.enable({ apis: ["setTimeout"] });'] : [];
  }

  #isMocked(): boolean {
    return this.#used.has("timed") || this.manner.quiet === "timers";
  }

  // ─── what is right ───

  #isRight(): string {
    const { when, must } = this.failing.finding;
    const right = must.map((one) => this.#holds(one)).join(" || ");
    return [...when.map((one) => this.#holdsNot(one)), right].join(" || ");
  }

  #holdsNot(claim: Claim): string {
    const text = this.#holds(claim);
    return / === /.test(text) && !/&&|\|\|/.test(text) ? text.replace(" === ", " !== ") : `!(${text})`;
  }

  /** The place of an outcome in the script. */
  #place({ step, observer }: Claim): string {
    if (observer !== undefined) return this.#observer(observer);
    const call = this.#blocking.find((one) => one.step === step);
    return call ? `${this.#own.ended}.${this.#label(call)}` : this.#answer(step);
  }

  #observer(name: string): string {
    if (name === "rejections") return "rejections";
    if (name === "listeners") {
      const counts = [...this.#controllers.keys()].map((one) => `getEventListeners(${one}.signal, "abort").length`);
      if (counts.length === 0) throw new NotWritten("no signal of the script can have the listener that is left");
      return counts.join(" + ");
    }
    const piece = this.failing.adapter.property(name);
    if (!piece) throw new NotWritten(`where its \`${name}\` comes from is not plain to see`);
    const text = this.#calls.write(name, piece, [{ text: this.#subject }]);
    return text.includes(" ") && !text.endsWith(")") ? `(${text})` : text;
  }

  #holds(claim: Claim): string {
    const place = this.#place(claim);
    const { outcome, observer, step } = claim;
    if (typeof outcome === "number") {
      const isYesNo = observer !== undefined && /^(?:is|has)[A-Z]/.test(observer);
      return `${place} === ${isYesNo ? String(outcome !== 0) : String(outcome)}`;
    }
    if (outcome === "pending") return `${place} === "pending"`;
    switch (outcome.is) {
      case "item": {
        const item = this.#item(outcome.item ?? -1);
        return item === "NaN" ? `Number.isNaN(${place})` : `${place} === ${item}`;
      }
      case "ok": {
        const waits = this.#profile("waitResult");
        return waits === undefined || !this.#blocking.some((one) => one.step === step)
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
  #predicted({ step, observer }: Claim): string | undefined {
    const { history, contradictedAt } = this.failing.run;
    if (observer !== undefined) return undefined;
    const ends = history.events.slice(0, contradictedAt + 1).filter(({ kind }) => kind === "settle" || kind === "now");
    const outcome = ends.find((event) => event.step === step)?.outcome;
    if (!outcome) return "pending";
    switch (outcome.is) {
      case "item": {
        const { item = -1 } = outcome;
        const planned = this.#step({ step: item })?.item ?? "object";
        if (planned !== "object") return undefined;
        return this.manner.hasObjects ? `{ item: ${this.#names.of(item)} }` : `item ${this.#names.of(item)}`;
      }
      case "ok":
        return this.#profile("waitResult") === undefined ? "returned" : undefined;
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

  #subjectOf({ step, observer }: Claim): string {
    if (observer !== undefined) return observer;
    const planned = this.#step({ step });
    return `${this.#names.call(step, planned?.verb ?? "")} of ${clientName(planned?.client ?? 0)}`;
  }
}

function kindOf({ outcome }: Claim): string {
  return typeof outcome === "object" ? outcome.is : String(outcome);
}

/** A list on one line, or on several where that is too wide. */
function onLines(opening: string, list: readonly string[], closing: string): readonly string[] {
  const line = `${opening}${list.join(", ")}${closing}`;
  return line.length <= WIDTH ? [line] : [opening, ...list.map((one) => `    ${one},`), `  ${closing}`];
}

/** A call whose answer nobody reads, without what only reads it: `offer(x) ? undefined : "full"`. */
function plainly(text: string): string {
  return text.replace(/^([\w.$]+\((?:[^()]|\([^()]*\))*\)) \? (?:undefined|"\w+") : (?:undefined|"\w+")$/, "$1");
}
