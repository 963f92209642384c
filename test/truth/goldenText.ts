/**
 * A history in one line, given its plan; nothing is lost. Steps are counted from 1, and what the plan says of a step
 * (client, verb, item) is not said again:
 *
 *     1 ~1{0,1,0} 2=ok 3=full 1→#2 ~{0,1,0}
 *
 * | text            | event                                                                                        |
 * | --------------- | -------------------------------------------------------------------------------------------- |
 * | `1`             | step 1 is called and may take long; `1aborted` with a signal that is aborted already          |
 * | `2=ok`          | step 2 answers at once; `=#1` with the item of step 1, `=error"…"` with that text              |
 * | `1→#2`          | the operation of step 1 ends; `1→→ok` once more                                               |
 * | `4x`, `4late`   | step 4 cancels what is outstanding, what is over; `4x(silent,shared)`                         |
 * | `+3`, `+`       | a turn that step 3 waited for; nobody's                                                       |
 * | `~3{0,1}`, `~{0,1}` | quiet, and what is read then, in the order of the table; `{size=0}` where that is not all of it |
 * | `5t`, `5t.`, `t`| time passes; for the last time; by itself                                                     |
 *
 * `never 6 7` and `unhandled 1` may follow.
 */
import { HISTORY_VERSION, type HistoryDocument, type HistoryEvent } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import type { Outcome, OutcomeName, Subject } from "../../src/scheduler/subject.js";

type Table = Pick<Subject, "observers">;
type Observed = NonNullable<HistoryEvent["observed"]>;

/** Writes a history as a line. */
export function toGoldenText({ events, neverIssued, unhandled = 0 }: HistoryDocument, table: Table): string {
  const words = events.map((event) => wordOf(event, table));
  if (neverIssued.length > 0) words.push(`never ${neverIssued.map(numberOf).join(" ")}`);
  if (unhandled > 0) words.push(`unhandled ${String(unhandled)}`);
  return words.join(" ");
}

function wordOf(event: HistoryEvent, table: Table): string {
  const step = event.step === undefined ? "" : numberOf(event.step);
  switch (event.kind) {
    case "call":
      return step + (event.aborted === true ? "aborted" : "");
    case "now":
      return `${step}=${endOf(event.outcome)}`;
    case "settle":
      return `${step}→${endOf(event.outcome)}`;
    case "again":
      return `${step}→→${endOf(event.outcome)}`;
    case "cancel":
    case "lateCancel": {
      const how = [event.silent === true ? "silent" : "", event.shared === true ? "shared" : ""].filter(Boolean);
      const brackets = how.length === 0 ? "" : `(${how.join()})`;
      return `${step}${event.kind === "cancel" ? "x" : "late"}${brackets}`;
    }
    case "turn":
      return `+${step}`;
    case "elapse":
      return `${step}t${event.isLast === true ? "." : ""}`;
    case "quiet":
      return `~${step}${event.observed === undefined ? "" : `{${valuesOf(event.observed, table)}}`}`;
  }
}

function endOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) throw new Error("an end without an outcome");
  if (outcome.is === "item") return `#${numberOf(outcome.item ?? -1)}`;
  return outcome.is + (outcome.detail === undefined ? "" : JSON.stringify(outcome.detail));
}

function valuesOf(observed: Observed, { observers }: Table): string {
  const names = Object.keys(observed);
  const isPlain = names.join() === observers.map(({ name }) => name).join();
  return names.map((name) => (isPlain ? "" : `${name}=`) + String(observed[name])).join();
}

function numberOf(step: number): string {
  return String(step + 1);
}

const WORD =
  /(?:(?<step>\d+)(?:(?<again>→→)|(?<settle>→)|(?<now>=))(?:#(?<item>\d+)|(?<is>[a-zA-Z]+)(?<detail>"(?:[^"\\]|\\.)*")?)|(?<cancel>\d+)(?<late>x|late)(?:\((?<how>[a-z,]+)\))?|\+(?<turn>\d*)|~(?<quiet>\d*)(?:\{(?<observed>[^}]*)\})?|(?<elapse>\d*)t(?<last>\.?)|(?<call>\d+)(?<aborted>aborted)?)(?: |$)/y;
const TAIL = /(?:never (?<never>[\d ]+?))?(?: ?unhandled (?<unhandled>\d+))?$/y;

/** The inverse of {@link toGoldenText}. Throws with the place that it does not understand. */
export function fromGoldenText(text: string, plan: Plan, table: Table): HistoryDocument {
  const events: HistoryEvent[] = [];
  const lastVerbs = new Map<number, string>();
  let at = 0;
  while (at < text.length && !/^(?:never|unhandled) /.test(text.slice(at))) {
    WORD.lastIndex = at;
    const { groups } = WORD.exec(text) ?? {};
    if (groups === undefined) throw new Error(`cannot read \`${text.slice(at)}\``);
    const event = eventOf(groups, plan, table, lastVerbs);
    if (event.kind === "call" && event.client !== undefined) lastVerbs.set(event.client, event.verb ?? "");
    events.push(event);
    at = WORD.lastIndex;
  }
  TAIL.lastIndex = at;
  const { groups } = TAIL.exec(text) ?? {};
  if (groups === undefined) throw new Error(`cannot read \`${text.slice(at)}\``);
  const { never, unhandled } = groups;
  const neverIssued = never === undefined ? [] : never.split(" ").map(toIndex);
  return {
    version: HISTORY_VERSION,
    events,
    neverIssued,
    ...(unhandled === undefined ? {} : { unhandled: Number(unhandled) }),
  };
}

type Groups = Readonly<Record<string, string | undefined>>;

function eventOf(groups: Groups, plan: Plan, table: Table, lastVerbs: ReadonlyMap<number, string>): HistoryEvent {
  const { call, step, cancel, turn, quiet, observed } = groups;
  if (call !== undefined) {
    return {
      kind: "call",
      ...callOf(toIndex(call), plan),
      ...(groups["aborted"] === undefined ? {} : { aborted: true }),
    };
  }
  if (step !== undefined) {
    const index = toIndex(step);
    const outcome = outcomeOf(groups);
    if (groups["now"] !== undefined) return { kind: "now", ...callOf(index, plan), outcome };
    const { client, verb } = callOf(index, plan);
    const kind = groups["again"] === undefined ? "settle" : "again";
    return { kind, step: index, client, verb, outcome };
  }
  if (cancel !== undefined) {
    const index = toIndex(cancel);
    const client = plan.steps[index]?.client ?? -1;
    const how = groups["how"]?.split(",") ?? [];
    return {
      kind: groups["late"] === "x" ? "cancel" : "lateCancel",
      step: index,
      client,
      verb: lastVerbs.get(client) ?? "",
      ...(how.includes("silent") ? { silent: true } : {}),
      ...(how.includes("shared") ? { shared: true } : {}),
    };
  }
  if (turn !== undefined) return { kind: "turn", ...waitedBy(turn) };
  if (quiet === undefined) {
    return { kind: "elapse", ...waitedBy(groups["elapse"] ?? ""), ...(groups["last"] === "." ? { isLast: true } : {}) };
  }
  return {
    kind: "quiet",
    ...waitedBy(quiet),
    ...(observed === undefined ? {} : { observed: toObserved(observed, table) }),
  };
}

interface Called {
  readonly step: number;
  readonly client: number;
  readonly verb: string;
  readonly item?: number;
  readonly variant?: string;
  readonly priority?: number;
}

/** What the plan says of a call. */
function callOf(at: number, { steps }: Plan): Called {
  const step = steps[at];
  if (step?.do !== "call") throw new Error(`step ${numberOf(at)} is no call`);
  const { client, verb, variant, priority = 0 } = step;
  return {
    step: at,
    client,
    verb,
    ...(verb.startsWith("put") ? { item: at } : {}),
    ...(variant === undefined ? {} : { variant }),
    ...(priority > 0 ? { priority } : {}),
  };
}

function outcomeOf({ item, is, detail }: Groups): Outcome {
  if (item !== undefined) return { is: "item", item: toIndex(item) };
  return { is: is as OutcomeName, ...(detail === undefined ? {} : { detail: JSON.parse(detail) as string }) };
}

function toObserved(text: string, { observers }: Table): Observed {
  const parts = text === "" ? [] : text.split(",");
  return Object.fromEntries(
    parts.map((part, index) => {
      const [value = "", name = observers[index]?.name ?? ""] = part.split("=").reverse();
      return [name, Number(value)];
    }),
  );
}

function waitedBy(step: string): { readonly step?: number } {
  return step === "" ? {} : { step: toIndex(step) };
}

function toIndex(step: string): number {
  return Number(step) - 1;
}
