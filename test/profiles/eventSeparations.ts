/** Separations of the axes of an Event. */
import type { ProfileName } from "../../src/adapters/profiles.js";
import type { EventKind, PulseReleases, SetResult, WaitResult } from "../../src/models/event/axes.js";
import { adaptEvent, type CallOptions, type EventLike } from "../subjects/adaptSubject.js";
import { ArrayEvent } from "../subjects/arrayEvent.js";
import { AsyncioEvent } from "../subjects/asyncioEvent.js";
import { LookingAgainEvent } from "../subjects/lookingAgainEvent.js";
import { NewestFirstEvent } from "../subjects/newestFirstEvent.js";
import { RecheckEvent } from "../subjects/recheckEvent.js";
import { SignalEvent } from "../subjects/signalEvent.js";
import { separationsOf, without, type Separation } from "./separation.js";
import type { AnyAdapter } from "../../src/adapters/contract.js";

/** The flag is left out: what waiters and callers are told is all that separates. */
const event = (name: string, create: () => EventLike): AnyAdapter =>
  adaptEvent(name, create, "fifo", {}, { hasFlag: false });

const OPEN = "`contract` leaves open when an effect comes; this is one of the ways";

const presets = separationsOf<ProfileName>({
  axis: "event.name",
  values: ["contract", "fifo", "asyncio"],
  subject: (value) =>
    ({
      contract: event("recheck-event", () => new RecheckEvent()),
      fifo: event("array-event", () => new ArrayEvent()),
      asyncio: event("asyncio-event", () => new AsyncioEvent()),
    })[value],
  declare: (name) => ({ name }),
  includedBecause: (value, neighbour) => {
    if (neighbour === "contract") return OPEN;
    return value === "asyncio" ? "`fifo` lets either win, a release or the cancellation that follows it" : undefined;
  },
});

const kinds = separationsOf<EventKind>({
  axis: "event.kind",
  values: ["manual-reset", "auto-reset", "pulse"],
  subject: (value) =>
    ({
      "manual-reset": event("array-event", () => new ArrayEvent()),
      "auto-reset": event("auto-reset-event", () => new SignalEvent({ memory: 1 })),
      pulse: event("pulse-event", () => new SignalEvent({ memory: 0, all: true })),
    })[value],
  declare: (kind) => ({ kind }),
});

const releases = separationsOf<"all" | "one">({
  axis: "event.releases",
  values: ["all", "one"],
  subject: (value) => event(`pulse-${value}-event`, () => new SignalEvent({ memory: 0, all: value === "all" })),
  declare: (value) => ({ kind: "pulse", releases: value }),
});

const memory = separationsOf<"1" | "2" | "Infinity">({
  axis: "event.memory",
  values: ["1", "2", "Infinity"],
  subject: (value) =>
    without(
      event(`event-that-remembers-${value}`, () => new SignalEvent({ memory: Number(value) })),
      "clear",
    ),
  declare: (value) => ({ kind: "auto-reset", memory: Number(value) }),
  bounds: { clients: 1, steps: 6 },
});

const releaseOrder = separationsOf<"fifo" | "any">({
  axis: "event.releaseOrder",
  values: ["fifo", "any"],
  subject: (value) =>
    value === "fifo"
      ? event("auto-reset-event", () => new SignalEvent({ memory: 1 }))
      : event("newest-first-event", () => new NewestFirstEvent({ memory: 1 })),
  declare: (value) => ({ kind: "auto-reset", releaseOrder: value }),
  includedBecause: (value) => (value === "fifo" ? "who waits longest is one of those who may be next" : undefined),
});

const clearedInTurn = separationsOf<PulseReleases>({
  axis: "event.clearedInTurn",
  values: ["must", "may", "must-not"],
  subject: (value, neighbour) =>
    value === "must-not" || (value === "may" && neighbour === "must")
      ? event("looking-again-event", () => new LookingAgainEvent())
      : event("array-event", () => new ArrayEvent()),
  declare: (value) => ({ clearedInTurn: value }),
  includedBecause: (_value, neighbour) => (neighbour === "may" ? "`may` allows either" : undefined),
});

/** Answers whether it changed the flag, or always the same. */
class AnsweringEvent extends ArrayEvent {
  constructor(private readonly answers: SetResult) {
    super();
  }

  override set(): boolean {
    const changed = !this.flag;
    super.set();
    return this.answers === "nothing" || changed;
  }
}

const setResult = separationsOf<SetResult>({
  axis: "event.setResult",
  values: ["nothing", "changed"],
  subject: (value) =>
    event(value === "changed" ? "event-that-tells" : "event-that-says-yes", () => new AnsweringEvent(value)),
  declare: (value) => ({ setResult: value }),
  includedBecause: (value) => (value === "changed" ? "an answer that nobody checks may be anything" : undefined),
});

/** Answers true, or undefined, or either in turn. */
class ReturningEvent extends ArrayEvent {
  #calls = 0;

  constructor(private readonly returns: WaitResult) {
    super();
  }

  override wait(options: CallOptions = {}): PromiseLike<void> {
    const isTrue = this.returns === "nothing" ? this.#calls++ % 2 === 0 : this.returns === "true";
    return super.wait(options).then(() => (isTrue ? true : undefined) as undefined);
  }
}

const waitResult = separationsOf<WaitResult>({
  axis: "event.waitResult",
  values: ["nothing", "true", "undefined"],
  subject: (value) => event(`event-that-returns-${value}`, () => new ReturningEvent(value)),
  declare: (value) => ({ waitResult: value }),
  includedBecause: (_value, neighbour) =>
    neighbour === "nothing" ? "an answer that nobody checks may be anything" : undefined,
});

export const eventSeparations: readonly Separation[] = [
  ...presets,
  ...kinds,
  ...releases,
  ...memory,
  ...releaseOrder,
  ...clearedInTurn,
  ...setResult,
  ...waitResult,
];
