/** What the model allows where a run went wrong, and what was observed instead, in sentences. */
import type { AllowedOutcome } from "../runner/report.js";
import { ItemNames, clientName, observerWords, outcomeWords } from "./words.js";
import { outstandingAt } from "./traceRows.js";
import type { Run } from "./trace.js";

/** Whether a verb answers at once: its outcome is told in other words. */
function isImmediate(run: Run, step: number): boolean {
  return run.history.events.some((event) => event.kind === "now" && event.step === step);
}

/** One sentence part for each operation or observer of which something is allowed. */
export function allowedWords(run: Run, allowed: readonly AllowedOutcome[]): readonly string[] {
  const names = new ItemNames(run.plan, run.history);
  const bySubject = new Map<string, string[]>();
  for (const { step, client, verb, outcome } of wantedOutcomes(run, allowed)) {
    const isObserver = typeof outcome === "number";
    const subject = isObserver ? "" : `${names.call(step, verb)} of ${clientName(client)} `;
    const words = isObserver
      ? observerWords(verb, outcome)
      : outcome === "pending"
        ? "keeps waiting"
        : outcomeWords(outcome, names, isImmediate(run, step));
    const told = bySubject.get(subject) ?? [];
    if (!told.includes(words)) told.push(words);
    bySubject.set(subject, told);
  }
  return [...bySubject].map(([subject, words]) => `${subject}${words.join(" or ")}`);
}

/**
 * What is worth telling. Of an operation that ended wrongly: how it could have ended, if at all. At a quiet point:
 * nothing of operations that wait and are allowed to, where something else went wrong.
 */
export function wantedOutcomes(run: Run, allowed: readonly AllowedOutcome[]): readonly AllowedOutcome[] {
  const event = run.history.events[run.contradictedAt];
  if (event?.kind !== "quiet") {
    const own = allowed.filter(({ step }) => step === event?.step);
    // Where it had to wait, somebody else's turn it was.
    const mayOnlyWait = own.every(({ outcome }) => outcome === "pending");
    return mayOnlyWait ? allowed.filter((each) => own.includes(each) || each.outcome !== "pending") : own;
  }
  const idle = new Set(allowed.filter(({ outcome }) => outcome === "pending").map(({ step }) => step));
  const wrong = allowed.filter(({ step }) => !idle.has(step));
  return wrong.length > 0 ? wrong : allowed;
}

/** What was observed at the contradiction. */
export function observedWords(run: Run, allowed: readonly AllowedOutcome[]): readonly string[] {
  const names = new ItemNames(run.plan, run.history);
  const event = run.history.events[run.contradictedAt];
  if (event === undefined) return [];
  if (event.kind === "quiet") return quietWords(run, allowed, names);
  const subject = `${names.call(event.step ?? -1, event.verb ?? "")} of ${clientName(event.client ?? 0)}`;
  if (event.kind === "cancel" || event.kind === "lateCancel")
    return [
      `the cancel of ${clientName(event.client ?? 0)}${event.outcome ? ` ${outcomeWords(event.outcome, names, true)}` : ""}`,
    ];
  if (event.outcome === undefined) return [`${subject} is called`];
  const words = outcomeWords(event.outcome, names, event.kind === "now", event.verb);
  return [event.kind === "again" ? `${subject} settles a second time: ${words}` : `${subject} ${words}`];
}

function quietWords(run: Run, allowed: readonly AllowedOutcome[], names: ItemNames): readonly string[] {
  const { events } = run.history;
  const mayWait = new Set(allowed.filter(({ outcome }) => outcome === "pending").map(({ step }) => step));
  const outstanding = [...outstandingAt(events, run.contradictedAt).values()];
  const wrong = outstanding.filter(({ step }) => step !== undefined && !mayWait.has(step));
  const told = wrong.length > 0 || allowed.some(({ step }) => step === -1) ? wrong : outstanding;
  const words = told.map(({ step = -1, client = 0, verb = "" }) => {
    const settlesLater = events.some((event) => event.kind === "settle" && event.step === step);
    const end = settlesLater ? "has not settled although everything is quiet" : "never settles";
    return `${names.call(step, verb)} of ${clientName(client)} ${end}`;
  });
  const observed = Object.entries(events[run.contradictedAt]?.observed ?? {}).map(([name, value]) =>
    observerWords(name, value),
  );
  return [...words, ...observed];
}
