/** What was inferred of a profile, as text: a line for each axis, what is refused below it, and the profile as code. */
import type { Rule } from "../properties/rule.js";
import type { AxisFinding, Cancelling, Inference, OtherValue } from "../runner/infer/inference.js";
import { allowedWords, observedWords } from "./explain.js";
import { formatTrace } from "./formatTrace.js";
import { formatAdapterError, formatKitError } from "./openings.js";
import { plainPainter, type Painter } from "./painter.js";
import { runOf, type TraceContext } from "./trace.js";
import { hangText, wrapText, textWidth } from "./wrapText.js";

/** What an inference does not hold itself. */
export interface InferenceContext {
  /** The rules of the primitive. */
  readonly rules: readonly Pick<Rule, "id" | "sentence" | "lookAt">[];
  readonly adapterFile?: string;
  readonly python?: string;
  /** Print whole traces, and not only a line for each value that is refused. */
  readonly traces?: boolean;
  /** Columns of the terminal; default and most 80. */
  readonly width?: number;
  readonly painter?: Painter;
}

/** The text of an inference. */
export function formatInference(inference: Inference, context: InferenceContext): string {
  const painter = context.painter ?? plainPainter;
  const { adapter, status, problem = "" } = inference;
  const name = adapter.version === null ? adapter.name : `${adapter.name} ${adapter.version}`;
  if (status === "adapter error") return formatAdapterError(name, problem);
  if (status === "kit error") return formatKitError(name, problem);
  const text = new Text(inference, context, painter);
  return [
    painter.bold(text.hang("", `${name}, ${inference.primitive}: ${headline(inference)}`)),
    ...inference.hints.map((hint) => painter.warn(text.hang("  hint  ", hint))),
    ...(problem === "" ? [] : [text.hang("  ", problem)]),
    ...text.breaches(),
    ...text.axes(),
    ...text.counts(),
    ...text.profile(),
    ...(context.traces === true ? text.traces() : []),
  ].join("\n");
}

function headline({ status, profile }: Inference): string {
  if (status === "fits") return "this profile explains all that was seen";
  return profile === null ? "no profile explains what was seen" : "no profile explains all that was seen";
}

/** Few words for what an axis is about. */
const TITLES: Readonly<Record<string, string>> = { name: "preset" };

/** Lines of one inference. */
class Text {
  readonly #width: number;

  constructor(
    private readonly inference: Inference,
    private readonly context: InferenceContext,
    private readonly painter: Painter,
  ) {
    this.#width = textWidth(context.width);
  }

  hang(label: string, text: string): string {
    return hangText(label, text, this.#width);
  }

  /** What is wrong whatever is claimed. */
  breaches(): readonly string[] {
    return this.inference.breaks.flatMap(({ failure, everywhere, profiles }) => {
      const rule = failure.rule ?? "a rule that has no name";
      const under = this.inference.preset === null ? "the one that explains most" : "the profile below";
      const words = everywhere
        ? `It satisfies no profile: all ${profiles} that were compared refuse this run. Under ${under} it breaks ${rule}.`
        : `It satisfies no profile: each of ${profiles} refuses something. Under ${under} it breaks ${rule}.`;
      const preset = this.inference.preset ?? "contract";
      return ["", this.painter.bad(this.hang("", words)), "", formatTrace(failure, this.#traceContext(preset))];
    });
  }

  axes(): readonly string[] {
    const { axes, breaks } = this.inference;
    if (axes.length === 0) return [];
    const rest =
      breaks.length === 0
        ? []
        : [
            this.hang("", `What is left once ${breaks.map(({ failure }) => failure.rule).join(", ")} may be broken:`),
            "",
          ];
    return ["", ...rest, ...axes.flatMap((axis) => this.#axis(axis))];
  }

  /** How much was seen. */
  counts(): readonly string[] {
    const { compared, confirmed, overflows } = this.inference;
    if (this.inference.profile === null) return [];
    const number = (count: number): string => count.toLocaleString("en-US");
    const lost =
      overflows === 0
        ? ""
        : ` Of ${number(overflows)} runs it is not known: they have too many explanations to follow.`;
    return [
      "",
      this.hang(
        "",
        `Every profile was compared with ${number(compared)} runs; this one also explains the ${number(confirmed)} runs ` +
          `of a check. It says what was seen, not what is promised.${lost}`,
      ),
    ];
  }

  profile(): readonly string[] {
    const { profile } = this.inference;
    if (profile === null) return [];
    return [
      "",
      this.painter.dim("To paste into the adapter:"),
      "",
      ...`profile: ${profile},`.split("\n").map((line) => `  ${line}`),
    ];
  }

  traces(): readonly string[] {
    const preset = this.inference.preset ?? "contract";
    return this.inference.axes.flatMap(({ axis, others }) =>
      others.flatMap(({ value, witness }) => {
        if (!witness) return [];
        const profile = axis === "name" ? value.replace("profiles.", "") : `${preset} with ${value}`;
        return ["", this.painter.bold(`Not ${value}:`), "", formatTrace(witness, this.#traceContext(profile))];
      }),
    );
  }

  #axis(axis: AxisFinding): readonly string[] {
    const title = TITLES[axis.axis] ?? axis.axis;
    const head = this.#hung("  ", `${title}  ${plainValue(axis.axis, axis.value)}: ${standing(axis)}`);
    return [
      head.replace(title, this.painter.bold(title)),
      ...(axis.note === undefined ? [] : [this.#hung("    ", axis.note)]),
      ...(axis.cancelling === undefined
        ? []
        : cancellingWords(axis.cancelling).map((line) => this.#hung("    ", line))),
      // of answers that differ plainly the one count says all
      ...axis.others
        .filter(({ is, runs, why }) => is !== "looser" && (runs ?? why) !== undefined)
        .map((other) => this.#other(axis.axis, other)),
    ];
  }

  #other(axis: string, { value, is, runs = 0, why = "", witness }: OtherValue): string {
    const other = plainValue(axis, value);
    if (is === "impossible") return this.#hung("    ", `not ${other}: ${why}`);
    if (is === "fits too") {
      return this.#hung(
        "    ",
        `${other} fits too: ${inRuns(runs)} something could have told the difference; 20 are needed`,
      );
    }
    if (!witness) return this.#hung("    ", `not ${other}: ${inRuns(runs)} it does not allow what was seen`);
    const run = runOf(witness);
    const allowed = allowedWords(run, witness.allowed).join("; ");
    const seen = observedWords(run, witness.allowed).join("; ");
    const rule = witness.rule === null ? "" : ` (${witness.rule})`;
    const only = allowed === "" ? "nothing of the kind is allowed" : `only allowed: ${allowed}`;
    return [
      this.#hung("    ", `not ${other}, ${inRuns(runs)}: ${seen}; ${only}${rule}`),
      this.painter.dim(`      ${witness.token}`),
    ].join("\n");
  }

  /** Later lines stand a little further in. */
  #hung(indent: string, text: string): string {
    const [first = "", ...rest] = wrapText(text, this.#width - indent.length - 2);
    return [`${indent}${first}`, ...rest.map((line) => `${indent}  ${line}`)].join("\n");
  }

  #traceContext(profile: string): TraceContext {
    const { adapter, primitive } = this.inference;
    const { traces: _traces, ...context } = this.context;
    return { ...context, adapter, primitive, profile };
  }
}

/** How a cancelled operation ends, and who wins when it was woken already. */
function cancellingWords({ ends, wins }: Cancelling): readonly string[] {
  const told = [true, false].flatMap((cancelled) => {
    const gaps = wins.filter((each) => each.cancelled === cancelled).map(({ gap }) => String(gap));
    return gaps.length === 0
      ? []
      : [`${gaps.join(", ")} turns later the ${cancelled ? "cancellation" : "result"} wins`];
  });
  return [
    ...(ends === null ? [] : [ends === "silent" ? "a cancelled one never settles" : `a cancelled one is ${ends}`]),
    ...(told.length === 0 ? [] : [`woken, and then cancelled: ${told.join("; ")}`]),
  ];
}

/** The value alone: the axis stands before it. */
function plainValue(axis: string, value: string): string {
  const alone = value.startsWith(`${axis}: `) ? value.slice(axis.length + 2) : value.replace(/^profiles\./, "");
  return /^"[^"]*"$/.test(alone) ? alone.slice(1, -1) : alone;
}

function inRuns(runs = 0): string {
  return `in ${runs.toLocaleString("en-US")} ${runs === 1 ? "run" : "runs"}`;
}

function standing({ axis, is, runs, value }: AxisFinding): string {
  if (axis.startsWith("cancellation.") && value.endsWith('"none"')) return "seen at the first calls";
  switch (is) {
    case "shown":
      return `shown in ${runs.toLocaleString("en-US")} runs`;
    case "loosest":
      return "the loosest; nothing stricter fits";
    case "open":
      return runs > 0
        ? `shown in ${runs.toLocaleString("en-US")} runs, but not told from all others`
        : "not shown, nothing that was seen tells it from others";
    case "seen":
      return `seen in ${runs.toLocaleString("en-US")} runs`;
    case "declared":
      return "as declared, not observed";
  }
}
