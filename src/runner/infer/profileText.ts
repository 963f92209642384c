/** A profile, and single values of it, as they stand in an adapter. */
import { DEFAULT_CLOSE, type CloseSemantics } from "../../models/queue/axes.js";
import type { Profile } from "../hints/declarations.js";

/** Widest line. */
const WIDTH = 80;
/** What stands before and behind it on its line. */
const MARGIN = 12;

/** One value as code. */
function code(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(code).join(", ")}]`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** `order: "lifo"`; a preset is `profiles.fifo`. */
export function said(axis: string, value: unknown): string {
  return axis === "name" ? `profiles.${String(value)}` : `${axis}: ${code(value)}`;
}

/** The profile as an object literal, without what goes without saying. */
export function profileText(profile: Profile): string {
  const { name, close, cancellation } = profile;
  const lines = ORDER.filter((axis) => profile[axis] !== undefined && !isUsual(axis, profile[axis], profile)).map(
    (axis) => field(axis, profile[axis]),
  );
  if (cancellation && Object.keys(cancellation).length > 0) {
    lines.push(`cancellation: ${object(Object.entries(cancellation).map(([verb, way]) => said(verb, way)))}`);
  }
  if (close) lines.push(closeText(close));
  if (lines.length === 0) return `profiles.${name}`;
  const one = object([`...profiles.${name}`, ...lines]);
  return one.length + MARGIN <= WIDTH && !one.includes("\n")
    ? one
    : ["{", `  ...profiles.${name},`, ...lines.flatMap((line) => indented(`${line},`)), "}"].join("\n");
}

/** A field, an element a line where it is a long list. */
function field(axis: string, value: unknown): string {
  const one = said(axis, value);
  if (one.length + 5 <= WIDTH || !Array.isArray(value)) return one;
  return [`${axis}: [`, ...value.map((element) => `  ${code(element)},`), "]"].join("\n");
}

/** Fields whose values are plain, in the order of a reader. */
const ORDER: readonly (keyof Profile)[] = [
  "kind",
  "releases",
  "memory",
  "releaseOrder",
  "clearedInTurn",
  "setResult",
  "waitResult",
  "capacities",
  "zero",
  "order",
  "equalPriority",
  "overflow",
  "putSettles",
  "closing",
  "items",
  "maxGetters",
  "maxPutters",
  "maxWaiters",
  "wakesWithin",
];

/** What a profile means where it says nothing. */
const USUAL: Readonly<Record<string, unknown>> = {
  kind: "manual-reset",
  order: "fifo",
  equalPriority: "any",
  overflow: "wait",
  putSettles: "accepted",
  closing: "immediate",
  setResult: "nothing",
  waitResult: "nothing",
  wakesWithin: 1,
};

function isUsual(axis: string, value: unknown, { name }: Profile): boolean {
  const isLoose = name === "contract";
  if (axis === "releaseOrder") return value === (isLoose ? "any" : "fifo");
  if (axis === "clearedInTurn") return value === (isLoose ? "may" : "must");
  return USUAL[axis] === value;
}

function closeText(close: Readonly<Record<string, Partial<CloseSemantics>>>): string {
  const ways = Object.entries(close).map(([way, answers]) => {
    const told = Object.entries(answers).filter(([answer, value]) => DEFAULT_CLOSE[answer as "put"] !== value);
    const fields = told.map(([answer, value]) => said(answer, value));
    const one = `${key(way)}: ${object(fields)}`;
    if (one.length + 7 <= WIDTH) return one;
    return [`${key(way)}: {`, ...fields.map((field) => `  ${field},`), "}"].join("\n");
  });
  return ["close: {", ...ways.flatMap((way) => indented(`${way},`)), "}"].join("\n");
}

function object(fields: readonly string[]): string {
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `  ${line}`);
}
