/** What has to hold of a profile: values that exist, and that make sense together. */
import { TIMEOUT } from "../scheduler/operation.js";
import { ITEM_CLASSES } from "../scheduler/plan.js";
import { CLOSE_ANSWERS } from "./closeAnswers.js";
import { orList, type Check, type Fields } from "./mistakes.js";

const COMMON = ["name", "cancellation", "wakesWithin"];
const CANCELLATIONS = ["signal", "method", "none"];
const PROFILES = ["contract", "fifo", "asyncio"];

/** Axes that are one of a few words. */
const EVENT_WORDS: Readonly<Record<string, readonly string[]>> = {
  kind: ["manual-reset", "auto-reset", "pulse"],
  releases: ["all", "one"],
  releaseOrder: ["fifo", "any"],
  clearedInTurn: ["must", "may", "must-not"],
  setResult: ["nothing", "changed"],
  waitResult: ["nothing", "true", "undefined"],
};
const QUEUE_WORDS: Readonly<Record<string, readonly string[]>> = {
  zero: ["unbounded", "rendezvous", "refused"],
  order: ["fifo", "lifo", "priority"],
  equalPriority: ["any", "fifo"],
  overflow: ["wait", "drop-new", "drop-old", "reject"],
  putSettles: ["accepted", "consumed", "backpressure", "pull", "immediate"],
  closing: ["immediate", "blocking"],
};

/** What CPython's asyncio has only one value of. */
const ASYNCIO: Readonly<Record<string, string>> = {
  kind: "manual-reset",
  clearedInTurn: "must",
  overflow: "wait",
  putSettles: "accepted",
};

/** Checks the profile of an adapter with these verbs. */
export function checkProfile(check: Check, adapter: Fields, verbs: readonly string[]): void {
  const { profile } = adapter;
  if (profile === undefined) {
    check.fail(
      "The adapter needs a `profile`: `npx async-tck infer <adapter file>` finds one, and `profiles.contract` claims least",
    );
    return;
  }
  if (!check.isObject("profile", profile)) return;
  const isQueue = adapter["primitive"] === "queue";
  const words = isQueue ? QUEUE_WORDS : EVENT_WORDS;
  const numbers = isQueue ? ["maxGetters", "maxPutters"] : ["maxWaiters"];
  const more = isQueue ? ["capacities", "close", "items", "constantCost"] : ["memory"];
  check.names("`profile`", profile, [...COMMON, ...Object.keys(words), ...numbers, ...more]);
  check.oneOf("profile.name", profile["name"], PROFILES);
  check.optional("profile.wakesWithin", profile["wakesWithin"], "a number of milliseconds from 0 on", isDelay);
  checkTimeouts(check, profile, adapter);
  for (const [axis, values] of Object.entries(words)) {
    if (profile[axis] !== undefined) check.oneOf(`profile.${axis}`, profile[axis], values);
  }
  for (const name of numbers) check.optional(`profile.${name}`, profile[name], "an integer from 1 on", isCount);
  checkCancellation(check, profile, verbs);
  if (isQueue) checkQueue(check, profile, adapter);
  else checkEvent(check, profile);
  if (profile["name"] === "asyncio") checkAsyncio(check, profile);
}

/** A wake that may take as long as a time-out would let the time-out come first, or with it. */
function checkTimeouts(check: Check, { wakesWithin }: Fields, { variants }: Fields): void {
  if (typeof wakesWithin !== "number" || wakesWithin < TIMEOUT) return;
  const isTimed = Object.values((variants ?? {}) as Fields).some((of) => (of as Fields | undefined)?.["timeout"]);
  if (!isTimed) return;
  check.fail(
    `\`profile.wakesWithin\` has to be below ${TIMEOUT} where there is a variant \`timeout\`: that is its time`,
  );
}

function checkCancellation(check: Check, { cancellation }: Fields, verbs: readonly string[]): void {
  if (cancellation === undefined || !check.isObject("profile.cancellation", cancellation)) return;
  check.names("`profile.cancellation`", cancellation, verbs);
  for (const verb of verbs) {
    if (cancellation[verb] !== undefined) {
      check.oneOf(`profile.cancellation.${verb}`, cancellation[verb], CANCELLATIONS);
    }
  }
}

function checkEvent(
  check: Check,
  { kind = "manual-reset", memory, releases, releaseOrder, clearedInTurn }: Fields,
): void {
  check.optional("profile.memory", memory, "Infinity or an integer from 1 on", isMemory);
  const only = (axis: string, given: unknown, kinds: readonly string[]): void => {
    if (given === undefined || kinds.includes(String(kind))) return;
    check.fail(`\`profile.${axis}\` is for events of kind ${orList(kinds, "")}, and this one is ${String(kind)}`);
  };
  only("memory", memory, ["auto-reset"]);
  only("releases", releases === "all" ? undefined : releases, ["auto-reset", "pulse"]);
  only("releaseOrder", releaseOrder, ["auto-reset", "pulse"]);
  only("clearedInTurn", clearedInTurn, ["manual-reset"]);
  if (kind === "auto-reset" && releases === "all") {
    check.fail("An auto-reset event releases one waiter at a time: leave `profile.releases` out, or see `kind: pulse`");
  }
}

function checkQueue(check: Check, profile: Fields, adapter: Fields): void {
  checkCapacities(check, profile);
  checkClose(check, profile, adapter);
  const { items, order, equalPriority, closing, overflow, putSettles, capacities } = profile;
  check.optional(
    "profile.constantCost",
    profile["constantCost"],
    "true or false",
    (value) => typeof value === "boolean",
  );
  check.optional("profile.items", items, "a list", Array.isArray);
  if (Array.isArray(items)) {
    for (const [index, item] of items.entries()) check.oneOf(`profile.items[${index}]`, item, ITEM_CLASSES);
  }
  if (equalPriority !== undefined && order !== "priority") {
    check.fail("`profile.equalPriority` says something about queues with `order: priority` only");
  }
  if (closing !== undefined && adapter["close"] === undefined) {
    check.fail("`profile.closing` needs the verb `close`");
  }
  if (overflow !== undefined && overflow !== "wait") {
    if (capacities === "none")
      check.fail("`profile.overflow` needs a capacity, and `capacities` says that there is none");
    if (putSettles !== undefined && putSettles !== "accepted" && putSettles !== "immediate") {
      check.fail("`profile.overflow` other than wait goes with `putSettles: accepted` only: no put() waits");
    }
  }
}

function checkClose(check: Check, { close }: Fields, adapter: Fields): void {
  if (close === undefined || !check.isObject("profile.close", close)) return;
  const variants = (adapter["variants"] as Fields | undefined)?.["close"] as Fields | undefined;
  if (adapter["close"] === undefined) {
    check.fail("`profile.close` needs the verb `close`");
    return;
  }
  check.names("`profile.close`", close, ["close", ...Object.keys(variants ?? {})]);
  for (const [kind, answers] of Object.entries(close)) {
    if (!check.isObject(`profile.close.${kind}`, answers)) continue;
    check.names(`\`profile.close.${kind}\``, answers, Object.keys(CLOSE_ANSWERS));
    for (const [field, values] of Object.entries(CLOSE_ANSWERS)) {
      if (answers[field] !== undefined) check.oneOf(`profile.close.${kind}.${field}`, answers[field], values);
    }
  }
}

function checkCapacities(check: Check, { capacities, zero }: Fields): void {
  if (capacities === undefined || capacities === "none") return;
  check.is("profile.capacities", capacities, "none or a list with at least one capacity", isFilledList);
  if (!Array.isArray(capacities)) return;
  for (const [index, capacity] of capacities.entries()) {
    check.is(`profile.capacities[${index}]`, capacity, "Infinity or an integer from 0 on", isCapacity);
  }
  if (new Set(capacities).size < capacities.length) check.fail("`profile.capacities` names a capacity twice");
  if (capacities.includes(0) && zero === undefined) {
    check.fail("`profile.capacities` has 0: say in `profile.zero` what 0 means, unbounded, rendezvous or refused");
  }
}

function checkAsyncio(check: Check, profile: Fields): void {
  for (const [axis, only] of Object.entries(ASYNCIO)) {
    if (profile[axis] === undefined || profile[axis] === only) continue;
    check.fail(
      `Profile asyncio has \`${axis}: ${only}\` only, as in CPython, got \`${String(profile[axis])}\`: use profile fifo or contract`,
    );
  }
  const { capacities, zero } = profile;
  if (zero === "rendezvous" && Array.isArray(capacities) && capacities.includes(0)) {
    check.fail(
      "Profile asyncio has no rendezvous: in CPython a queue with maxsize 0 is unbounded. Use profile fifo or contract",
    );
  }
}

const isFilledList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
const isDelay = (value: unknown): boolean => typeof value === "number" && value >= 0 && Number.isFinite(value);
const isWhole = (value: unknown, least: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= least;
const isCount = (value: unknown): boolean => isWhole(value, 1);
const isMemory = (value: unknown): boolean => value === Infinity || isWhole(value, 1);
const isCapacity = (value: unknown): boolean => value === Infinity || isWhole(value, 0);
