/** One hunt at a time: what runs beside a hunt would be counted as the subject's own turns. */

let otherHunts: Promise<unknown> = Promise.resolve();

/** Calls `hunt` when no other one runs, also where tests run concurrently. Settles as the hunt does. */
export function afterOtherHunts<T>(hunt: () => Promise<T>): Promise<T> {
  const mine = otherHunts.then(hunt);
  otherHunts = mine.catch(() => undefined);
  return mine;
}
