/**
 * Golden histories: what CPython gave for the facts and for a sample of random plans. They are kept in test/truth/golden,
 * so that the models are proven on a machine without Python too; `node scripts/golden.mjs` makes them.
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { asyncioDefinitions, type AsyncioDefinitions } from "../../src/adapters/cpython/definitions.js";
import type { Workbench } from "../../src/runner/workbench.js";
import type { HistoryDocument } from "../../src/scheduler/history.js";
import type { Plan } from "../../src/scheduler/plan.js";
import { formatPlan, OBJECTS, parsePlan, type NotedPlan, type ObjectName } from "./factNotation.js";
import { FACTS } from "./facts.js";
import { fromGoldenText, toGoldenText } from "./goldenText.js";
import { randomPlans } from "./planSets.js";
import { referenceBench } from "./reference.js";

/** Histories by their plan, both as lines. */
export type Histories = Readonly<Record<string, string>>;

/** What was asked of one interpreter, or what all of them agree on. */
export interface Answers {
  /** By the id of the fact. */
  readonly facts: Readonly<Record<string, Histories>>;
  /** By the name of the script. */
  readonly observed: Readonly<Record<string, unknown>>;
  readonly plans: Histories;
}

/** A history with the plan that it is of. */
export interface Golden {
  readonly line: string;
  readonly noted: NotedPlan;
  readonly text: string;
  readonly history: HistoryDocument;
}

export const COMMAND = "node scripts/golden.mjs";

const SCRIPT = fileURLToPath(new URL("facts.py", import.meta.url));
const fileOf = (name: string): URL => new URL(`golden/${name}.json`, import.meta.url);

/** The files, in the order in which they are written. */
export const FILES = { facts: fileOf("facts"), plans: fileOf("plans") } as const;

// what is asked

/** How many random plans there are of each object, at most, and of those with a shutdown. */
const RANDOM = { plans: 400, withShutdown: 120 } as const;

/** The lines of all random plans. */
export function sampleLines(): readonly string[] {
  const lines = OBJECTS.flatMap((object, index) => {
    const [plain, closing] = [false, true].map((hasShutdown) => offline(object, hasShutdown));
    if (!plain || !closing) return [];
    const { configs } = plain.space;
    return configs.flatMap((_, config) => {
      const seed = 10 * index + config;
      const every = [...randomPlans(plain, RANDOM.plans / configs.length, seed, config)];
      if (object === "Event") return every.map((plan) => formatPlan(object, plan));
      const wanted = RANDOM.withShutdown / configs.length;
      const ending = [...randomPlans(closing, wanted * 12, seed, config)].filter(needsShutdown);
      const step = Math.max(1, Math.floor(ending.length / wanted));
      const some = ending.filter((__, at) => at % step === 0).slice(0, wanted);
      return [...every, ...some].map((plan) => formatPlan(object, plan));
    });
  });
  return [...new Set(lines)];
}

/** Whether a plan says something that CPython has from 3.13 on. */
export function needsShutdown({ steps }: Plan): boolean {
  return steps.some((step) => step.do === "call" && step.verb === "close");
}

// who is asked

/** A workbench of one of CPython's objects, without an interpreter. */
function offline(object: ObjectName, hasShutdown: boolean): Workbench {
  const run = (): Promise<HistoryDocument> => Promise.reject(new Error("no interpreter is asked here"));
  const bench = referenceBench(definitionOf(asyncioDefinitions({ version: "golden", hasShutdown, run }), object));
  const { adapter } = bench;
  if (adapter.primitive === "queue") bench.allowItems(adapter.profile.items ?? []);
  return bench;
}

const benches = new Map<ObjectName, Workbench>();

/** The workbench with which golden histories of an object are read and judged. */
export function benchOf(object: ObjectName): Workbench {
  let bench = benches.get(object);
  if (!bench) benches.set(object, (bench = offline(object, true)));
  return bench;
}

/** The adapter of an object. */
export function definitionOf(definitions: AsyncioDefinitions, object: ObjectName): AnyAdapter {
  const { event, queue, lifoQueue, priorityQueue } = definitions;
  return { Event: event, Queue: queue, LifoQueue: lifoQueue, PriorityQueue: priorityQueue }[object];
}

/** Whether queues can be shut down there. */
export function hasShutdown({ queue }: AsyncioDefinitions): boolean {
  return queue.close !== undefined;
}

/** What an interpreter answers to all that it can be asked. */
export async function ask(python: AsyncioDefinitions & { readonly command: string }): Promise<Answers> {
  const histories = async (lines: readonly string[]): Promise<Histories> => {
    const asked = lines.map((line) => ({ line, ...parsePlan(line) }));
    const able = asked.filter(({ plan }) => hasShutdown(python) || !needsShutdown(plan));
    const found = await Promise.all(
      able.map(async ({ line, object, plan }) => {
        const document = (await definitionOf(python, object).remote?.(plan)) as HistoryDocument;
        return [line, toGoldenText(document, benchOf(object).subject)] as const;
      }),
    );
    return Object.fromEntries(found);
  };
  const facts: [string, Histories][] = [];
  for (const [id, { plans }] of Object.entries(FACTS)) {
    const found = await histories(plans);
    if (Object.keys(found).length > 0) facts.push([id, found]);
  }
  return {
    facts: Object.fromEntries(facts),
    observed: await observe(python.command),
    plans: await histories(sampleLines()),
  };
}

/** What the functions of facts.py observe on an interpreter. */
export async function observe(command: string): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = await promisify(execFile)(command, [SCRIPT]);
  return (JSON.parse(stdout) as { readonly observed: Readonly<Record<string, unknown>> }).observed;
}

/** Everything that was answered, one line each: to compare two of them. */
export function linesOf({ facts, observed, plans }: Answers): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(facts).flatMap(([id, histories]) =>
      Object.entries(histories).map(([line, text]) => [`${id} ${line}`, text] as const),
    ),
    ...Object.entries(observed).map(([id, value]) => [`${id} of facts.py`, JSON.stringify(value)] as const),
    ...Object.entries(plans),
  ]);
}

// the files

/** The versions that gave the histories: all of them, and those with a shutdown. */
export interface Versions {
  readonly versions: readonly string[];
  readonly withShutdown: readonly string[];
}

/** The text of both files. */
export function toFiles(answers: Answers, versions: Versions): Readonly<Record<keyof typeof FILES, string>> {
  const { facts, observed, plans } = answers;
  const head = { madeBy: COMMAND, ...versions };
  return { facts: toText({ ...head, facts, observed }), plans: toText({ ...head, plans }) };
}

/** JSON with a line for each history. */
function toText(value: unknown, depth = 0): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const inner = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${toText(one, depth + 1)}`);
  const indent = "  ".repeat(depth + 1);
  return `{\n${indent}${inner.join(`,\n${indent}`)}\n${"  ".repeat(depth)}}${depth === 0 ? "\n" : ""}`;
}

/** What the files hold. */
export function readGolden(): Answers & Versions {
  const [facts, plans] = [FILES.facts, FILES.plans].map((file) => JSON.parse(readFileSync(file, "utf8")) as object);
  return { ...facts, ...plans } as Answers & Versions;
}

/** A golden history, read. */
export function toGolden(line: string, text: string): Golden {
  const noted = parsePlan(line);
  return { line, noted, text, history: fromGoldenText(text, noted.plan, benchOf(noted.object).subject) };
}
