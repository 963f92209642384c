/** What an adapter for a queue class looks like, as far as it can be told from outside. */
import type { ClassFacts, Member, Tried } from "./classFacts.js";
import { blockingLine, createLine, gapLine, methodNamed, observerLine, type Draft } from "./draft.js";
import { ADDS, ADDS_AT_ONCE, CLOSES, DONES, SIZES, TAKES, TAKES_AT_ONCE } from "./verbNames.js";

const SELF = "queue";
const USUAL = (names: readonly string[]): string => names.slice(0, 5).join(", ");

/** Lines for the verbs that were found; gaps for those that every queue adapter needs. */
export function queueDraft(facts: ClassFacts, name: string, isTyped: boolean): Draft {
  const create = createLine(facts, name);
  const adding = addingLines(facts, name);
  const taking = takingLines(facts, name, isTyped);
  const thrown = [...adding.thrown, ...taking.thrown];
  const outcomes = [...taking.outcomes, ...(thrown.length > 0 ? [`thrown: { ${thrown.join(", ")} }`] : [])];
  return {
    lines: [
      ...create.lines,
      ...taking.lines,
      ...adding.lines,
      ...joinLines(facts),
      ...closeLines(facts),
      ...observerLine(facts, "size", SELF, SIZES, "number"),
      ...observerLine(facts, "isEmpty", SELF, ["isEmpty"], "boolean"),
      ...observerLine(facts, "isFull", SELF, ["isFull"], "boolean"),
      ...(outcomes.length > 0 ? [`outcomes: { ${outcomes.join(", ")} },`] : []),
    ],
    imports: [...adding.imports, ...taking.imports],
    axes: capacityAxes(facts),
    gaps: [...create.gaps, ...adding.gaps, ...taking.gaps],
  };
}

interface Verbs {
  readonly lines: readonly string[];
  readonly imports: readonly string[];
  readonly outcomes: readonly string[];
  readonly thrown: readonly string[];
  readonly gaps: readonly string[];
}

const NONE: Verbs = { lines: [], imports: [], outcomes: [], thrown: [], gaps: [] };

/** The first method that answered in this way; where nothing could be tried, the name has to tell. */
function found(
  facts: ClassFacts,
  tried: Readonly<Record<string, Tried>>,
  names: readonly string[],
  holds: (answer: Tried) => boolean,
): Member | undefined {
  if (facts.cannotMake !== null) return methodNamed(facts, names);
  return methodNamed(
    facts,
    names.filter((name) => tried[name] && holds(tried[name])),
  );
}

const waits = ({ is }: Tried): boolean => is === "promise";
const answersAtOnce = ({ is }: Tried): boolean => is !== "promise";

function addingLines(facts: ClassFacts, name: string): Verbs {
  const { added, addedToFull } = facts;
  const put = found(facts, added, ADDS, waits);
  const now = found(facts, added, [...ADDS_AT_ONCE, ...(facts.cannotMake === null ? ADDS : [])], answersAtOnce);
  if (put === undefined && now === undefined) {
    const what = "adds an item at once; or put: (queue, item), which waits for room";
    return {
      ...NONE,
      lines: [gapLine("putNowait", "queue, item", what)],
      gaps: [
        `${name} has no method that adds an item under a usual name (${USUAL(ADDS)} …): fill in \`putNowait\` or \`put\`.`,
      ],
    };
  }
  const nowLine = now && addNow(now, added[now.name], addedToFull[now.name]);
  return {
    ...NONE,
    lines: [...(put ? [blockingLine("put", SELF, put, ["item"])] : []), ...(nowLine ? [nowLine.line] : [])],
    imports: nowLine?.imports ?? [],
    thrown: nowLine?.thrown ?? [],
  };
}

function addNow(
  { name }: Member,
  answer: Tried | undefined,
  full: Tried | undefined,
): { readonly line: string; readonly imports: readonly string[]; readonly thrown: readonly string[] } {
  const call = `${SELF}.${name}(item)`;
  const answersBoolean = [answer, full].some((each) => each?.is === "value" && /^(?:true|false)$/.test(each.value));
  if (answersBoolean)
    return { line: `putNowait: (queue, item) => (${call} ? undefined : FULL),`, imports: ["FULL"], thrown: [] };
  const isSilent = answer?.is === "value" && answer.value === "undefined";
  return {
    line: `putNowait: (queue, item) => ${isSilent ? "" : "void "}${call},`,
    imports: [],
    thrown: full?.is === "throws" ? [`full: ${matcherOf(full)}`] : [],
  };
}

/** Recognises what was thrown: by its name where it has one of its own. */
function matcherOf({ name, message }: Tried & { readonly is: "throws" }): string {
  const isPlain = name === "" || name === "Error" || name === "TypeError" || name === "RangeError";
  return isPlain ? `(error) => String(error).includes(${JSON.stringify(message)})` : JSON.stringify(name);
}

function takingLines(facts: ClassFacts, name: string, isTyped: boolean): Verbs {
  const { taken, delivers } = facts;
  const get = found(facts, taken, TAKES, waits);
  const now = found(facts, taken, [...TAKES_AT_ONCE, ...(facts.cannotMake === null ? TAKES : [])], answersAtOnce);
  if (get === undefined && now === undefined) {
    const what = "waits for an item and takes it";
    return {
      ...NONE,
      lines: [gapLine("get", "queue, { signal }", what)],
      gaps: [`${name} has no method that takes an item under a usual name (${USUAL(TAKES)} …): fill in \`get\`.`],
    };
  }
  const nowLine = now && takeNow(now, taken[now.name], isTyped);
  const isIterator = get !== undefined && delivers[get.name] === "an iterator result";
  const isOther = get !== undefined && delivers[get.name] === "something else";
  const typed = isTyped ? ": IteratorResult<unknown>" : "";
  return {
    lines: [
      ...(get ? [`${blockingLine("get", SELF, get, [])} // its own promise, unmapped`] : []),
      ...(nowLine ? [nowLine.line] : []),
    ],
    imports: [...(isIterator ? ["CLOSED"] : []), ...(nowLine?.imports ?? [])],
    outcomes: [
      ...(isIterator ? [`get: ({ done, value }${typed}) => (done ? CLOSED : value)`] : []),
      ...(nowLine?.outcomes ?? []),
    ],
    thrown: nowLine?.thrown ?? [],
    gaps: isOther
      ? [`${get.name}() answers something else than the item that was put: say in \`outcomes.get\` where the item is.`]
      : [],
  };
}

function takeNow(
  { name }: Member,
  answer: Tried | undefined,
  isTyped: boolean,
): Omit<Verbs, "lines" | "gaps"> & { line: string } {
  const line = `getNowait: (queue) => queue.${name}(),`;
  if (answer?.is === "throws") return { line, imports: [], outcomes: [], thrown: [`empty: ${matcherOf(answer)}`] };
  if (answer?.is !== "value" || answer.value === "true" || answer.value === "other")
    return { line, imports: [], outcomes: [], thrown: [] };
  const parameter = isTyped ? "(answer: unknown)" : "(answer)";
  const outcome = `getNowait: ${parameter} => (answer === ${answer.value} ? EMPTY : answer)`;
  return { line, imports: ["EMPTY"], outcomes: [outcome], thrown: [] };
}

function joinLines(facts: ClassFacts): readonly string[] {
  const join = methodNamed(facts, ["join"]);
  const done = methodNamed(facts, DONES);
  if (join === undefined || done === undefined) return [];
  return [blockingLine("join", SELF, join, []), `taskDone: (queue) => queue.${done.name}(),`];
}

/** What a close does to items and callers is declared, answer by answer, and cannot be seen from outside. */
function closeLines(facts: ClassFacts): readonly string[] {
  const close = methodNamed(facts, CLOSES);
  if (close === undefined) return [];
  return [
    `// close: (queue) => queue.${close.name}(), // first say in profile.close what it does to items and callers`,
  ];
}

/** 0 means another thing in each queue: it is left to the author. */
function capacityAxes({ capacity }: ClassFacts): readonly string[] {
  if (capacity.is === "none") return ["capacities: [Infinity]"];
  if (capacity.takesInfinity && !capacity.takesZero) return [];
  return [`capacities: [${capacity.takesInfinity ? "Infinity, " : ""}1, 2, 3]`];
}
