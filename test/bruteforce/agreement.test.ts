/**
 * The relation against the brute-force checker, on random small histories, with and without a random single fault.
 * `ASYNC_TCK_FULL=1` runs 100,000 histories for each model.
 */
import { describe, expect, test } from "vitest";
import { compare } from "../../src/conformance/check.js";
import { Relation } from "../../src/conformance/relation.js";
import { inWords } from "../../src/conformance/words.js";
import { eventModelOf, queueModelOf, type ModelWithFaults, type Preset } from "../../src/models/catalog.js";
import { plainQueue } from "../../src/models/queue/axes.js";
import { relax } from "../../src/models/model.js";
import { asHistory, table } from "./asHistory.js";
import { explains } from "./bruteForce.js";
import { drawing, randomHistory, type Primitive } from "./randomHistories.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";
const HISTORIES = isFull ? 100_000 : 2_500;
const WITH_FAULTS = isFull ? 100_000 : 2_500;
const SEED = Number(process.env["ASYNC_TCK_SEED"] ?? 1);

interface Case {
  readonly title: string;
  readonly primitive: Primitive;
  readonly of: ModelWithFaults<unknown>;
}

const presets: readonly Preset[] = ["contract", "fifo", "asyncio"];
const erased = (source: unknown): ModelWithFaults<unknown> => source as ModelWithFaults<unknown>;
const cases: Case[] = presets.map((preset) => {
  return { title: `event ${preset}`, primitive: "event", of: erased(eventModelOf(preset)) };
});
for (const preset of presets) {
  for (const capacity of preset === "asyncio" ? [1, 2, Infinity] : [0, 1, 2, Infinity]) {
    const title = `queue ${preset} ${String(capacity)}`;
    cases.push({ title, primitive: "queue", of: erased(queueModelOf(preset, { ...plainQueue, capacity })) });
  }
}

interface Counts {
  accepted: number;
  rejected: number;
  /** The brute-force search was given up. */
  open: number;
  /** The relation says that there are too many states to follow: no verdict, so nothing to agree on. */
  overflows: number;
  readonly disagreements: string[];
}

/** Walks of the model with few changes, or with many while too few have been rejected. */
function agreement(
  { primitive, of: { model, faults } }: Case,
  histories: number,
  withFaults: boolean,
  seed: number,
): Counts {
  const counts: Counts = { accepted: 0, rejected: 0, open: 0, overflows: 0, disagreements: [] };
  const draw = drawing(seed);
  const choices = withFaults ? faults.map((fault) => ({ rule: fault.rule, model: relax(model, [fault]), fault })) : [];
  const plain = { rule: "", model, relation: new Relation(model, [], faults) };
  const faulty = choices.map(({ rule, model: relaxed, fault }) => {
    return { rule, model: relaxed, relation: new Relation(model, [fault], faults) };
  });
  for (let count = 0; count < histories; count++) {
    const chosen = faulty[draw(faulty.length)] ?? plain;
    const changes = counts.rejected < 0.45 * count ? 2 + draw(5) : draw(2);
    const events = randomHistory(chosen.model, primitive, changes, draw);
    const found = compare(chosen.relation, asHistory(events), table);
    const expected = explains(chosen.model, events);
    if (found.is === "overflow") {
      counts.overflows++;
      continue;
    }
    if (expected === null) {
      counts.open++;
      continue;
    }
    if (expected) counts.accepted++;
    else counts.rejected++;
    if (expected !== (found.is === "conforms")) {
      counts.disagreements.push(`${chosen.rule} brute force ${String(expected)}: ${inWords(events)}`);
    }
  }
  return counts;
}

describe.each(cases)("$title: relation and brute force agree", (one) => {
  const seed = SEED + cases.indexOf(one) * 1000;

  test("on the model", { timeout: 600_000 }, () => {
    const { accepted, rejected, open, overflows, disagreements } = agreement(one, HISTORIES, false, seed);
    if (isFull) console.log(one.title, { accepted, rejected, open, overflows, disagreements: disagreements.length });
    expect(disagreements.slice(0, 10)).toEqual([]);
    expect(open).toBe(0);
    expect(overflows).toBe(0);
    expect(rejected / HISTORIES).toBeGreaterThan(0.3);
    expect(accepted / HISTORIES).toBeGreaterThan(0.3);
  });

  test("on the model with a single fault", { timeout: 600_000 }, () => {
    const { accepted, rejected, open, overflows, disagreements } = agreement(one, WITH_FAULTS, true, seed + 1);
    if (isFull)
      console.log(one.title, "faulty", { accepted, rejected, open, overflows, disagreements: disagreements.length });
    expect(disagreements.slice(0, 10)).toEqual([]);
    expect(open).toBe(0);
    // a fault that may strike each of many items (QUEUE-03) multiplies the states
    expect(overflows / WITH_FAULTS).toBeLessThan(0.001);
    expect(rejected).toBeGreaterThan(0);
    expect(accepted).toBeGreaterThan(0);
  });
});
