/**
 * The subjects of docs/profiles.md: an inference rules out the value that the subject does not have. By default every eighth
 * of them, and fewer of those that are about closing; with ASYNC_TCK_FULL=1 all.
 */
import { describe, expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { profiles } from "../../src/adapters/profiles.js";
import type { Profile } from "../../src/runner/hints/declarations.js";
import { inferProfile } from "../../src/runner/infer/infer.js";
import type { Inference } from "../../src/runner/infer/inference.js";
import { nameOf, type Separation } from "../profiles/separation.js";
import { separations } from "../profiles/separations.js";
import { axisOf } from "./pasted.js";

const isFull = process.env["ASYNC_TCK_FULL"] === "1";

/** Limits of use cannot be observed; who wins is a matter of the preset; items are seen by themselves. */
const ELSEWHERE = ["queue.maxGetters", "queue.maxPutters", "event.maxWaiters", "queue.whoWins", "queue.items"];
/**
 * A put() that never waits knows no bound: it is that of a queue without a capacity. And an event that looks again has the
 * preset `fifo` once its `clearedInTurn` is told.
 */
const OTHERWISE = [
  "queue.putSettles: immediate, not accepted",
  "queue.putSettles: immediate, not backpressure",
  "event.name: contract, not fifo",
];
/** One of so many. */
const [EVERY, EVERY_CLOSING] = isFull ? [1, 1] : [8, 48];

const told = separations.filter(
  (each) => each.includedBecause === undefined && !ELSEWHERE.includes(each.axis) && !OTHERWISE.includes(nameOf(each)),
);
const closing = told.filter(({ axis }) => axis.startsWith("close."));
const others = told.filter((each) => !closing.includes(each));
const cases = [...others.filter((_, at) => at % EVERY === 0), ...closing.filter((_, at) => at % EVERY_CLOSING === 0)];

const known = new Map<string, Promise<Inference>>();

/** What is inferred of the subject of a separation, which says nothing of itself but which capacities it may be made with. */
function inferenceOf({ axis, subject }: Separation): Promise<Inference> {
  const { capacities } = subject.profile as Profile;
  const isTold = capacities !== undefined && axis !== "queue.capacities";
  const profile = { ...profiles.contract, ...(isTold ? { capacities, zero: "unbounded" } : {}) };
  const key = `${subject.name} ${isTold ? String(capacities) : ""} ${axis.startsWith("cancellation") ? axis : ""}`;
  let inference = known.get(key);
  if (!inference) known.set(key, (inference = inferProfile({ ...subject, profile } as AnyAdapter, { numRuns: 20 })));
  return inference;
}

describe("an inference of the subject", { timeout: 0 }, () => {
  it.each(cases.map((each) => [nameOf(each), each] as const))("%s", async (_name, separation) => {
    const inference = await inferenceOf(separation);
    const { axis, value, neighbour } = separation;
    expect(inference.problem).toBeUndefined();
    expect(inference.breaks).toEqual([]);
    switch (axis) {
      case "cancellation":
        return expect(axisOf(inference, "cancellation.get").value).toBe(`cancellation.get: "${value}"`);
      case "cancellation ends":
        return expect(axisOf(inference, "cancellation.wait").cancelling?.ends).toBe(value);
      case "wakesWithin":
        return expect(axisOf(inference, axis).value).toBe(`wakesWithin: ${value}`);
      case "queue.capacities": {
        const size = value === "none" || value === "Infinity" ? '"none"' : `[${value}]`;
        return expect(axisOf(inference, "capacities").value).toBe(`capacities: ${size}`);
      }
    }
    const name = axis.startsWith("close.") ? axis.replace("close.", "close.close.") : axis.replace(/^\w+\./, "");
    const plain = name === "memory" ? neighbour : JSON.stringify(neighbour);
    const text = name === "name" ? `profiles.${neighbour}` : `${name}: ${plain}`;
    const finding = axisOf(inference, name);
    expect(finding.value).not.toBe(text);
    expect(finding.others.find((other) => other.value === text)?.is).toMatch(/^(refused|impossible)$/);
  });
});
