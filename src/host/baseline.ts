import process from "node:process";

/** What keeps this process alive, by kind: what was there before a run is not the run's. */
export type Baseline = readonly string[];

/** Reads it. Cheap enough for every quiet point, but blind to what is unref'd. */
export function readBaseline(): Baseline {
  return process.getActiveResourcesInfo();
}

/** Whether there is more of some kind now than before. */
export function isAbove(now: Baseline, before: Baseline): boolean {
  if (isSame(now, before)) return false;
  const left = new Map<string, number>();
  for (const kind of before) left.set(kind, (left.get(kind) ?? 0) + 1);
  for (const kind of now) {
    const count = left.get(kind) ?? 0;
    if (count === 0) return true;
    left.set(kind, count - 1);
  }
  return false;
}

function isSame(now: Baseline, before: Baseline): boolean {
  if (now.length !== before.length) return false;
  for (let index = 0; index < now.length; index++) if (now[index] !== before[index]) return false;
  return true;
}
