/** An adapter in the making: lines of its object, and what only its author can say. */
import type { ClassFacts, Member } from "./classFacts.js";

/** What the adapter file will hold. */
export interface Draft {
  /** Lines of the adapter's object, without indent: `get: (queue) => queue.get(),`. */
  readonly lines: readonly string[];
  /** Tags and others that the lines name, besides `profiles` and the function that defines an adapter. */
  readonly imports: readonly string[];
  /** Refinements of the profile: `capacities: [Infinity]`. */
  readonly axes: readonly string[];
  /** What keeps the adapter from running, a sentence each. */
  readonly gaps: readonly string[];
}

/** The first of `names` that is a method. */
export function methodNamed(facts: ClassFacts, names: readonly string[]): Member | undefined {
  return names
    .map((name) => facts.members.find((member) => member.name === name && member.kind === "method"))
    .find((member) => member !== undefined);
}

/** `get: (queue, { signal }) => queue.get(signal),`: a verb that waits, with its signal where it takes one. */
export function blockingLine(
  verb: string,
  self: string,
  { name, ...member }: Member,
  given: readonly string[],
): string {
  const signal = signalArgument(member, given.length);
  const parameters = [self, ...given, ...(signal === null ? [] : ["{ signal }"])];
  return `${verb}: (${parameters.join(", ")}) => ${self}.${name}(${[...given, ...(signal ?? [])].join(", ")}),`;
}

/** The arguments from `from` up to the signal: `["undefined", "{ signal }"]`; null where it takes none. */
function signalArgument(
  { parameters, speaksOfSignal }: Pick<Member, "parameters" | "speaksOfSignal">,
  from: number,
): readonly string[] | null {
  const at = parameters.findIndex((parameter, index) => index >= from && takesSignal(parameter, speaksOfSignal));
  if (at < 0) return null;
  const isBare = /^(?:abort)?_?signal\b/i.test(parameters[at] ?? "");
  return [...Array<string>(at - from).fill("undefined"), isBare ? "signal" : "{ signal }"];
}

function takesSignal(parameter: string, speaksOfSignal: boolean): boolean {
  if (/^(?:abort)?_?signal\b/i.test(parameter)) return true;
  if (parameter.startsWith("{")) return /\bsignal\b/.test(parameter);
  return speaksOfSignal && /^_?(?:options|opts|config|init|params)\b/i.test(parameter);
}

/** `size: (queue) => queue.size,`: a number or a flag, read or called. */
export function observerLine(
  facts: ClassFacts,
  observer: string,
  self: string,
  names: readonly string[],
  type: "number" | "boolean",
): readonly string[] {
  const name = names.find((each) => facts.answers[each] === type);
  const member = facts.members.find((each) => each.name === name);
  if (member === undefined) return [];
  return [`${observer}: (${self}) => ${self}.${member.name}${member.kind === "method" ? "()" : ""},`];
}

/** A line that its author has to complete; the file loads without it. */
export function gapLine(verb: string, parameters: string, what: string): string {
  return `// FILL IN ${verb}: (${parameters}) => …, // ${what}`;
}

/** `create: () => new MyQueue(),`, and what is missing of it. */
export function createLine(facts: ClassFacts, name: string): Pick<Draft, "lines" | "gaps"> {
  const { capacity, isFactory, cannotMake, constructorParameters } = facts;
  const made = `${isFactory ? "" : "new "}${name}`;
  const comment = "// a fresh one for each run";
  if (capacity.is === "first") return { lines: [`create: ({ maxsize }) => ${made}(maxsize), ${comment}`], gaps: [] };
  if (capacity.is === "option")
    return { lines: [`create: ({ maxsize }) => ${made}({ ${capacity.name}: maxsize }), ${comment}`], gaps: [] };
  const needed = constructorParameters.filter((parameter) => !/=|^\.\.\./.test(parameter));
  if (cannotMake === null) return { lines: [`create: () => ${made}(), ${comment}`], gaps: [] };
  return {
    lines: [`create: () => ${made}(), // FILL IN the arguments: ${constructorParameters.join(", ")}`],
    gaps: [
      needed.length > 0
        ? `${name} cannot be made without arguments (${cannotMake}): give it \`${needed.join(", ")}\` in \`create\`.`
        : `${name} cannot be made (${cannotMake}): say in \`create\` how.`,
    ],
  };
}
