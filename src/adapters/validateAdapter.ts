/**
 * What has to hold of an adapter before anything runs. An adapter may come from JavaScript, so what the types say is
 * said here again, in sentences.
 */
import { describeValue } from "../scheduler/describeValue.js";
import { Check, orList, type Fields } from "./mistakes.js";

const COMMON = ["primitive", "name", "version", "deviations", "create", "dispose", "outcomes", "profile"];
const THROWN = ["full", "empty", "closed", "cancelled", "timedOut"];
const CANCELLATIONS = ["signal", "method", "none"];
const PROFILES = ["contract", "fifo", "asyncio"];
const PROFILE = ["name", "cancellation", "wakesWithin"];

/** What the two primitives differ in. */
interface Contract {
  readonly verbs: readonly string[];
  readonly observers: readonly string[];
  /** Of each group the adapter needs one verb. */
  readonly needed: readonly (readonly string[])[];
  readonly mapped: readonly string[];
  readonly profile: readonly string[];
}

const CONTRACTS: Readonly<Record<string, Contract>> = {
  queue: {
    verbs: ["put", "get", "putNowait", "getNowait"],
    observers: ["size"],
    needed: [
      ["put", "putNowait"],
      ["get", "getNowait"],
    ],
    mapped: ["put", "get", "putNowait", "getNowait"],
    profile: [...PROFILE, "capacities", "zero"],
  },
  event: {
    verbs: ["wait", "set", "clear"],
    observers: ["isSet"],
    needed: [["wait"], ["set"]],
    mapped: ["wait"],
    profile: PROFILE,
  },
};

/** Says what is wrong with an adapter, one clear sentence a mistake; empty where nothing is. Runs nothing of it. */
export function validateAdapter(adapter: unknown): string[] {
  if (typeof adapter !== "object" || adapter === null) {
    return [`Expected an adapter made by \`defineQueue\` or \`defineEvent\`, got \`${describeValue(adapter)}\``];
  }
  const fields = adapter as Fields;
  const contract = CONTRACTS[String(fields["primitive"])];
  if (!contract) {
    return [
      `Expected \`primitive\` to be queue or event, got \`${describeValue(fields["primitive"])}\`: ` +
        "make the adapter with `defineQueue` or `defineEvent`",
    ];
  }
  const check = new Check();
  check.names("the adapter", fields, [...COMMON, ...contract.verbs, ...contract.observers]);
  check.is("name", fields["name"], "a text that is not empty", (name) => typeof name === "string" && name !== "");
  check.optional("version", fields["version"], "a text", (version) => typeof version === "string");
  check.is("create", fields["create"], "a function", isFunction);
  for (const name of ["dispose", ...contract.verbs, ...contract.observers]) {
    check.optional(name, fields[name], "a function", isFunction);
  }
  for (const group of contract.needed) {
    if (group.every((verb) => fields[verb] === undefined)) check.fail(`The adapter needs ${orList(group)}`);
  }
  checkOutcomes(check, fields["outcomes"], contract);
  checkProfile(check, fields["profile"], contract);
  checkDeviations(check, fields["deviations"]);
  return check.mistakes;
}

function checkOutcomes(check: Check, outcomes: unknown, contract: Contract): void {
  if (outcomes === undefined || !check.isObject("outcomes", outcomes)) return;
  check.names("`outcomes`", outcomes, [...contract.mapped, "thrown"]);
  for (const verb of contract.mapped) check.optional(`outcomes.${verb}`, outcomes[verb], "a function", isFunction);
  const { thrown } = outcomes;
  if (thrown === undefined || !check.isObject("outcomes.thrown", thrown)) return;
  check.names("`outcomes.thrown`", thrown, THROWN);
  for (const name of THROWN) {
    check.optional(`outcomes.thrown.${name}`, thrown[name], "a class, the name of an error, or a predicate", isMatcher);
  }
}

function checkProfile(check: Check, profile: unknown, contract: Contract): void {
  if (!check.isObject("profile", profile)) return;
  check.names("`profile`", profile, contract.profile);
  check.oneOf("profile.name", profile["name"], PROFILES);
  check.optional("profile.wakesWithin", profile["wakesWithin"], "a number of milliseconds from 0 on", isDelay);
  if (contract.profile.includes("zero")) checkCapacities(check, profile);
  const { cancellation } = profile;
  if (cancellation === undefined || !check.isObject("profile.cancellation", cancellation)) return;
  check.names("`profile.cancellation`", cancellation, contract.verbs);
  for (const verb of contract.verbs) {
    if (cancellation[verb] !== undefined) {
      check.oneOf(`profile.cancellation.${verb}`, cancellation[verb], CANCELLATIONS);
    }
  }
}

function checkCapacities(check: Check, { capacities, zero }: Fields): void {
  if (zero !== undefined) check.oneOf("profile.zero", zero, ["unbounded", "rendezvous", "refused"]);
  if (capacities === undefined) return;
  check.is("profile.capacities", capacities, "a list with at least one capacity", isFilledList);
  if (!Array.isArray(capacities)) return;
  for (const [index, capacity] of capacities.entries()) {
    check.is(`profile.capacities[${index}]`, capacity, "Infinity or an integer from 0 on", isCapacity);
  }
  if (new Set(capacities).size < capacities.length) check.fail("`profile.capacities` names a capacity twice");
  if (capacities.includes(0) && (zero === undefined || zero === "refused")) {
    check.fail("`profile.capacities` has 0: say in `profile.zero` what 0 means, unbounded or rendezvous");
  }
}

function checkDeviations(check: Check, deviations: unknown): void {
  if (deviations === undefined) return;
  check.is("deviations", deviations, "a list", Array.isArray);
  if (!Array.isArray(deviations)) return;
  const seen = new Set<unknown>();
  for (const [index, deviation] of deviations.entries()) {
    const where = `deviations[${index}]`;
    if (!check.isObject(where, deviation)) continue;
    check.names(`\`${where}\``, deviation, ["rule", "reason", "token", "when"]);
    for (const name of ["rule", "reason", "token"]) {
      check.is(`${where}.${name}`, deviation[name], "a text that is not empty", isFilledText);
    }
    check.optional(`${where}.when`, deviation["when"], "a function", isFunction);
    const { rule } = deviation;
    if (seen.has(rule)) check.fail(`\`deviations\` declares ${describeValue(rule)} twice`);
    seen.add(rule);
  }
}

const isFunction = (value: unknown): boolean => typeof value === "function";
const isFilledText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isFilledList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
const isMatcher = (value: unknown): boolean => typeof value === "function" || isFilledText(value);
const isDelay = (value: unknown): boolean => typeof value === "number" && value >= 0 && Number.isFinite(value);
const isCapacity = (value: unknown): boolean =>
  value === Infinity || (typeof value === "number" && Number.isInteger(value) && value >= 0);
