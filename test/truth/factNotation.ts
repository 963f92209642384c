/**
 * A plan, and what is expected of it, in one readable line:
 *
 *     Queue(1): A.get→b ~, D.putNowait(a)→ok, D.putNowait(x)→full, D.getNowait→a, D.putNowait(b)→ok ~ size=0; order 4 A
 *
 * - `Queue(1)` is the object and its maxsize; without a number there is no limit. `Queue(1, signals all)` if not per operation.
 * - `A.get→b ~`: client A calls get(), which ends with item b; then the world runs until it is quiet. `+2` lets two turns
 *   pass, and with nothing the next step is in the same turn. `→` and what follows may be left out.
 * - `putNowait(b)` puts an item that is called b; `(b:2)` one of priority 2, `(b:null)` one of that class.
 *   `close(immediate)` is a variant, `(aborted)` a signal that is aborted already.
 * - Ends: the name of an item, `pending`, `unissued`, or the name of an outcome; `error:ValueError` says which error.
 *   `→ok!`: in the very turn of the call, before anybody else does anything.
 * - `then A.clear`: when A goes on (chained). A blocking step of a busy client always waits for that.
 * - `cancel A`: its operation is outstanding; `cancel A→late`: it is over; `cancel A→nothing`: there was none.
 * - `~ size=1 isFull=1` is what is read at that quiet point; `; end size=1` at the last one.
 * - `; order 4 A B`: step 4 (counted from 1) is taken before A's operation ends, and that before B's. Others may lie between.
 */
import {
  GAPS,
  ITEM_CLASSES,
  PRIORITIES,
  SIGNAL_SCOPES,
  type CallStep,
  type Gap,
  type ItemClass,
  type Plan,
  type Priority,
  type Step,
} from "../../src/scheduler/plan.js";

/** The names that Python has for its objects. */
export const OBJECTS = ["Event", "Queue", "LifoQueue", "PriorityQueue"] as const;
export type ObjectName = (typeof OBJECTS)[number];

export type Observed = Readonly<Record<string, number>>;

/** What is expected of one step. */
export interface Expectation {
  /** How it ends: an outcome's name, `pending`, `unissued`; for a cancel `cancel`, `late` or `nothing`. */
  readonly end: string;
  /** For the outcome `item`: the step that put it. */
  readonly item?: number;
  /** For the outcome `error`: how its text begins. */
  readonly detail?: string;
  readonly isAtOnce: boolean;
}

export interface NotedPlan {
  readonly object: ObjectName;
  readonly plan: Plan;
  /** By step; null where nothing is said. */
  readonly ends: readonly (Expectation | null)[];
  /** By step: what is read at the quiet point that ends its gap. */
  readonly observed: readonly (Observed | null)[];
  readonly atEnd: Observed | null;
  /** Step indexes, and letters of clients. */
  readonly order: readonly (number | string)[];
}

/** Letters of the clients. */
export const CLIENT_NAMES = "ABCD";
const CLASS_NAMES = new Set<string>(ITEM_CLASSES);
const NO_ITEMS = [
  "ok",
  "foreign",
  "full",
  "empty",
  "closed",
  "cancelled",
  "timedOut",
  "yes",
  "no",
  "pending",
  "unissued",
];

const LINE = /^(\w+)(?:\((\d+)(?:, signals (\w+))?\))?: ([^;]*)((?:; .*)?)$/;
const CALL = /^(then )?([A-D])\.(\w+)(?:\(([\w:-]+)\))?(?:→([\w:]+)(!?))?$/;
const CANCEL = /^cancel ([A-D])(?:→(late|nothing))?$/;
const GAP = /^(.*?)(?: (~|\+\d)((?: \w+=\d+)*))?$/;

/** Reads a line. Throws with the part that it does not understand. */
export function parsePlan(line: string): NotedPlan {
  const [, object, maxsize, signals, body = "", tail = ""] = LINE.exec(line) ?? fail(line, line);
  if (!OBJECTS.includes(object as ObjectName)) fail(line, object ?? "");
  const items = new Map<string, number>();
  const noted = (body === "" ? [] : body.split(", ")).map((text, at) => parseStep(text, at, items, line));
  let atEnd: Observed | null = null;
  let order: readonly (number | string)[] = [];
  for (const clause of tail.split("; ").slice(1)) {
    if (clause.startsWith("end ")) atEnd = parseObserved(clause.slice(3));
    else if (clause.startsWith("order ")) order = clause.split(" ").slice(1).map(toMark);
    else fail(line, clause);
  }
  const capacity = object === "Event" ? null : Number(maxsize ?? 0);
  const scope = SIGNAL_SCOPES.find((one) => one === signals);
  const plan: Plan = {
    config: { capacity },
    steps: noted.map(({ step }) => step),
    ...(scope === undefined ? {} : { signals: scope }),
  };
  return {
    object: object as ObjectName,
    plan,
    ends: noted.map(({ text }) => (text === undefined ? null : toExpectation(text, items, line))),
    observed: noted.map(({ observed }) => observed),
    atEnd,
    order,
  };
}

/** Writes a plan as a line, without expectations. */
export function formatPlan(object: ObjectName, { config, steps, signals }: Plan): string {
  const items = itemNames(steps);
  const maxsize = config.capacity ?? 0;
  const scope = signals === undefined ? "" : `, signals ${signals}`;
  const head = maxsize > 0 || scope !== "" ? `${object}(${String(maxsize)}${scope})` : object;
  return `${head}: ${steps.map((step, at) => formatStep(step, items.get(at))).join(", ")}`;
}

interface NotedStep {
  readonly step: Step;
  readonly text: string | undefined;
  readonly observed: Observed | null;
}

function parseStep(text: string, at: number, items: Map<string, number>, line: string): NotedStep {
  const [, what = "", gapText, values = ""] = GAP.exec(text) ?? fail(line, text);
  const gap: Gap = gapText === undefined ? 0 : gapText === "~" ? "quiet" : (Number(gapText.slice(1)) as Gap);
  if (!GAPS.includes(gap)) fail(line, text);
  const observed = values === "" ? null : parseObserved(values);
  const cancel = CANCEL.exec(what);
  if (cancel) {
    const [, name = "", end = "cancel"] = cancel;
    return { step: { do: "cancel", client: CLIENT_NAMES.indexOf(name), gap }, text: end, observed };
  }
  const [, then, name = "", verb = "", argument, end, isAtOnce = ""] = CALL.exec(what) ?? fail(line, text);
  const takesItem = verb.startsWith("put");
  const [item = "", ...traits] = (argument ?? "").split(":");
  if (takesItem) {
    if (items.has(item) || item === "" || NO_ITEMS.includes(item)) fail(line, text);
    items.set(item, at);
  }
  const step: CallStep = {
    do: "call",
    client: CLIENT_NAMES.indexOf(name),
    verb,
    ...(takesItem ? toTraits(traits, line) : {}),
    ...(!takesItem && argument !== undefined && argument !== "aborted" ? { variant: argument } : {}),
    ...(then === undefined ? {} : { chained: true }),
    ...(argument === "aborted" || traits.includes("aborted") ? { aborted: true } : {}),
    gap,
  };
  return { step, text: end === undefined ? undefined : end + isAtOnce, observed };
}

function toTraits(traits: readonly string[], line: string): Partial<CallStep> {
  const found: { item?: ItemClass; priority?: Priority } = {};
  for (const trait of traits) {
    const priority = PRIORITIES.find((one) => String(one) === trait);
    if (priority !== undefined) found.priority = priority;
    else if (CLASS_NAMES.has(trait)) found.item = trait as ItemClass;
    else if (trait !== "aborted") fail(line, trait);
  }
  return found;
}

function toExpectation(text: string, items: ReadonlyMap<string, number>, line: string): Expectation {
  const isAtOnce = text.endsWith("!");
  const [end = "", detail] = text.replace("!", "").split(":");
  const item = items.get(end);
  if (item !== undefined) return { end: "item", item, isAtOnce };
  if (![...NO_ITEMS, "error", "cancel", "late", "nothing"].includes(end)) fail(line, end);
  return { end, isAtOnce, ...(detail === undefined ? {} : { detail }) };
}

function toMark(word: string): number | string {
  return CLIENT_NAMES.includes(word) ? word : Number(word) - 1;
}

function parseObserved(text: string): Observed {
  const pairs = text.trim().split(" ");
  return Object.fromEntries(pairs.map((pair) => [pair.split("=")[0], Number(pair.split("=")[1])]));
}

function fail(line: string, part: string): never {
  throw new Error(`cannot read \`${part}\` in \`${line}\``);
}

function formatStep(step: Step, item: string | undefined): string {
  const client = CLIENT_NAMES[step.client] ?? "";
  const gap = step.gap === "quiet" ? " ~" : step.gap === 0 ? "" : ` +${String(step.gap)}`;
  if (step.do === "elapse") throw new Error("asyncio's objects have no timers");
  if (step.do === "cancel") return `cancel ${client}${gap}`;
  const arguments_ = [
    item,
    step.item,
    step.priority === undefined || step.priority === 0 ? undefined : String(step.priority),
    step.variant,
    step.aborted === true ? "aborted" : undefined,
  ].filter((one) => one !== undefined);
  const brackets = arguments_.length === 0 ? "" : `(${arguments_.join(":")})`;
  return `${step.chained === true ? "then " : ""}${client}.${step.verb}${brackets}${gap}`;
}

/** By step, the names of the items that it puts: a, b, c … */
function itemNames(steps: readonly Step[]): ReadonlyMap<number, string> {
  const puts = steps.flatMap((step, at) => (step.do === "call" && step.verb.startsWith("put") ? [at] : []));
  return new Map(puts.map((at, index) => [at, index < 26 ? String.fromCharCode(97 + index) : `i${String(index)}`]));
}
