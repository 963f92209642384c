import { describeValue } from "./describeValue.js";
import { CLIENTS, GAPS, ITEM_CLASSES, PRIORITIES, SIGNAL_SCOPES, type Config, type Plan, type Step } from "./plan.js";
import { PlanError } from "./planError.js";

/** What each kind of step may say. */
const FIELDS: Readonly<Record<Step["do"], readonly string[]>> = {
  call: ["do", "client", "verb", "variant", "item", "priority", "chained", "aborted", "gap"],
  cancel: ["do", "client", "gap"],
  elapse: ["do", "client", "gap"],
};
const KINDS = Object.keys(FIELDS) as readonly Step["do"][];

type Fields = Readonly<Record<string, unknown>>;

/**
 * Checks plain data, from JSON for instance, and answers it as a plan. Throws a PlanError with one sentence about the
 * first mistake: "Expected `gap` to be quiet, 0, 1, 2, 3 or 5, got `7` in `steps[2]`". Whether a subject has the verbs
 * that the plan names is checked when it runs.
 */
export function validatePlan(data: unknown): Plan {
  const plan = fieldsOf(data, "the plan", ["config", "steps", "signals"]);
  checkConfig(plan["config"]);
  if (!Array.isArray(plan["steps"])) refuse("steps", "an array", plan["steps"]);
  (plan["steps"] as readonly unknown[]).forEach(checkStep);
  if ("signals" in plan) oneOf("signals", plan["signals"], SIGNAL_SCOPES);
  return data as Plan;
}

function checkConfig(data: unknown): asserts data is Config {
  const { capacity } = fieldsOf(data, "`config`", ["capacity"]);
  if (capacity === null || (Number.isInteger(capacity) && (capacity as number) >= 0)) return;
  refuse("capacity", "null or an integer from 0 on", capacity, " in `config`");
}

function checkStep(data: unknown, index: number): void {
  const where = ` in \`steps[${index}]\``;
  const kind = (data as Fields | null | undefined)?.["do"];
  if (typeof data !== "object" || data === null) refuse(`steps[${index}]`, "an object", data);
  oneOf("do", kind, KINDS, where);
  const step = fieldsOf(data, `\`steps[${index}]\``, FIELDS[kind as Step["do"]]);
  if (!(Number.isInteger(step["client"]) && isBetween(step["client"] as number, 0, CLIENTS - 1))) {
    refuse("client", `an integer from 0 to ${CLIENTS - 1}`, step["client"], where);
  }
  oneOf("gap", step["gap"], GAPS, where);
  if (kind !== "call") return;
  if (typeof step["verb"] !== "string") refuse("verb", "a string", step["verb"], where);
  if ("variant" in step && typeof step["variant"] !== "string") refuse("variant", "a string", step["variant"], where);
  if ("item" in step) oneOf("item", step["item"], ITEM_CLASSES, where);
  if ("priority" in step) oneOf("priority", step["priority"], PRIORITIES, where);
  for (const flag of ["chained", "aborted"]) {
    if (flag in step && typeof step[flag] !== "boolean") refuse(flag, "true or false", step[flag], where);
  }
}

function fieldsOf(data: unknown, what: string, known: readonly string[]): Fields {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw new PlanError(`Expected ${what} to be an object, got \`${describeValue(data)}\``);
  }
  const unknown = Object.keys(data).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new PlanError(`Expected ${what} to have only ${list(known, "and")}, got \`${unknown}\``);
  }
  return data as Fields;
}

function oneOf(name: string, value: unknown, allowed: readonly unknown[], where = ""): void {
  if (!allowed.includes(value)) refuse(name, list(allowed, "or"), value, where);
}

function refuse(name: string, expected: string, value: unknown, where = ""): never {
  throw new PlanError(`Expected \`${name}\` to be ${expected}, got \`${describeValue(value)}\`${where}`);
}

function isBetween(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function list(words: readonly unknown[], last: string): string {
  return `${words.slice(0, -1).join(", ")} ${last} ${String(words[words.length - 1])}`;
}
