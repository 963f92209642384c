/**
 * Histories in one line, for people and for the smallest wrong histories that rules keep as data:
 * `A.get, putNowait(1)=ok, quiet, size 1`. Clients are letters, items are numbered from 1 in the order of their puts.
 */
import { NONE, SPENT, type Manner, type ModelEvent, type ModelOutcome } from "../models/model.js";

const LETTERS = "ABCD";

/** One line for a history whose items are numbered from 0 in the order of their puts. */
export function inWords(events: readonly ModelEvent[]): string {
  return events.map(eventInWords).join(", ");
}

function eventInWords(event: ModelEvent): string {
  const letter = "client" in event ? (LETTERS[event.client] ?? "?") : "";
  switch (event.kind) {
    case "call":
      return `${event.aborted === true ? "aborted " : ""}${letter}.${verbInWords(event)}${event.item >= 0 ? `(${itemInWords(event)})` : ""}`;
    case "now": {
      const brought = event.verb === "putNowait" ? `(${itemInWords(event)})` : "";
      return `${verbInWords(event)}${brought}=${event.outcome === "item" ? String(event.item + 1) : event.outcome}`;
    }
    case "settle":
      return `${letter}→${event.outcome === "item" ? String(event.item + 1) : event.outcome}`;
    case "cancel":
      return `cancel ${letter}`;
    case "lateCancel":
      return `late cancel ${letter}`;
    case "again":
      return `${letter} again`;
    case "observe":
      return `${event.observer} ${String(event.value)}`;
    case "elapse":
      return event.isLast ? "elapse last" : "elapse";
    case "turn":
    case "quiet":
      return event.kind;
  }
}

/** `get`, or `get/timeout` for a variant. */
function verbInWords({ verb, variant }: { readonly verb: string; readonly variant?: string }): string {
  return variant === undefined ? verb : `${verb}/${variant}`;
}

/** `1` for the first item, `1!2` with priority 2, `1*` for one that is no object. */
function itemInWords({ item, priority = 0, odd }: { readonly item: number } & Manner): string {
  return `${String(item + 1)}${priority > 0 ? `!${String(priority)}` : ""}${odd === true ? "*" : ""}`;
}

/** The history that {@link inWords} wrote. Throws for any other text. */
export function fromWords(text: string): readonly ModelEvent[] {
  return text.split(", ").map(eventFromWords);
}

function eventFromWords(word: string): ModelEvent {
  if (word === "turn" || word === "quiet") return { kind: word };
  if (word === "elapse" || word === "elapse last") return { kind: "elapse", isLast: word !== "elapse" };
  const match =
    /^(?<how>late cancel|cancel) (?<whose>[A-D])$/.exec(word) ??
    /^(?<again>[A-D]) again$/.exec(word) ??
    /^(?<aborted>aborted )?(?<client>[A-D])\.(?<verb>\w+)(?:\/(?<variant>\w+))?(?:\((?<item>\d+)(?<manner>[!*\d]*)\))?$/.exec(
      word,
    ) ??
    /^(?<now>\w+)(?:\/(?<variant>\w+))?(?:\((?<brought>\d+)(?<manner>[!*\d]*)\))?=(?<answer>\w+)$/.exec(word) ??
    /^(?<settled>[A-D])→(?<outcome>\w+)$/.exec(word) ??
    /^(?<observer>\w+) (?<value>\d+)$/.exec(word);
  const found = match?.groups ?? {};
  const client = (letter: string | undefined): number => LETTERS.indexOf(letter ?? "?");
  const item = (digits: string | undefined): number => (digits === undefined ? NONE : Number(digits) - 1);
  const outcome = (answer = ""): { outcome: ModelOutcome; item: number } =>
    /^\d+$/.test(answer) ? { outcome: "item", item: item(answer) } : { outcome: answer as ModelOutcome, item: NONE };
  if (found["whose"] !== undefined) {
    const whose = client(found["whose"]);
    if (found["how"] === "late cancel") return { kind: "lateCancel", client: whose };
    return { kind: "cancel", client: whose, silent: false };
  }
  if (found["again"] !== undefined) return { kind: "again", client: client(found["again"]) };
  if (found["client"] !== undefined) {
    const who = client(found["client"]);
    return { kind: "call", client: who, verb: found["verb"] ?? "", item: item(found["item"]), ...mannerOf(found) };
  }
  if (found["now"] !== undefined) {
    const answer = outcome(found["answer"]);
    const given = found["brought"] === undefined ? answer.item : item(found["brought"]);
    return { kind: "now", client: NONE, verb: found["now"], outcome: answer.outcome, item: given, ...mannerOf(found) };
  }
  if (found["settled"] !== undefined) {
    return { kind: "settle", client: client(found["settled"]), ...outcome(found["outcome"]) };
  }
  if (found["observer"] !== undefined) {
    return { kind: "observe", observer: found["observer"], value: Number(found["value"]) };
  }
  throw new Error(`Expected an event in words, got \`${word}\``);
}

function mannerOf({ variant, aborted, manner = "" }: Readonly<Record<string, string | undefined>>): Manner {
  const priority = /!(\d)/.exec(manner)?.[1];
  return {
    ...(variant === undefined ? {} : { variant }),
    ...(priority === undefined ? {} : { priority: Number(priority) }),
    ...(manner.includes("*") ? { odd: true } : {}),
    ...(aborted === undefined ? {} : { aborted: true }),
  };
}

/** The item of an event, named among the live ones as the relation names it. */
export function namedAmong(event: ModelEvent, live: number[], delivered: ReadonlySet<number>): ModelEvent {
  if (!("item" in event) || event.item < 0) return event;
  const brings =
    (event.kind === "call" && event.verb === "put") || (event.kind === "now" && event.verb === "putNowait");
  if (brings) {
    live.push(event.item);
    return { ...event, item: live.length - 1 };
  }
  const rank = live.indexOf(event.item);
  return { ...event, item: delivered.has(event.item) ? SPENT : rank < 0 ? SPENT - 1 : rank };
}
