/** A failure as a stand-alone script: written in several manners, plainest first, until one does what it says. */
import type { AllowedOutcome } from "../runner/report.js";
import { wantedOutcomes } from "../report/explain.js";
import type { Run } from "../report/trace.js";
import { actionsOf } from "./actions.js";
import { AdapterFile } from "./adapterSource.js";
import { composeScript, type Script, type Setting } from "./compose.js";
import { findingOf } from "./findings.js";
import { NotWritten } from "./printer.js";
import type { Failing } from "./draft.js";
import type { Manner } from "./manner.js";
import { writeParts } from "./script.js";

/** What is to be reproduced. */
export interface Wanted {
  readonly run: Run;
  /** What the model allows at each event of the run, and what it allows at the contradiction. */
  readonly allowedAlong: readonly (readonly AllowedOutcome[])[];
  readonly allowed: readonly AllowedOutcome[];
  readonly adapterName: string;
  readonly primitive: "event" | "queue";
  /** The text of the adapter file. */
  readonly source: string;
  readonly setting: Setting;
}

/** What a script did when it was run in a process of its own. */
export interface Trial {
  /** It ran to its end and says that the bug is there; what had settled at each quiet point was as it should be. */
  readonly shows: boolean;
  /** It used timers, or macrotasks. */
  readonly usesTimers: boolean;
  readonly usesImmediates: boolean;
  /** What went wrong, in a sentence part, where it did not run to its end. */
  readonly trouble?: string;
}

/** Runs a script. */
export type TryScript = (script: Script) => Promise<Trial>;

/** A script that shows the bug, or why there is none. */
export type Reproduction =
  { readonly is: "script"; readonly script: Script } | { readonly is: "none"; readonly why: string };

const PLAIN: Manner = {
  hasObjects: false,
  isAwaited: false,
  quiet: "round",
  hasOperations: false,
  mayThrow: false,
  keepsOptions: false,
  isProbed: false,
};

/** Changes of a manner, in the order in which they are tried. */
const CHANGES: readonly Partial<Manner>[] = [
  {},
  { keepsOptions: true },
  { hasObjects: true },
  { isAwaited: true },
  { hasOperations: true },
  { mayThrow: true },
  { isAwaited: true, hasObjects: true },
  { quiet: "clock" },
];

/**
 * Writes a script and runs it with `tryScript` until one shows the bug, as the run does. A subject that uses more than
 * promises gets a script that waits longer for quiet, so that a mended one is not taken for a broken one.
 */
export async function reproduce(wanted: Wanted, tryScript: TryScript): Promise<Reproduction> {
  try {
    const failing = failingOf(wanted);
    let trouble: string | undefined;
    let usesTimers = false;
    for (const change of CHANGES) {
      const written = (manner: Manner): Script => composeScript(writeParts(failing, manner), wanted.setting);
      const probed = (manner: Manner): Script =>
        composeScript(writeParts(failing, { ...manner, isProbed: true }), { ...wanted.setting, isLong: true });
      if (change.quiet === "clock" && !usesTimers) continue;
      let manner: Manner = { ...PLAIN, ...change };
      let trial = await tryScript(probed(manner));
      usesTimers ||= trial.usesTimers;
      if (change.quiet === undefined) {
        const quiet = trial.usesTimers ? "timers" : trial.usesImmediates ? "rounds" : "round";
        if (quiet !== manner.quiet) trial = await tryScript(probed((manner = { ...manner, quiet })));
      }
      if (trial.shows) {
        // as it is handed out; what comes and goes is no reproduction
        const script = written(manner);
        if ((await tryScript(script)).shows) return { is: "script", script };
      }
      trouble ??= trial.trouble;
    }
    return { is: "none", why: trouble ?? "the script that was written does not show it when it runs by itself" };
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    return { is: "none", why: error.message };
  }
}

function failingOf({ run, allowedAlong, allowed, adapterName, primitive, source }: Wanted): Failing {
  return {
    run,
    actions: actionsOf(run),
    finding: findingOf(run, allowedAlong, wantedOutcomes(run, allowed)),
    adapter: new AdapterFile(source).adapter(adapterName),
    primitive,
  };
}
