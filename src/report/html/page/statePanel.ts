/** What holds after a row: each client, what the primitive holds, what the model allows. */
import type { ExpectedOutcome, Failure, ModelView } from "../../../runner/report.js";
import { allowedWords, observedWords } from "../../explain.js";
import { runOf, type Run, type TraceContext } from "../../trace.js";
import type { TraceRow } from "../../traceRows.js";
import { clientName, ItemNames, outcomeWords } from "../../words.js";
import { clientAfter, viewAfter, type ClientState } from "./clientStates.js";
import { element, type Child } from "./element.js";

const STATE_WORDS: Readonly<Record<ClientState, string>> = {
  parked: "parked",
  woken: "woken",
  resumed: "resumed",
  open: "outstanding",
  idle: "idle",
};

/** The panel's content. */
export function statePanel(
  failure: Failure,
  context: TraceContext,
  row: TraceRow,
  clients: readonly number[],
): readonly HTMLElement[] {
  const run = runOf(failure);
  const view = viewAfter(run, row);
  return [
    element("h3", {}, happened(row)),
    ...(row.isContradicted ? [contradiction(failure)] : []),
    element(
      "ul",
      { class: "clients" },
      clients.map((client) => clientItem(run, row, view, client)),
    ),
    ...(view === undefined ? [] : [holds(run, view, context)]),
    ...statesNote(view, row),
  ];
}

/** The panel in one sentence, for those who hear the page. */
export function stateSentence(
  failure: Failure,
  context: TraceContext,
  row: TraceRow,
  clients: readonly number[],
): string {
  const run = runOf(failure);
  const view = viewAfter(run, row);
  const states = clients.flatMap((client) => {
    const { state } = clientAfter(run, row, client);
    return state === "idle" ? [] : [`${clientName(client)} is ${STATE_WORDS[state]}`];
  });
  const allowed = view ? expectations(run, view).map(({ text }) => text) : [];
  return [
    `${happened(row)}.`,
    states.length > 0 ? `${states.join(", ")}.` : "",
    view ? `${context.primitive === "queue" ? "Queue" : "Event"}: ${contentWords(run, view)}.` : "",
    allowed.length > 0 && !row.isContradicted ? `The model allows: ${allowed.join("; ")}.` : "",
    row.isContradicted
      ? `Here the run contradicts the model. Allowed: ${allowedWords(run, failure.allowed).join(", or ")}. Observed: ${observedWords(run, failure.allowed).join("; ")}.`
      : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** "4. A cancel", or "A get() cancelled" for what follows from a step. */
function happened({ step, cells }: TraceRow): string {
  const words = [...cells].map(([client, text]) => (text.startsWith("──") ? "" : `${clientName(client)}: ${text}`));
  const told = words.filter((text) => text !== "").join(", ");
  const isQuiet = [...cells.values()].some((text) => text.includes("quiet") || text === "still pending");
  const what = isQuiet ? `Everything is quiet${told === "" ? "" : `, ${told}`}` : told === "" ? "Time passes" : told;
  return step === "" ? what : `Step ${step}. ${what}`;
}

function contradiction(failure: Failure): HTMLElement {
  const run = runOf(failure);
  const allowed = allowedWords(run, failure.allowed);
  return element(
    "div",
    { class: "callout problem" },
    element("p", {}, element("strong", {}, "Here the run contradicts the model.")),
    allowed.length > 0 && element("p", {}, element("b", {}, "allowed "), allowed.join(", or ")),
    element("p", {}, element("b", {}, "observed "), observedWords(run, failure.allowed).join("; ")),
  );
}

function clientItem(run: Run, row: TraceRow, view: ModelView | undefined, client: number): HTMLElement {
  const { state, step, verb } = clientAfter(run, row, client);
  const names = new ItemNames(run.plan, run.history);
  const isBusy = state !== "idle" && state !== "resumed";
  const own = (view?.allowed ?? []).filter((each) => each.step === step);
  return element(
    "li",
    {},
    element("span", { class: "client" }, clientName(client)),
    element("span", { class: `state-name ${state}` }, STATE_WORDS[state]),
    step !== undefined && verb !== undefined && element("code", {}, names.call(step, verb)),
    isBusy && view !== undefined && element("span", { class: "may" }, mayWords(own, names)),
  );
}

/** How an outstanding operation may go on. */
function mayWords(own: readonly ExpectedOutcome[], names: ItemNames): string {
  if (own.length === 0) return "allowed: it keeps waiting";
  return `allowed: it ${own.map(({ outcome }) => (outcome === "pending" ? "keeps waiting" : outcomeWords(outcome, names, false))).join(" or ")}`;
}

/** What the model allows of one operation. */
interface Expectation {
  readonly text: string;
  /** It is the immediate operation of the row: what it could have answered. */
  readonly isImmediate: boolean;
}

/** What the model allows, by operation. */
function expectations(run: Run, view: ModelView): readonly Expectation[] {
  const names = new ItemNames(run.plan, run.history);
  const allowed = view.allowed ?? [];
  return [...new Set(allowed.map(({ step }) => step))].map((step) => {
    const planned = run.plan.steps[step];
    const verb = planned?.do === "call" ? planned.verb : "";
    const isImmediate = run.history.events.some((event) => event.kind === "now" && event.step === step);
    const words = allowed
      .filter((each) => each.step === step)
      .map(({ outcome }) => (outcome === "pending" ? "keeps waiting" : outcomeWords(outcome, names, isImmediate)));
    const subject = `${names.call(step, verb)} of ${clientName(planned?.client ?? 0)}`;
    return { text: `${subject} ${words.join(" or ")}`, isImmediate };
  });
}

function holds(run: Run, view: ModelView, { primitive }: TraceContext): HTMLElement {
  const answers = expectations(run, view).filter(({ isImmediate }) => isImmediate);
  return element(
    "div",
    { class: "holds" },
    element("span", { class: "label" }, primitive === "queue" ? "queue" : "event"),
    primitive === "queue" ? boxes(run, view) : element("span", { class: "flag" }, contentWords(run, view)),
    answers.map(({ text }) => element("p", { class: "may" }, `allowed: ${text}`)),
  );
}

/** The items as boxes, the one that leaves first at the left; the places of a small bounded queue. */
function boxes(run: Run, view: ModelView): Child {
  const names = new ItemNames(run.plan, run.history);
  const items = Array.isArray(view.content) ? (view.content as readonly number[]) : (view.common?.content ?? []);
  const { capacity } = run.plan.config;
  const free = capacity === null || view.content === null ? 0 : Math.max(0, Math.min(capacity, 8) - items.length);
  return element(
    "span",
    { class: "boxes", role: "img", "aria-label": contentWords(run, view) },
    items.map((put) => element("span", { class: "box" }, names.of(put))),
    Array.from({ length: free }, () => element("span", { class: "box free" })),
    items.length === 0 && free === 0 && element("span", { class: "muted" }, view.content === null ? "…" : "empty"),
    view.content === null && items.length > 0 && element("span", { class: "muted" }, "…"),
  );
}

function contentWords(run: Run, view: ModelView): string {
  if (typeof view.content === "boolean") return view.content ? "set" : "not set";
  const names = new ItemNames(run.plan, run.history);
  const items = (view.content ?? view.common?.content ?? []).map((put) => names.of(put));
  if (view.content === null)
    return items.length === 0 ? "differs between states" : `${items.join(", ")} and perhaps more`;
  return items.length === 0 ? "empty" : `holds ${items.join(", ")}`;
}

/** Where what is shown is not a whole state. */
function statesNote(view: ModelView | undefined, row: TraceRow): readonly HTMLElement[] {
  if (view === undefined && !row.isContradicted)
    return [element("p", { class: "muted" }, "The model does not follow the run beyond the contradiction.")];
  if (view === undefined || view.states < 2) return [];
  const words = `The model may be in ${String(view.states)} states here. Shown is what all of them hold.`;
  return [element("p", { class: "muted" }, words)];
}
