/** What a user does with an inference: pastes the profile into the adapter. And what is said of single axes. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import type { Profile } from "../../src/runner/hints/declarations.js";
import type { AxisFinding, Inference } from "../../src/runner/infer/inference.js";

/** The adapter as somebody writes it who does not know its semantics. */
export function withoutProfile(adapter: AnyAdapter): AnyAdapter {
  const { profile: _unknown, ...rest } = adapter;
  return rest as AnyAdapter;
}

/** The printed profile as an object. */
export function profileOf({ profile }: Inference): Profile {
  if (profile === null) throw new Error("nothing was found");
  // it is code, printed to be pasted
  return new Function("profiles", `return (${profile});`)(profiles) as Profile;
}

/** The adapter with the printed profile in place of its own. */
export function pasted(adapter: AnyAdapter, inference: Inference): AnyAdapter {
  return { ...adapter, profile: profileOf(inference) } as AnyAdapter;
}

/** What is said of an axis. */
export function axisOf({ axes }: Inference, name: string): AxisFinding {
  const found = axes.find(({ axis }) => axis === name);
  if (!found) throw new Error(`nothing is said of ${name}`);
  return found;
}

/** Whether an inference rules a value out, printed as it stands in an adapter. */
export function rulesOut(inference: Inference, axis: string, value: string): boolean {
  return axisOf(inference, axis).others.some(
    (other) => other.value === value && (other.is === "refused" || other.is === "impossible"),
  );
}
