/**
 * A run as a Mermaid sequence diagram, which many issue trackers draw: a lifeline for each client and one for the primitive,
 * a bar while an operation is outstanding, and a note where what the primitive holds has changed.
 */
import type { HistoryEvent } from "../scheduler/history.js";
import type { Failure } from "../runner/report.js";
import { allowedWords, observedWords } from "./explain.js";
import { subjectWords } from "./subjectWords.js";
import { runOf, type Run, type TraceContext } from "./trace.js";
import { clientsOf, traceRows, type TraceRow } from "./traceRows.js";
import { clientName } from "./words.js";

/** Name of the primitive's lifeline; clients are single letters. */
const PRIMITIVE = "subject";

/** The diagram of a failure: its steps, what the model allows, and what was observed instead. The text alone, unfenced. */
export function formatMermaid(failure: Failure, context: TraceContext): string {
  const run = runOf(failure);
  const name = failure.rule ?? "Unnamed violation";
  const sentence = context.rules.find(({ id }) => id === failure.rule)?.sentence;
  const allowed = allowedWords(run, failure.allowed).join(", or ");
  const verdict = [
    failure.rule === null ? "first contradicted here" : `${name} is broken here`,
    ...(allowed === "" ? [] : [`allowed: ${allowed}`]),
    `observed: ${observedWords(run, failure.allowed).join(", ")}`,
  ];
  return diagram(run, context, sentence === undefined ? name : `${name}  ${sentence}`, verdict);
}

/** The diagram of a plan that conforms. */
export function formatPassingMermaid(run: Run, context: TraceContext): string {
  return diagram(run, context, "This plan conforms", []);
}

/** `verdict` stands under the contradicted row, one line each. */
function diagram(run: Run, context: TraceContext, title: string, verdict: readonly string[]): string {
  const clients = clientsOf(run);
  const everybody = `Note over ${clientName(clients[0] ?? 0)},${PRIMITIVE}: `;
  const active = new Set<number>();
  let held = "";
  const rows = traceRows(run, clients);
  const body = rows.flatMap((row, index) => {
    // a quiet point that fills its whole row has another one above it
    if (rows[index + 1]?.first === row.first) return [];
    const event = run.history.events[row.first];
    const lines = event === undefined ? [] : messages(row, event, everybody);
    const bars = event === undefined ? [] : activations(row, event, active);
    const holds = holdsWords(row);
    const isNew = holds !== held && holds !== "" && !row.isContradicted;
    if (isNew) held = holds;
    return [
      ...lines,
      ...bars,
      ...(isNew ? [`Note right of ${PRIMITIVE}: ${escaped(holds)}`] : []),
      ...(row.isContradicted ? [`${everybody}${verdict.map(escaped).join("<br/>")}`] : []),
    ];
  });
  return [
    "sequenceDiagram",
    `  title ${escaped(title)}`,
    ...clients.map((client) => `  participant ${clientName(client)}`),
    `  participant ${PRIMITIVE} as ${escaped(subjectWords(run, context))}`,
    ...body.map((line) => `  ${line}`),
  ].join("\n");
}

/** The arrow of a row, or a note where nobody acts. */
function messages(row: TraceRow, event: HistoryEvent, everybody: string): readonly string[] {
  const texts = [...row.cells].map(([client, text]) => [clientName(client), text] as const);
  if (event.kind === "quiet") {
    const pending = texts.filter(([, text]) => text === "still pending").map(([client]) => client);
    return [`${everybody}${pending.length > 0 ? `quiet, still pending: ${pending.join(", ")}` : "quiet"}`];
  }
  if (event.kind === "elapse") return [`${everybody}${row.step === "" ? "" : `${row.step}. `}time passes`];
  const marks = row.marks.length > 0 ? ` (${row.marks.join(", ")})` : "";
  const arrow = event.kind === "settle" || event.kind === "again" ? "settles" : event.kind;
  return texts.map(([client, text]) => {
    const words = escaped(`${row.step === "" ? "" : `${row.step}. `}${text}${marks}`);
    if (arrow === "settles") return `${PRIMITIVE}-->>${client}: ${words}`;
    return `${client}${arrow === "cancel" || arrow === "lateCancel" ? "-x" : "->>"}${PRIMITIVE}: ${words}`;
  });
}

/** Begins the client's bar where a call is left outstanding, and ends it where that settles. */
function activations(row: TraceRow, event: HistoryEvent, active: Set<number>): readonly string[] {
  const { client } = event;
  if (client === undefined) return [];
  const isOutstanding = event.kind === "call" && row.first === row.last;
  if (isOutstanding && !active.has(client)) {
    active.add(client);
    return [`activate ${clientName(client)}`];
  }
  return event.kind === "settle" && active.delete(client) ? [`deactivate ${clientName(client)}`] : [];
}

/** "[1 2], A waits"; empty where the model no longer says. */
function holdsWords({ content, waiting, states }: TraceRow): string {
  const clients = waiting.split(" ").join(", ");
  const words = waiting === "" ? content : `${content}, waiting: ${clients}`;
  return states === undefined ? words : `${words} (the model may be in ${String(states)} states)`;
}

/** Characters that would end a message, begin a directive or an entity, or be read as markup. */
const SPECIAL = /[#;%{}<>&"\\]/g;

/** Text of others on one line, as Mermaid writes characters that mean something to it. */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(SPECIAL, (character) => `#${String(character.charCodeAt(0))};`);
}
