import Signal from "signal-promise";
import { defineEvent, type AnyAdapter, type Deviation, type EventDefinition } from "../contract.js";
import { profiles } from "../profiles.js";

/**
 * signal-promise, as a pulse.
 *
 * The README: `wait()` waits for someone to call `notify`; `notify` notifies everyone waiting. Nothing is remembered for
 * those who wait later. No cancellation, no state.
 *
 * With a `maxWaitTime` the promise resolves after so many milliseconds "if no notify call has happened", with the same
 * `true`: to a caller a time-out and a notification look alike, so it is no time-out in the kit's sense. The second
 * adapter gives a time that no plan reaches. Left out: `notify(error)`.
 */
function signal(
  name: string,
  wait: (event: Signal) => Promise<true>,
  deviations: readonly Deviation[] = [],
): EventDefinition<Signal> {
  return defineEvent<Signal>({
    name,
    version: "1.0.3",
    create: () => new Signal(),
    wait,
    set: (event) => event.notify(),
    dispose: (event) => event.notify(),
    profile: { ...profiles.fifo, kind: "pulse", releases: "all", waitResult: "true" },
    deviations,
  });
}

/** The longest time that a timer takes, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

const adapters: readonly AnyAdapter[] = [
  signal("signal-promise", (event) => event.wait()),
  signal("signal-promise (wait with a limit)", (event) => event.wait(LONGEST), [
    {
      rule: "EVENT-30",
      reason:
        "the list of those who wait with a limit is emptied some turns after a notify(), with all who came meanwhile",
      token: "e1.DuElNAAACQAGR8-rAZdI",
    },
  ]),
];
export default adapters;
