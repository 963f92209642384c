/** What an inference found, as plain data that survives `JSON.stringify`. */
import type { Gap } from "../../scheduler/plan.js";
import type { Failure } from "../report.js";

/** Version of the form of an inference. */
export const INFERENCE_VERSION = 1;

/** Another value of an axis than the one that was found. */
export interface OtherValue {
  /** As it stands in an adapter: `order: "lifo"`. */
  readonly value: string;
  /**
   * - `refused`: something that was seen is not allowed by it;
   * - `looser`: it allows what the found value allows, and more that has not happened;
   * - `fits too`: it explains everything, and too few runs could have told it from the found value;
   * - `impossible`: the subject cannot be run so, or the value makes no sense beside the others.
   */
  readonly is: "refused" | "looser" | "fits too" | "impossible";
  /** How many runs it refuses, or how many could have told it from the found value. Absent where nobody counted. */
  readonly runs?: number;
  /** Why it is impossible. */
  readonly why?: string;
  /** The smallest run found that it refuses and the found profile explains. */
  readonly witness?: Failure;
}

/** What was seen of a verb's cancellation. */
export interface Cancelling {
  /** Null where the promise cannot be looked at, or the operation did not end cancelled. */
  readonly ends: "rejected" | "resolved" | "silent" | null;
  /** By the gap between what wakes the operation and its cancellation: whether the cancellation won. */
  readonly wins: readonly { readonly gap: Gap; readonly cancelled: boolean }[];
}

/** What is known of one axis. */
export interface AxisFinding {
  /** As in docs/profiles.md: `name`, `order`, `close.stop.items`, `cancellation.get`. */
  readonly axis: string;
  /** The strictest value that was shown, as it stands in an adapter. */
  readonly value: string;
  /**
   * - `shown`: every other value is refused, or allows more that did not happen;
   * - `loosest`: it claims nothing, and no value that does fits;
   * - `open`: other values explain all that was seen as well; the value claims least;
   * - `seen`: observed by itself, without a model;
   * - `declared`: taken from the adapter, since it cannot be observed.
   */
  readonly is: "shown" | "loosest" | "open" | "seen" | "declared";
  /**
   * In how many runs it was shown: those that could have gone otherwise under the looser value, or, where no value is
   * looser, those that refuse another one (the least for any of them).
   */
  readonly runs: number;
  readonly note?: string;
  /** For the cancellation of a verb that can be cancelled. */
  readonly cancelling?: Cancelling;
  readonly others: readonly OtherValue[];
}

/** The result for one adapter. */
export interface Inference {
  readonly version: typeof INFERENCE_VERSION;
  readonly adapter: { readonly name: string; readonly version: string | null };
  readonly primitive: "event" | "queue";
  /**
   * `fits`: the profile explains everything; `breaks rules`: no profile does, and `breaks` says why: the profile explains
   * what is left; `adapter error`, `kit error`: `problem` says what is wrong, or why
   * the search ended without a result.
   */
  readonly status: "fits" | "breaks rules" | "adapter error" | "kit error";
  readonly problem?: string;
  /** Name of the preset of that profile. */
  readonly preset: string | null;
  /** What to paste as the adapter's `profile`, as code. Null where nothing fits even so. */
  readonly profile: string | null;
  readonly axes: readonly AxisFinding[];
  /** What no profile allows. `everywhere`: the very trace is refused under every profile that was compared. */
  readonly breaks: readonly { readonly failure: Failure; readonly everywhere: boolean; readonly profiles: number }[];
  readonly hints: readonly string[];
  /** Runs that every profile was compared with. */
  readonly compared: number;
  /** Further runs, those of a check, that the found profile explains. */
  readonly confirmed: number;
  /** Runs with too many explanations to follow: whether the profile explains them is not known. */
  readonly overflows: number;
  /** Plans that ran, all in all. */
  readonly plans: number;
}
