/** Subjects under declarations that do not fit them. */
import { expect, it } from "vitest";
import type { AnyAdapter } from "../../src/adapters/contract.js";
import type { EventProfile, ProfileName, QueueProfile } from "../../src/adapters/profiles.js";
import { checkConformance } from "../../src/runner/check.js";
import { adaptAxisQueue, type AxisAbilities, type AxisChoices } from "../subjects/adaptAxisQueue.js";
import { adaptEvent } from "../subjects/adaptSubject.js";
import { SignalEvent, type SignalKind } from "../subjects/signalEvent.js";

/** Parts of a profile in place of those that an adapter has. */
export type Said = {
  readonly [K in keyof (EventProfile & QueueProfile)]?: (EventProfile & QueueProfile)[K] | undefined;
};

/** The adapter with other things said in its profile; `undefined` says nothing. */
export function declare(adapter: AnyAdapter, said: Said): AnyAdapter {
  return { ...adapter, profile: { ...adapter.profile, ...said } } as AnyAdapter;
}

/** What the smoke check says of an adapter: its hints, or its problem. */
export async function remarks(adapter: AnyAdapter): Promise<readonly string[]> {
  const { problem, hints } = await checkConformance(adapter, { budget: 1 });
  return problem === undefined ? hints : [problem];
}

/** Tests that one of the remarks about a wrong declaration names all of this. */
export function itSays(adapter: AnyAdapter, said: Said, ...names: readonly string[]): void {
  it(`${adapter.name} ${describeProfile(adapter.profile)}, said to be ${describeProfile(said)}`, async () => {
    const found = await remarks(declare(adapter, said));
    expect(found.filter((remark) => names.every((name) => remark.includes(name)))).toHaveLength(1);
    expect(found).toHaveLength(1);
  });
}

const describeProfile = (profile: object): string =>
  Object.entries(profile)
    .map(([axis, value]) => `${axis} ${JSON.stringify(value)}`)
    .join(", ");

/** An {@link AxisQueue} in the profile that fits it. */
export function axisQueue(
  choices: AxisChoices = {},
  abilities: AxisAbilities = {},
  preset: ProfileName = "fifo",
): AnyAdapter {
  return adaptAxisQueue("axis-queue", preset, choices, abilities);
}

/** A {@link SignalEvent} in the profile that fits it. */
export function signalEvent(kind: SignalKind, said: Omit<EventProfile, "name">): AnyAdapter {
  return adaptEvent("signal-event", () => new SignalEvent(kind), "fifo", said, { hasFlag: kind.memory > 0 });
}
