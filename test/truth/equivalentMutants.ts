/**
 * Mutants of the models that no comparison can notice, each with the reason: under profile `asyncio`, without a fault, the
 * forced guard makes no difference. Models of one primitive share much of their code; most of these guards are there for
 * another profile, for time-outs and shared signals, or for what a fault leaves behind.
 */
import type { Force } from "./guardedModels.js";
import type { Mutant } from "./modelMutants.js";

interface Equivalence {
  readonly file: string;
  /** The functions or properties that the guards stand in. */
  readonly inside: readonly string[];
  /** Texts that the guard contains one of; absent is every guard in there. */
  readonly texts?: readonly string[];
  /** Absent is however it is forced. */
  readonly how?: Force;
  readonly why: string;
}

const TIME = "no time-out exists in Event and Queue, so that nobody is asked twice to end in different ways";
const TOGETHER = "only operations that share a signal are cancelled and yet waiting, and a task has no signal";
const NO_WAITERS_LEFT = "whoever could be served has been woken: nobody who waits is overlooked without a fault";
const SHUTDOWN_ALIKE =
  "a shutdown ends all alike: who waited, who came later, and after a second one of the other kind";
const FAULT = "only a fault leads there";
const EMPTY_PLACES = "an empty place that is moved stays empty, and whoever moves there comes after it";
const UNCHANGED = "saves work: what it lets through is changed to itself";

const EQUIVALENCES: readonly Equivalence[] = [
  { file: "event/common.ts", inside: ["timed"], why: TIME },
  { file: "event/common.ts", inside: ["asked", "ends"], why: TIME },
  { file: "event/common.ts", inside: ["rested"], why: "`parked` is read by other profiles only" },
  {
    file: "event/common.ts",
    inside: ["internal"],
    texts: ['wait?.phase !== "waiting"', "!wait.cancelled"],
    why: TOGETHER,
  },
  { file: "event/common.ts", inside: ["internal"], texts: ["isSet(state)"], why: `${FAULT}: nobody is asleep` },
  { file: "event/common.ts", inside: ["passTurn"], why: UNCHANGED },
  {
    file: "event/state.ts",
    inside: ["withWait"],
    why: "the line of a manual-reset event is what a trace shows; set() releases all of them",
  },
  { file: "event/state.ts", inside: ["mapWaits"], why: UNCHANGED },
  { file: "event/state.ts", inside: ["clientsIn"], why: UNCHANGED },
  { file: "event/state.ts", inside: ["renamedClients"], texts: ["!wait"], how: "false", why: EMPTY_PLACES },
  { file: "event/manualReset.ts", inside: ["isServable"], why: NO_WAITERS_LEFT },
  {
    file: "queue/asyncio.ts",
    inside: ["handedBack"],
    texts: ['operation?.phase !== "done"'],
    how: "true",
    why: `${FAULT}: nothing is handed over directly`,
  },
  {
    file: "queue/asyncio.ts",
    inside: ["resumed"],
    texts: ["first === undefined"],
    why: "asked twice: who is not there is no operation either",
  },
  {
    file: "queue/asyncio.ts",
    inside: ["resumed"],
    texts: ['verb !== "get"'],
    why: "a join() is never among those who look again",
  },
  { file: "queue/asyncio.ts", inside: ["cancel"], texts: ['phase === "done"'], why: FAULT },
  {
    file: "queue/asyncio.ts",
    inside: ["internal"],
    texts: ["client < GHOSTS"],
    why: `${FAULT}: nobody is asleep, and there are no ghosts`,
  },
  { file: "queue/closing.ts", inside: ["endingOf"], texts: ["operation.late"], why: SHUTDOWN_ALIKE },
  {
    file: "queue/closing.ts",
    inside: ["holdersEnded"],
    why: "no put() is held: it returns when its item is inside",
  },
  { file: "queue/state.ts", inside: ["outOfLine", "without"], why: UNCHANGED },
  { file: "queue/state.ts", inside: ["moved"], texts: ["GHOSTS"], why: `${FAULT}: there are no ghosts` },
  {
    file: "queue/state.ts",
    inside: ["renamedClients"],
    texts: ["index < state.operations.length"],
    how: "edge",
    why: EMPTY_PLACES,
  },
  { file: "queue/state.ts", inside: ["renamedClients"], texts: ["!operation"], how: "false", why: EMPTY_PLACES },
  { file: "queue/state.ts", inside: ["inPhase"], texts: ["index < state.operations.length"], why: UNCHANGED },
  {
    file: "queue/state.ts",
    inside: ["inPhaseOut", "ended"],
    texts: ["GHOSTS", "more > 0"],
    why: `${FAULT}: there are no ghosts`,
  },
  {
    file: "queue/common.ts",
    inside: ["internal"],
    texts: ["state.line.length > 1"],
    why: `${FAULT}: there are no ghosts`,
  },
  { file: "queue/common.ts", inside: ["servedPast"], why: `${FAULT}: nobody is asleep` },
  { file: "queue/common.ts", inside: ["now"], texts: ["pulled === state"], why: "no put() waits for the next get()" },
  { file: "queue/common.ts", inside: ["now"], texts: ['state.closed !== ""'], why: SHUTDOWN_ALIKE },
  {
    file: "queue/common.ts",
    inside: ["closedAgain"],
    why: `${SHUTDOWN_ALIKE}; to throw items away twice is to throw them away`,
  },
  {
    file: "queue/common.ts",
    inside: ["emptied"],
    texts: ["state.unfinished > 0"],
    why: "with nothing unfinished no join() waits that could be released",
  },
  {
    file: "queue/common.ts",
    inside: ["begun"],
    texts: ["isPut", 'verb === "put"', 'verb !== "get"', 'verb === "get"', 'verb === "close"'],
    why:
      "of the blocking verbs only put() brings an item, none begins later than its call, none pulls, and a plan calls " +
      "no other",
  },
  { file: "queue/common.ts", inside: ["timed"], why: TIME },
  { file: "queue/common.ts", inside: ["late"], why: SHUTDOWN_ALIKE },
  {
    file: "queue/common.ts",
    inside: ["settle"],
    texts: ['event.outcome === "item"'],
    why: "an outcome without an item names none, and none is nobody's item",
  },
  { file: "queue/common.ts", inside: ["asked", "ends"], why: TIME },
  {
    file: "queue/common.ts",
    inside: ["isQuiet"],
    texts: ["client < GHOSTS"],
    why: `${FAULT}: there are no ghosts`,
  },
  {
    file: "queue/common.ts",
    inside: ["isQuiet"],
    texts: ["operation.cancelled", 'operation.phase !== "lost"'],
    why: "who is cancelled and has not ended was woken, and those are asked for by another guard",
  },
  {
    file: "queue/common.ts",
    inside: ["isQuiet"],
    texts: ['"waiting"', '"join"', '"asleep"', '"get"', "state.items.length > 0"],
    why: NO_WAITERS_LEFT,
  },
  {
    file: "queue/common.ts",
    inside: ["internal"],
    texts: ["state.closed", "returned !== state"],
    why: "no put() waits for the next get()",
  },
  {
    file: "queue/common.ts",
    inside: ["internal"],
    texts: ['operation?.phase === "waiting"', "operation.cancelled", "unbegun"],
    why: `${TOGETHER}; nothing begins later than its call`,
  },
  {
    file: "queue/common.ts",
    inside: ["ranked"],
    why: "priorities that a state knows beyond those that are asked for are asked by nobody",
  },
  {
    file: "queue/common.ts",
    inside: ["observed"],
    texts: ["value === 0", "axes.capacity === 0"],
    why: "capacity 0 is no bound in asyncio: there is no rendezvous",
  },
  { file: "queue/common.ts", inside: ["passTurn"], why: UNCHANGED },
  { file: "queue/settling.ts", inside: ["returning"], why: "put() settles when its item is inside, and only then" },
  { file: "queue/settling.ts", inside: ["pulledBy"], why: "no put() waits for the next get()" },
  { file: "queue/itemOrder.ts", inside: ["nextItems"], texts: ["items.length === 0"], why: UNCHANGED },
];

/**
 * Guards of the two asyncio models that always say the same under profile `asyncio`, without a fault. Whatever else is
 * never reached there tells that the plans reach too little.
 */
const ALWAYS_THE_SAME: readonly Equivalence[] = [
  { file: "event/manualReset.ts", inside: ["isServable"], why: NO_WAITERS_LEFT },
  { file: "event/manualReset.ts", inside: ["cancel"], texts: ['phase === "lost"'], why: FAULT },
  { file: "event/manualReset.ts", inside: ["manualReset"], texts: ["preset"], why: "the profile is `asyncio`" },
  { file: "queue/asyncio.ts", inside: ["admitted"], texts: ["axes.joins"], why: "every object has join()" },
  { file: "queue/asyncio.ts", inside: ["handedBack"], why: `${FAULT}: nothing is handed over directly` },
  { file: "queue/asyncio.ts", inside: ["looked", "resumed"], texts: ["!operation"], how: "false", why: "there is one" },
  { file: "queue/asyncio.ts", inside: ["looked"], texts: ["!ending.kept"], how: "true", why: SHUTDOWN_ALIKE },
  { file: "queue/asyncio.ts", inside: ["line"], texts: ["operation.keeps"], why: FAULT },
  {
    file: "queue/asyncio.ts",
    inside: ["resumed"],
    texts: ['verb !== "put"'],
    how: "false",
    why: "a join() is never among those who look again",
  },
  { file: "queue/asyncio.ts", inside: ["cancel"], texts: ["keeps", '"asleep"'], why: FAULT },
  {
    file: "queue/asyncio.ts",
    inside: ["close"],
    texts: ['operation.phase === "waiting"'],
    how: "true",
    why: "whoever is in the line waits",
  },
  { file: "queue/asyncio.ts", inside: ["internal"], texts: ["returned", "asleep", '"join"'], why: FAULT },
];

/** Why a guard of the two asyncio models never says anything else; null where that is not known. */
export function whyNever(mutant: Mutant): string | null {
  return reasonAmong(ALWAYS_THE_SAME, mutant);
}

/** Why a mutant cannot be noticed; null where that is not known. */
export function whyEquivalent(mutant: Mutant): string | null {
  return reasonAmong(EQUIVALENCES, mutant);
}

function reasonAmong(reasons: readonly Equivalence[], { guard, how: forced }: Mutant): string | null {
  const found = reasons.find(
    ({ file, inside, texts, how }) =>
      guard.file === file &&
      (how === undefined || how === forced) &&
      inside.includes(guard.inside) &&
      (texts === undefined || texts.some((text) => guard.text.includes(text))),
  );
  return found?.why ?? null;
}
