/** What an adapter and a replayed run look like to the command, as plain data. */
import type { AnyAdapter } from "../adapters/contract.js";
import type { Replay } from "../runner/replay.js";
import type { AdapterHead, ReplayResult } from "./protocol.js";

/** Nothing of an adapter is sure before it was validated. */
export function headOf(adapter: AnyAdapter): AdapterHead {
  const { name, version, primitive } = adapter as { name?: unknown; version?: unknown; primitive: "event" | "queue" };
  const profile = (adapter as { profile?: { name?: unknown } }).profile?.name;
  return {
    name: typeof name === "string" && name !== "" ? name : "(an adapter without a name)",
    version: typeof version === "string" ? version : null,
    primitive,
    profile: typeof profile === "string" ? profile : "?",
  };
}

/** A run with what the model says to it. */
export function replayResult({
  failure,
  plan,
  history,
  views,
  allowed,
}: Replay): ReplayResult & { readonly is: "run" } {
  const run = { plan, history, views, contradictedAt: failure?.contradictedAt ?? -1 };
  return { is: "run", failure, run, allowed };
}
