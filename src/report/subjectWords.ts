/** What a run ran on, in words. */
import type { Run, TraceContext } from "./trace.js";
import { ItemNames } from "./words.js";

const sharedWords = { client: ", one signal per client", all: ", one signal for all clients" } as const;

/** "my-queue 1.2.3, profile fifo, maxsize 1": subject, profile, configuration, and items that are no plain objects. */
export function subjectWords(run: Run, { adapter, primitive, profile }: TraceContext): string {
  const { capacity } = run.plan.config;
  const name = adapter.version === null ? adapter.name : `${adapter.name} ${adapter.version}`;
  const maxsize = primitive === "queue" ? `, maxsize ${capacity ?? "Infinity"}` : "";
  const signals =
    run.plan.signals === undefined || run.plan.signals === "operation" ? "" : sharedWords[run.plan.signals];
  const items = new ItemNames(run.plan, run.history).unusual();
  return `${name}, profile ${profile}${maxsize}${signals}${items.length > 0 ? `; item ${items.join(", ")}` : ""}`;
}
