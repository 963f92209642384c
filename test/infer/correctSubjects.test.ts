/**
 * What is inferred of correct subjects: the strictest preset that they satisfy, nothing that contradicts what they declare,
 * and a profile that a check confirms. By default of some of them, with ASYNC_TCK_FULL=1 of all.
 */
import { describe, expect, it } from "vitest";
import type { Profile } from "../../src/runner/hints/declarations.js";
import { checkConformance } from "../../src/runner/check.js";
import { inferProfile } from "../../src/runner/infer/infer.js";
import type { Inference } from "../../src/runner/infer/inference.js";
import { correctSubjects, type CorrectSubject } from "../subjects/index.js";
import { axisOf, pasted, profileOf } from "./pasted.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";
const numRuns = isFull ? 1000 : 40;

/** One of each build and of each choice. */
const SOME = [
  "asyncio-event",
  "auto-reset-event",
  "timer-direct-queue",
  "axis-blocking-close",
  "silent-operation-queue",
];

const subjects = correctSubjects.filter(({ name }) => isFull || SOME.includes(name));

/** Presets from the loosest to the strictest. */
const STRICTNESS = ["contract", "fifo", "asyncio"];

/** What leaves open whatever another value says. */
const LOOSE: readonly unknown[] = ["any", "may", "nothing"];

/** Fields that the adapter declares and the inference says otherwise, unless nothing tells the two apart. */
function contradictions({ adapter }: CorrectSubject, inference: Inference): readonly string[] {
  const found = profileOf(inference);
  const { name: _name, close, capacities, items: _items, ...plain } = adapter.profile as Profile;
  const said: [string, unknown, unknown][] = Object.entries(plain).map(([field, value]) => [
    field,
    value,
    found[field as keyof Profile] ?? USUAL[field] ?? value,
  ]);
  for (const [way, answers] of Object.entries(close ?? {})) {
    for (const [answer, value] of Object.entries(answers)) {
      said.push([`close.${way}.${answer}`, value, found.close?.[way]?.[answer as "put"] ?? value]);
    }
  }
  if (capacities !== undefined) said.push(["capacities", String(capacities), String(found.capacities)]);
  return said
    .filter(([axis, value, inferred]) => {
      if (JSON.stringify(value) === JSON.stringify(inferred) || LOOSE.includes(value)) return false;
      const finding = inference.axes.find((one) => one.axis === axis);
      return finding?.is !== "open" && !(LOOSE.includes(inferred) && finding?.is === "loosest");
    })
    .map(([axis, value, inferred]) => `${axis}: declared ${String(value)}, inferred ${String(inferred)}`);
}

const USUAL: Readonly<Record<string, unknown>> = { kind: "manual-reset", overflow: "wait", putSettles: "accepted" };

describe.each(subjects)("$name", { timeout: 0 }, (subject) => {
  const { adapter, satisfies } = subject;

  it("has the profile that is inferred, as a check says, and no stricter preset", async () => {
    const inference = await inferProfile(adapter, { numRuns });
    expect(inference.problem).toBeUndefined();
    expect(inference.breaks).toEqual([]);
    expect(inference.status).toBe("fits");
    expect(contradictions(subject, inference)).toEqual([]);

    // what it satisfies as declared it satisfies; an axis that it declares by default may let it satisfy more
    const preset = axisOf(inference, "name");
    const strictest = [...satisfies].sort((a, b) => STRICTNESS.indexOf(b) - STRICTNESS.indexOf(a))[0] ?? "contract";
    const isFound = STRICTNESS.indexOf(inference.preset ?? "") >= STRICTNESS.indexOf(strictest);
    const fitsToo = preset.others.some(({ value, is }) => value === `profiles.${strictest}` && is === "fits too");
    expect(isFound || fitsToo, `${preset.value} instead of ${strictest}`).toBe(true);

    const { problem, status, hints, warnings, rules, unnamed } = await checkConformance(pasted(adapter, inference), {
      numRuns: isFull ? 1000 : 80,
    });
    const failed = rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []));
    expect({ problem, status, hints, warnings, failed, unnamed }).toEqual({
      problem: undefined,
      status: "conforms",
      hints: [],
      warnings: [],
      failed: [],
      unnamed: [],
    });
  });
});
