import { describeValue } from "../scheduler/describeValue.js";
import { AdapterError, type Outcome } from "../scheduler/subject.js";
import type { ThrownMatcher, ThrownOutcomes } from "./contract.js";
import { taggedOutcome } from "./taggedOutcome.js";

/** What a matcher may stand for, in the order in which they are asked. */
const KINDS = ["full", "empty", "closed", "timedOut", "cancelled"] as const;

const CANCELLED: Outcome = { is: "cancelled" };

/** Says what something thrown or rejected means. */
export type ThrownOutcome = (thrown: unknown, reason: unknown) => Outcome;

/**
 * Prepares the declared matchers. What is identical to the signal's own reason is always `cancelled`; where nothing is
 * declared for `cancelled`, so is an error by the name AbortError. What nothing matches is the outcome `error`.
 */
export function thrownOutcome(declared: ThrownOutcomes | undefined): ThrownOutcome {
  const matchers = KINDS.flatMap((is) => {
    const matcher = declared?.[is] ?? (is === "cancelled" ? "AbortError" : undefined);
    return matcher === undefined ? [] : [{ matches: prepare(is, matcher), outcome: { is } as Outcome }];
  });
  return (thrown, reason) => {
    if (thrown === reason) return CANCELLED;
    const tagged = taggedOutcome(thrown);
    if (tagged) return tagged;
    const matcher = matchers.find(({ matches }) => matches(thrown));
    return matcher?.outcome ?? { is: "error", detail: describeValue(thrown) };
  };
}

function prepare(is: string, matcher: ThrownMatcher): (thrown: unknown) => boolean {
  if (typeof matcher === "string") return (thrown) => nameOf(thrown) === matcher;
  if (isConstructor(matcher)) return (thrown) => isInstance(thrown, matcher);
  return (thrown) => {
    try {
      return matcher(thrown) === true;
    } catch (error) {
      throw new AdapterError(`\`outcomes.thrown.${is}\` threw ${describeValue(error)} when asked about an error`);
    }
  };
}

function isInstance(thrown: unknown, constructor: abstract new (...args: never[]) => unknown): boolean {
  try {
    return thrown instanceof constructor;
  } catch {
    return false;
  }
}

function nameOf(thrown: unknown): unknown {
  try {
    return (thrown as { readonly name?: unknown } | null | undefined)?.name;
  } catch {
    return undefined;
  }
}

/**
 * Tells a class from a predicate without calling it. A class has class syntax, or is the engine's own, or has a
 * prototype with something on or above it; what is left is a predicate: an arrow, a method, a plain function.
 */
function isConstructor(
  matcher: Exclude<ThrownMatcher, string>,
): matcher is Extract<ThrownMatcher, abstract new (...args: never[]) => unknown> {
  const prototype: unknown = matcher.prototype;
  if (typeof prototype !== "object" || prototype === null) return false;
  const source = Function.prototype.toString.call(matcher);
  if (/^class\b/.test(source) || /\{\s*\[native code\]\s*\}$/.test(source)) return true;
  return Object.getPrototypeOf(prototype) !== Object.prototype || Reflect.ownKeys(prototype).length > 1;
}
