/**
 * What has to hold of an adapter before anything runs. An adapter may come from JavaScript, so what the types say is
 * said here again, in sentences.
 */
import { describeValue } from "../scheduler/describeValue.js";
import { Check, orList, type Fields } from "./mistakes.js";
import { checkProfile } from "./validateProfile.js";

const COMMON = [
  "primitive",
  "name",
  "version",
  "deviations",
  "rules",
  "create",
  "enter",
  "dispose",
  "outcomes",
  "profile",
  "remote",
];
const THROWN = ["full", "empty", "closed", "cancelled", "timedOut"];

/** What the two primitives differ in. */
interface Contract {
  readonly verbs: readonly string[];
  readonly observers: readonly string[];
  /** Of each group the adapter needs one verb. */
  readonly needed: readonly (readonly string[])[];
  readonly mapped: readonly string[];
  /** Verbs that have variants, by name; `any` where they are the adapter's to name. */
  readonly variants: Readonly<Record<string, readonly string[] | "any">>;
}

const CONTRACTS: Readonly<Record<string, Contract>> = {
  queue: {
    verbs: ["put", "get", "putNowait", "getNowait", "join", "taskDone", "close"],
    observers: ["size", "isEmpty", "isFull", "isClosed", "getters", "putters", "signedSize"],
    needed: [
      ["put", "putNowait"],
      ["get", "getNowait"],
    ],
    mapped: ["put", "get", "putNowait", "getNowait", "join", "close"],
    variants: { put: ["timeout"], get: ["timeout"], join: ["timeout"], close: "any" },
  },
  event: {
    verbs: ["wait", "set", "clear"],
    observers: ["isSet", "waiters"],
    needed: [["wait"], ["set"]],
    mapped: ["wait", "set"],
    variants: { wait: ["timeout"] },
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
  check.names("the adapter", fields, [...COMMON, "variants", ...contract.verbs, ...contract.observers]);
  check.is("name", fields["name"], "a text that is not empty", (name) => typeof name === "string" && name !== "");
  check.optional("version", fields["version"], "a text", (version) => typeof version === "string");
  check.optional("rules", fields["rules"], "the name of a rule set, like `1`", isFilledText);
  check.is("create", fields["create"], "a function", isFunction);
  for (const name of ["enter", "dispose", "remote", ...contract.verbs, ...contract.observers]) {
    check.optional(name, fields[name], "a function", isFunction);
  }
  for (const group of contract.needed) {
    if (group.every((verb) => fields[verb] === undefined)) check.fail(`The adapter needs ${orList(group)}`);
  }
  checkVariants(check, fields, contract);
  checkOutcomes(check, fields["outcomes"], contract);
  checkProfile(check, fields, contract.verbs);
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

function checkVariants(check: Check, fields: Fields, contract: Contract): void {
  const { variants } = fields;
  if (variants === undefined || !check.isObject("variants", variants)) return;
  check.names("`variants`", variants, Object.keys(contract.variants));
  for (const [verb, allowed] of Object.entries(contract.variants)) {
    const given = variants[verb];
    if (given === undefined || !check.isObject(`variants.${verb}`, given)) continue;
    if (fields[verb] === undefined) check.fail(`\`variants.${verb}\` needs the verb \`${verb}\` beside it`);
    if (allowed !== "any") check.names(`\`variants.${verb}\``, given, allowed);
    for (const [name, call] of Object.entries(given))
      check.is(`variants.${verb}.${name}`, call, "a function", isFunction);
    if (Object.keys(given).length > MOST_VARIANTS) {
      check.fail(`Expected \`variants.${verb}\` to have at most ${MOST_VARIANTS} variants`);
    }
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

/** A history has three bits for a variant. */
const MOST_VARIANTS = 7;

const isFunction = (value: unknown): boolean => typeof value === "function";
const isFilledText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isMatcher = (value: unknown): boolean => typeof value === "function" || isFilledText(value);
