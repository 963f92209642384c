/**
 * Wakes that no hook of Node shows. Rare ones pass the first looks, and then look like lost wakeups: whoever is about to be
 * accused is given some real time first.
 */
import { describe, expect, it } from "vitest";
import { defineEvent, profiles, type EventDefinition } from "../../src/index.js";
import { checkConformance } from "../../src/runner/check.js";
import { replay } from "../../src/runner/replay.js";
import { AdapterError } from "../../src/scheduler/subject.js";
import { encodeToken } from "../../src/scheduler/token.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import type { Plan } from "../../src/scheduler/plan.js";

/** The empty module. */
const MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
const cell = new Int32Array(new SharedArrayBuffer(4));
/** What the library of types that is used here does not know. */
interface Elsewhere {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<unknown> };
  readonly Atomics: {
    waitAsync(cell: Int32Array, at: number, value: number, milliseconds: number): { readonly value: Promise<unknown> };
  };
}
const elsewhere = globalThis as unknown as Elsewhere;

const WAITS = "Atomics.waitAsync with a time-out";
const DETOURS: Readonly<Record<string, () => Promise<unknown>>> = {
  "WebAssembly.compile": () => elsewhere.WebAssembly.compile(MODULE),
  [WAITS]: () => elsewhere.Atomics.waitAsync(cell, 0, 0, 4).value,
};

/** A right event; where three wait they are released by a detour. */
class Detour {
  readonly #waiters = new Set<() => void>();
  #isSet = false;

  constructor(private readonly detour: () => Promise<unknown>) {}

  get isSet(): boolean {
    return this.#isSet;
  }

  wait(): Promise<void> {
    return this.#isSet ? Promise.resolve() : new Promise((resolve) => this.#waiters.add(resolve));
  }

  set(): void {
    this.#isSet = true;
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    const release = (): void => waiters.forEach((resolve) => resolve());
    if (waiters.length < 3) release();
    else void this.detour().then(release);
  }
}

function adapter(detour: () => Promise<unknown>): EventDefinition<Detour> {
  return defineEvent({
    name: "detour",
    create: () => new Detour(detour),
    wait: (event) => event.wait(),
    set: (event) => event.set(),
    isSet: (event) => event.isSet,
    profile: profiles.fifo,
  });
}

describe.each(Object.entries(DETOURS))("a right event that is seldom woken by %s", (name, detour) => {
  it("is not accused: nobody can tell when it is quiet", async () => {
    const { status, problem } = await checkConformance(adapter(detour), { numRuns: 100 });
    expect(status).not.toBe("fails");
    // a module of eight bytes may be compiled before anybody looks
    if (name === WAITS) expect(problem).toMatch(/^detour goes on when it is given some milliseconds/);
  });

  it("is not accused by a replay either", async () => {
    const subject = adapter(detour);
    const { table } = await workbenchFor(subject);
    const wait = (client: number): Plan["steps"][number] => ({ do: "call", client, verb: "wait", gap: "quiet" });
    const set = { do: "call", client: 3, verb: "set", gap: "quiet" } as const;
    const plan: Plan = { config: { capacity: null }, steps: [wait(0), wait(1), wait(2), set] };
    const failure = await replay(subject, encodeToken(plan, table)).then(
      (told) => told.failure,
      (error: unknown) => (error instanceof AdapterError ? null : error),
    );
    expect(failure).toBeNull();
  });
});

it("the same event without a detour that never ends is accused", async () => {
  const { status, rules } = await checkConformance(
    adapter(() => new Promise(() => undefined)),
    { numRuns: 100 },
  );
  expect(status).toBe("fails");
  expect(rules.flatMap(({ id, verdict }) => (verdict === "fail" ? [id] : []))).toContain("EVENT-03");
});
