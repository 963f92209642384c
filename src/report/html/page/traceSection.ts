/** The trace of a failure: a lane for each client, and beside it what holds after the step that is looked at. */
import type { Failure } from "../../../runner/report.js";
import { subjectWords } from "../../subjectWords.js";
import { runOf, type Run, type TraceContext } from "../../trace.js";
import { clientsOf, traceRows, type TraceRow } from "../../traceRows.js";
import { clientName, ItemNames } from "../../words.js";
import { clientAfter, isQuietAfter } from "./clientStates.js";
import { element } from "./element.js";
import { statePanel, stateSentence } from "./statePanel.js";
import { createStepper, type Stepper } from "./stepper.js";

/** The section, which begins at the contradicted row, and its stepper. */
export function traceSection(
  failure: Failure,
  context: TraceContext,
): { readonly section: HTMLElement; readonly stepper: Stepper } {
  const run = runOf(failure);
  const clients = clientsOf(run);
  const rows = readableRows(traceRows(run, clients));
  const lines = rows.map((row, index) =>
    traceLine(run, row, clients, isQuietAfter(run, row, rows[index + 1]), failure),
  );
  const panel = element("div", { class: "state" });
  const position = element("span", { class: "position" });
  const heard = element("p", { class: "spoken", "aria-live": "polite" });
  const buttons = new Map<string, HTMLButtonElement>();

  const show = (at: number): void => {
    const row = rows[at];
    if (row === undefined) return;
    lines.forEach((line, index) => {
      line.classList.toggle("future", index > at);
      if (index === at) line.setAttribute("aria-current", "step");
      else line.removeAttribute("aria-current");
    });
    panel.replaceChildren(...statePanel(failure, context, row, clients));
    position.textContent = `${String(at + 1)} of ${String(rows.length)}`;
    heard.textContent = `Row ${String(at + 1)} of ${String(rows.length)}. ${stateSentence(failure, context, row, clients)}`;
    for (const [name, button] of buttons)
      button.setAttribute(
        "aria-disabled",
        String(name === "first" || name === "back" ? at === 0 : at === rows.length - 1),
      );
  };
  const contradicted = rows.findIndex(({ isContradicted }) => isContradicted);
  const stepper = createStepper(rows.length, contradicted < 0 ? rows.length - 1 : contradicted, show);
  const button = (name: string, label: string, sign: string, to: () => number): HTMLElement => {
    const made = element(
      "button",
      { type: "button", "aria-label": label, title: label, onclick: () => stepper.goTo(to()) },
      sign,
    );
    buttons.set(name, made);
    return made;
  };
  const toolbar = element(
    "div",
    { class: "stepper", role: "group", "aria-label": "Step through the trace" },
    button("first", "First row (Home)", "«", () => 0),
    button("back", "One back (left arrow)", "‹", () => stepper.row - 1),
    position,
    button("forward", "One forward (right arrow)", "›", () => stepper.row + 1),
    button("last", "Last row (End)", "»", () => rows.length - 1),
    element("span", { class: "hint-keys" }, "Keys: ← → Home End"),
  );
  lines.forEach((line, index) => line.addEventListener("click", () => stepper.goTo(index)));
  show(stepper.row);

  const section = element(
    "section",
    { class: "trace", "aria-labelledby": "trace" },
    element("div", { class: "trace-head" }, element("h2", { id: "trace" }, "Trace"), toolbar),
    element("p", { class: "muted" }, subjectWords(run, context)),
    heard,
    element(
      "div",
      { class: "trace-body" },
      element(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": "Trace, a column for each client" },
        traceTable(clients, lines, context.primitive),
        laneLegend(),
        missing(run),
      ),
      panel,
    ),
  );
  return { section, stepper };
}

/** Without the quiet point that stands above another row for the same event. */
function readableRows(rows: readonly TraceRow[]): readonly TraceRow[] {
  return rows.filter((row, index) => rows[index + 1]?.first !== row.first);
}

function traceTable(clients: readonly number[], lines: readonly HTMLElement[], primitive: string): HTMLElement {
  return element(
    "table",
    { class: "lanes" },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col", class: "number" }, "Step"),
        clients.map((client) => element("th", { scope: "col" }, `Client ${clientName(client)}`)),
        element("th", { scope: "col" }, primitive === "queue" ? "Queue" : "Event"),
        element("th", { scope: "col" }, "Waiting"),
        element("th", { scope: "col" }, "When"),
      ),
    ),
    element("tbody", {}, lines),
  );
}

function traceLine(
  run: Run,
  row: TraceRow,
  clients: readonly number[],
  isQuiet: boolean,
  failure: Failure,
): HTMLElement {
  const marks = [...(row.isContradicted ? [failure.rule ?? "contradicted"] : []), ...row.marks];
  return element(
    "tr",
    { class: [row.isContradicted ? "contradicted" : "", isQuiet ? "quiet-after" : ""].join(" ").trim() || undefined },
    element("th", { scope: "row", class: "number" }, row.step),
    clients.map((client) => {
      const { state } = clientAfter(run, row, client);
      const text = row.cells.get(client) ?? "";
      const kind = text.startsWith("──") ? "between" : undefined;
      return element("td", { class: `lane ${state}` }, text !== "" && element("code", { class: kind }, text));
    }),
    element("td", { class: "content" }, row.content),
    element("td", { class: "content" }, row.waiting),
    element("td", { class: "when" }, marks.join(", ")),
  );
}

function laneLegend(): HTMLElement {
  const meanings = [
    ["parked", "parked: waits"],
    ["woken", "woken: chosen, its caller has not resumed"],
    ["resumed", "resumed: its caller goes on"],
    ["open", "outstanding: parked or woken"],
  ] as const;
  return element(
    "ul",
    { class: "lane-legend", "aria-label": "What the lanes show" },
    meanings.map(([state, words]) => element("li", {}, element("span", { class: `sample lane ${state}` }), words)),
    element("li", {}, element("span", { class: "sample rule" }), "everything becomes quiet"),
  );
}

/** Steps that are in the plan and not in the table. */
function missing({ plan, history }: Run): HTMLElement | null {
  if (history.neverIssued.length === 0) return null;
  const names = new ItemNames(plan, history);
  const words = history.neverIssued.map((step) => `step ${String(step + 1)}, ${names.step(step)}`).join("; ");
  return element("p", { class: "muted" }, `Never issued, because its client is still waiting: ${words}.`);
}
