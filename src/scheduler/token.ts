/**
 * A plan as a short text that replays it: `q1.` or `e1.` (primitive and version of the plan format) and base64url of
 * length, hash of the operation table, the plan in mixed radix, checksum. At most 100 characters for 12 steps.
 */
import { fromBase64url, toBase64url } from "./base64url.js";
import { checksum } from "./checksum.js";
import { DigitReader, DigitWriter } from "./digits.js";
import { PlanError } from "./planError.js";
import {
  CLIENTS,
  GAPS,
  ITEM_CLASSES,
  PLAN_VERSION,
  PRIORITIES,
  SIGNAL_SCOPES,
  type CallStep,
  type Gap,
  type Plan,
  type Step,
} from "./plan.js";
import { tableHash, type VerbShape } from "./tableHash.js";

/** The primitives that tokens tell apart, by their letter. */
const LETTERS = { event: "e", queue: "q" } as const;

/** What a token is for. */
export type TokenPrimitive = keyof typeof LETTERS;

/** What a token has to be read with: it names verbs by their index. */
export interface TokenTable {
  readonly primitive: TokenPrimitive;
  readonly verbs: readonly VerbShape[];
}

/** Above every capacity (which is counted from 1, as 0 is unbounded) and number of steps in a token. */
const MOST = 2 ** 16;
/** Kinds of steps that are no calls, before the verbs. */
const CANCEL = 0;
const ELAPSE = 1;
const FIRST_VERB = 2;
/** Bytes around the plan: table hash and checksum. */
const HASH_BYTES = 3;
const FRAME_BYTES = HASH_BYTES + 2;

/** Writes a plan as a token. Throws a PlanError for what no token can hold. */
export function encodeToken(plan: Plan, table: TokenTable): string {
  const digits = new DigitWriter();
  const { capacity } = plan.config;
  digits.add(capacity === null ? 0 : checked("capacity", capacity, MOST - 1) + 1, MOST);
  digits.add(SIGNAL_SCOPES.indexOf(plan.signals ?? "operation"), SIGNAL_SCOPES.length);
  digits.add(checked("number of steps", plan.steps.length, MOST), MOST);
  for (const step of plan.steps) writeStep(digits, step, table.verbs);
  const hash = tableHash(table.verbs);
  const body = [hash >> 16, (hash >> 8) & 0xff, hash & 0xff, ...digits.bytes()];
  const framed = [...lengthBytes(body.length + 2), ...body];
  const sum = checksum(framed);
  return `${prefixOf(table.primitive)}${toBase64url([...framed, sum >> 8, sum & 0xff])}`;
}

/**
 * Reads a token. The table may have got more verbs at its end since: the token of a queue that cannot be closed also fits
 * one that can. Throws a PlanError that says in one sentence what is wrong with it.
 */
export function decodeToken(token: string, table: TokenTable): Plan {
  const body = readFrame(readPrefix(token.trim(), table.primitive));
  const [high = 0, middle = 0, low = 0] = body;
  const verbs = tableOfHash((high << 16) | (middle << 8) | low, table.verbs);
  if (verbs === undefined) {
    throw new PlanError(
      "The token was made with another operation table: the adapter has other verbs now, or it is another adapter's",
    );
  }
  return readPlan(body.slice(HASH_BYTES), verbs);
}

/** The verbs, or as many of the first ones as there were when the token was made: their indices are the same. */
function tableOfHash(hash: number, verbs: readonly VerbShape[]): readonly VerbShape[] | undefined {
  for (let length = verbs.length; length >= 0; length--) {
    const first = verbs.slice(0, length);
    if (tableHash(first) === hash) return first;
  }
  return undefined;
}

/** Which primitive a token is for, as far as its first letter says; undefined where it is no token's. */
export function primitiveOfToken(token: string): TokenPrimitive | undefined {
  return (["event", "queue"] as const).find((primitive) => token.trim().startsWith(LETTERS[primitive]));
}

function prefixOf(primitive: TokenPrimitive): string {
  return `${LETTERS[primitive]}${PLAN_VERSION}.`;
}

function readPrefix(token: string, primitive: TokenPrimitive): string {
  const [, letter, version, rest] = /^([a-z])(\d+)\.(.*)$/s.exec(token) ?? [];
  if (letter === undefined || rest === undefined || primitiveOfToken(letter) === undefined) {
    throw new PlanError(`Expected a token to begin with \`${prefixOf(primitive)}\`, got \`${token.slice(0, 12)}\``);
  }
  if (letter !== LETTERS[primitive]) {
    throw new PlanError(`The token is for another primitive: ${primitiveOfToken(letter)}, not ${primitive}`);
  }
  if (version !== String(PLAN_VERSION)) {
    throw new PlanError(`The token has version ${version} of the plan format, and this kit reads ${PLAN_VERSION}`);
  }
  return rest;
}

/** The bytes between length and checksum. */
function readFrame(text: string): readonly number[] {
  const altered = new PlanError("The token was altered: its checksum does not match");
  const bytes = fromBase64url(text);
  if (!bytes) throw altered;
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined) throw new PlanError("The token is truncated");
    length |= (byte & 0x7f) << shift;
    if ((byte & 0x80) === 0) break;
    if (shift > 14) throw altered;
  }
  if (bytes.length < at + length) throw new PlanError("The token is truncated");
  if (bytes.length > at + length || length < FRAME_BYTES || toBase64url(bytes) !== text) throw altered;
  const end = bytes.length - 2;
  if (checksum(bytes.slice(0, end)) !== (((bytes[end] ?? 0) << 8) | (bytes[end + 1] ?? 0))) throw altered;
  return bytes.slice(at, end);
}

function lengthBytes(length: number): number[] {
  return length < 0x80 ? [length] : [(length & 0x7f) | 0x80, ...lengthBytes(length >> 7)];
}

function writeStep(digits: DigitWriter, step: Step, verbs: readonly VerbShape[]): void {
  const kinds = verbs.length + FIRST_VERB;
  if (step.do === "call") {
    const verb = verbs.findIndex(({ name }) => name === step.verb);
    const variants = verbs[verb]?.variants ?? [];
    const variant = step.variant === undefined ? 0 : variants.indexOf(step.variant) + 1;
    if (verb < 0) throw new PlanError(`The operation table has no verb \`${step.verb}\``);
    if (step.variant !== undefined && variant === 0) {
      throw new PlanError(`Verb \`${step.verb}\` has no variant \`${step.variant}\``);
    }
    digits.add(verb + FIRST_VERB, kinds);
    digits.add(variant, variants.length + 1);
    digits.add(ITEM_CLASSES.indexOf(step.item ?? "object"), ITEM_CLASSES.length);
    if (verbs[verb]?.takesPriority === true) digits.add(PRIORITIES.indexOf(step.priority ?? 0), PRIORITIES.length);
    digits.add(step.chained === true ? 1 : 0, 2);
    digits.add(step.aborted === true ? 1 : 0, 2);
  } else {
    digits.add(step.do === "cancel" ? CANCEL : ELAPSE, kinds);
  }
  digits.add(checked("client", step.client, CLIENTS), CLIENTS);
  digits.add(checked("gap", GAPS.indexOf(step.gap), GAPS.length), GAPS.length);
}

function readPlan(bytes: readonly number[], verbs: readonly VerbShape[]): Plan {
  const digits = new DigitReader(bytes);
  const capacity = digits.next(MOST);
  const signals = SIGNAL_SCOPES[digits.next(SIGNAL_SCOPES.length)] ?? "operation";
  const length = digits.next(MOST);
  const steps: Step[] = [];
  for (let at = 0; at < length; at++) steps.push(readStep(digits, verbs));
  if (!digits.isAtEnd) throw new PlanError("The token was altered: something follows its last step");
  return {
    config: { capacity: capacity === 0 ? null : capacity - 1 },
    steps,
    ...(signals === "operation" ? {} : { signals }),
  };
}

function readStep(digits: DigitReader, verbs: readonly VerbShape[]): Step {
  const kind = digits.next(verbs.length + FIRST_VERB);
  const call = kind < FIRST_VERB ? undefined : readCall(digits, verbs[kind - FIRST_VERB]);
  const client = digits.next(CLIENTS);
  const gap: Gap = GAPS[digits.next(GAPS.length)] ?? "quiet";
  if (call) return { ...call, client, gap };
  return { do: kind === CANCEL ? "cancel" : "elapse", client, gap };
}

function readCall(digits: DigitReader, verb: VerbShape | undefined): Omit<CallStep, "client" | "gap"> {
  const variants = verb?.variants ?? [];
  const variant = variants[digits.next(variants.length + 1) - 1];
  const item = ITEM_CLASSES[digits.next(ITEM_CLASSES.length)] ?? "object";
  const priority = verb?.takesPriority === true ? PRIORITIES[digits.next(PRIORITIES.length)] : 0;
  const isChained = digits.next(2) === 1;
  const isAborted = digits.next(2) === 1;
  return {
    do: "call",
    verb: verb?.name ?? "",
    ...(variant === undefined ? {} : { variant }),
    ...(item === "object" ? {} : { item }),
    ...(priority === undefined || priority === 0 ? {} : { priority }),
    ...(isChained ? { chained: true } : {}),
    ...(isAborted ? { aborted: true } : {}),
  };
}

function checked(what: string, digit: number, base: number): number {
  if (Number.isInteger(digit) && digit >= 0 && digit < base) return digit;
  throw new PlanError(`No token can hold this ${what}`);
}
