/**
 * All that a model allows in one plan, when its unseen steps are taken at asyncio's own turns. The plan is run as the
 * scheduler runs it (DESIGN.md, "The plan"), with the model in the place of the subject:
 *
 * - one turn is one callback of the event loop, whose ready queue is first in, first out;
 * - an operation that need not wait is over at its call;
 * - whoever is woken or cancelled goes on in a callback of its own, which the call that did so appends to the queue; what
 *   it ends with is seen there, with no delay;
 * - the world is quiet when the ready queue is empty.
 *
 * Wherever the model leaves a choice (an outcome, a successor, who is told first by a call that wakes several), all ways
 * are tried. What is left is what the model promises beyond the timing: where one history remains, it is exact.
 */
import type { EventState, Wait } from "../../src/models/event/state.js";
import { NONE, type Model, type ModelEvent, type ModelOutcome } from "../../src/models/model.js";
import type { Operation, QueueState } from "../../src/models/queue/state.js";
import { EventCode, Manner } from "../../src/scheduler/history.js";
import type { CallStep, Plan } from "../../src/scheduler/plan.js";
import { OutcomeCode, type OutcomeName, type Subject } from "../../src/scheduler/subject.js";
import { stateText } from "../bruteforce/stateText.js";

type AnyState = EventState | QueueState;
type Table = Pick<Subject, "verbs" | "observers">;

/** In which order those go on whom one call has woken. */
export type WakeOrder =
  /** As the model allows: where it knows no order, every one. */
  | "any"
  /** Joiners first, then as the model says, then in the order of their calls: what CPython's loops over waiters do. */
  | "loop";

/** How the unseen steps are taken. */
export interface Timing {
  readonly order: WakeOrder;
  /** Callbacks between the end of an operation and the moment in which its caller goes on: none in asyncio. */
  readonly returnsAfter: 0 | 1;
}

/** The timing of asyncio's own loop. */
export const asyncio: Timing = { order: "loop", returnsAfter: 0 };
/** The same where the model leaves open who goes on first. */
export const asyncioInAnyOrder: Timing = { order: "any", returnsAfter: 0 };
/** Promises: an `await` takes a turn, also where the operation is over. */
export const promises: Timing = { order: "loop", returnsAfter: 1 };

/** Every history that the model allows for the plan, as its events in one text. Throws beyond `limit` runs. */
export function modelRuns<S extends AnyState>(
  model: Model<S>,
  plan: Plan,
  table: Table,
  timing: Timing,
  limit = 50_000,
): ReadonlySet<string> {
  const found = new Set<string>();
  const choices = new Choices();
  for (let runs = 0; ; runs++) {
    if (runs >= limit) throw new Error(`more than ${String(limit)} ways through ${JSON.stringify(plan)}`);
    const history = new ModelRun(model, plan, table, timing, choices).run();
    if (history !== null) found.add(history);
    if (!choices.next()) return found;
  }
}

/** One way through all choices after the other. */
class Choices {
  readonly #taken: number[] = [];
  readonly #of: number[] = [];
  #at = 0;

  /** Takes one of them. */
  take<T>(options: readonly T[]): T {
    if (options.length === 1) return options[0] as T;
    const at = this.#at++;
    if (at === this.#taken.length) this.#taken.push(0);
    this.#of[at] = options.length;
    return options[this.#taken[at] ?? 0] as T;
  }

  /** Goes to the next way. Answers whether there is one. */
  next(): boolean {
    this.#at = 0;
    while (this.#taken.length > 0) {
      const last = this.#taken.length - 1;
      const taken = (this.#taken[last] ?? 0) + 1;
      if (taken < (this.#of[last] ?? 0)) {
        this.#taken[last] = taken;
        return true;
      }
      this.#taken.pop();
      this.#of.length = last;
    }
    return false;
  }
}

/** Callbacks that one run of a plan can need. */
const MOST_CALLBACKS = 1_000;

/** Kinds of events that no history has. */
const IMPOSSIBLE = { quiet: 100, atOnce: 101, byItself: 102 } as const;
/** Phases of whoever was woken or cancelled. */
const ON_ITS_WAY = ["woken", "done", "ended"];

/** The model refuses to go on: no such run. */
const DEAD = new Error("dead end");

/** Ways in which an operation can end, but for items. */
const OUTCOMES = (Object.keys(OutcomeCode) as OutcomeName[]).filter((outcome) => outcome !== "item");

interface Client {
  readonly index: number;
  readonly backlog: number[];
  outstanding: number;
  /** Its last operation, and how many operations had been called before that. */
  last: number;
  calledAt: number;
  turnsLeft: number;
  waitsForQuiet: boolean;
  isIssuing: boolean;
  /** A callback that lets it go on is in the queue. */
  isReady: boolean;
}

class ModelRun<S extends AnyState> {
  readonly #model: Model<S>;
  readonly #plan: Plan;
  readonly #table: Table;
  readonly #timing: Timing;
  readonly #choices: Choices;
  readonly #clients: Client[] = [0, 1, 2, 3].map((index) => ({
    index,
    backlog: [],
    outstanding: -1,
    last: -1,
    calledAt: -1,
    turnsLeft: 0,
    waitsForQuiet: false,
    isIssuing: false,
    isReady: false,
  }));
  readonly #events: number[] = [];
  readonly #items: number[] = [];
  /** The ready queue. */
  readonly #jobs: (() => void)[] = [];
  #state: S;
  #next = 0;
  #waitingStep = -1;
  #turnsLeft = 0;
  #isAwaitingQuiet = false;
  #calls = 0;

  constructor(model: Model<S>, plan: Plan, table: Table, timing: Timing, choices: Choices) {
    this.#model = model;
    this.#plan = plan;
    this.#table = table;
    this.#timing = timing;
    this.#choices = choices;
    this.#state = model.initial;
  }

  /** The history; null where the model refuses to go on. */
  run(): string | null {
    try {
      this.#drive();
      for (let callbacks = 0; ; callbacks++) {
        if (callbacks > MOST_CALLBACKS) throw new Error(`the loop never ends in ${JSON.stringify(this.#plan)}`);
        const job = this.#jobs.shift();
        if (job) {
          this.#state = this.#model.passTurn(this.#state);
          job();
        } else if (this.#isAwaitingQuiet) {
          this.#isAwaitingQuiet = false;
          this.#quiet();
        } else {
          return this.#events.join();
        }
      }
    } catch (error) {
      if (error === DEAD) return null;
      throw error;
    }
  }

  // the driver

  #drive(): void {
    while (this.#next < this.#plan.steps.length) {
      const at = this.#next++;
      if (!this.#take(at)) continue;
      const gap = this.#plan.steps[at]?.gap ?? "quiet";
      if (gap === 0) continue;
      this.#waitingStep = at;
      if (gap === "quiet") {
        this.#isAwaitingQuiet = true;
      } else {
        this.#turnsLeft = gap;
        this.#jobs.push(this.#onTurn);
      }
      return;
    }
    this.#waitingStep = -1;
    this.#isAwaitingQuiet = true;
  }

  readonly #onTurn = (): void => {
    if (--this.#turnsLeft > 0) {
      this.#jobs.push(this.#onTurn);
      return;
    }
    this.#turn(this.#waitingStep);
    this.#drive();
  };

  #turn(step: number): void {
    this.#follow({ kind: "turn" });
    this.#record(EventCode.turn, step, -1, -1);
  }

  #take(at: number): boolean {
    const step = this.#plan.steps[at];
    if (!step) return false;
    const client = this.#client(step.client);
    if (step.do === "cancel") {
      this.#cancel(at, client);
    } else if (step.do === "elapse") {
      throw new Error("asyncio's Event and Queue have no timers");
    } else {
      const { blocking } = this.#verb(at);
      const isIdle = client.outstanding < 0 && client.backlog.length === 0 && isGapOver(client);
      if (!isIdle && (blocking || step.chained === true)) {
        client.backlog.push(at);
        return false;
      }
      this.#issue(at, client);
    }
    return true;
  }

  #cancel(at: number, client: Client): void {
    if (client.last < 0) return;
    const isLate = client.outstanding < 0;
    this.#follow({ kind: isLate ? "lateCancel" : "cancel", client: client.index, silent: false });
    const kind = isLate ? EventCode.lateCancel : EventCode.cancel;
    this.#record(kind, at, client.index, this.#verbIndex(client.last));
  }

  #issue(at: number, client: Client): void {
    const step = this.#plan.steps[at] as CallStep;
    const { blocking, takesItem } = this.#verb(at);
    const item = takesItem ? at : NONE;
    if (takesItem) this.#items.push(at);
    const variant = step.variant === undefined ? {} : { variant: step.variant };
    const priority = step.priority === undefined ? {} : { priority: step.priority };
    if (blocking) {
      this.#follow({ kind: "call", client: client.index, verb: step.verb, item, ...variant, ...priority });
      this.#record(EventCode.call, at, client.index, this.#verbIndex(at), -1, item, this.#manner(at));
      client.outstanding = at;
      client.last = at;
      client.calledAt = this.#calls++;
      // it need not wait
      if (!client.isReady && this.#settlements(client).length > 0) this.#return(client);
      return;
    }
    const found = this.#ends().flatMap(({ outcome, item: given }) => {
      const brought = takesItem ? item : given;
      if (takesItem && outcome === "item") return [];
      const event: ModelEvent = {
        kind: "now",
        client: NONE,
        verb: step.verb,
        outcome,
        item: brought,
        ...variant,
        ...priority,
      };
      return this.#after(event).map((state) => ({ state, outcome, item: brought }));
    });
    const end = this.#choose(found);
    this.#become(end.state);
    const code = OutcomeCode[end.outcome];
    this.#record(EventCode.now, at, client.index, this.#verbIndex(at), code, end.item, this.#manner(at));
  }

  #manner(at: number): number {
    const step = this.#plan.steps[at] as CallStep;
    const { variants = [], takesItem } = this.#verb(at);
    const variant = step.variant === undefined ? 0 : 1 + variants.indexOf(step.variant);
    const isOdd = takesItem && (step.item ?? "object") !== "object";
    return Manner.pack(variant, takesItem ? (step.priority ?? 0) : 0, isOdd);
  }

  // clients

  /** Somebody who was woken or cancelled goes on. */
  #resume(client: Client): void {
    if (phaseOf(this.#state, client.index) === "woken") {
      const next = this.#model.internal(this.#state).filter((state) => differs(this.#state, state, client.index));
      this.#become(this.#choose(next));
    }
    client.isReady = false;
    const phase = phaseOf(this.#state, client.index);
    if (phase === "done" || phase === "ended") this.#return(client);
  }

  /** The operation of a client is over: its caller goes on, now or in a callback of its own. */
  #return(client: Client): void {
    if (this.#timing.returnsAfter === 0) return this.#settle(client);
    client.isReady = true;
    this.#jobs.push(() => {
      client.isReady = false;
      this.#settle(client);
    });
  }

  #settle(client: Client): void {
    const { state, outcome, item } = this.#choose(this.#settlements(client));
    const step = client.outstanding;
    client.outstanding = -1;
    this.#become(state);
    this.#record(EventCode.settle, step, client.index, this.#verbIndex(step), OutcomeCode[outcome], item);
    this.#advance(client);
  }

  #settlements(client: Client): readonly { state: S; outcome: ModelOutcome; item: number }[] {
    return this.#ends().flatMap(({ outcome, item }) =>
      this.#after({ kind: "settle", client: client.index, outcome, item }).map((state) => ({ state, outcome, item })),
    );
  }

  #advance(client: Client): boolean {
    if (client.isIssuing) return false;
    client.isIssuing = true;
    let hasMoved = false;
    while (client.outstanding < 0 && isGapOver(client)) {
      const at = client.backlog.shift();
      if (at === undefined) break;
      hasMoved = true;
      this.#issue(at, client);
      this.#waitGap(at, client);
    }
    client.isIssuing = false;
    return hasMoved;
  }

  #waitGap(at: number, client: Client): void {
    const gap = this.#plan.steps[at]?.gap ?? "quiet";
    if (gap === "quiet") {
      client.waitsForQuiet = true;
    } else if (gap > 0) {
      client.turnsLeft = gap;
      const onTurn = (): void => {
        if (--client.turnsLeft > 0) {
          this.#jobs.push(onTurn);
          return;
        }
        this.#turn(at);
        this.#advance(client);
      };
      this.#jobs.push(onTurn);
    }
  }

  #quiet(): void {
    this.#follow({ kind: "quiet" });
    this.#record(EventCode.quiet, this.#waitingStep, -1, -1);
    this.#table.observers.forEach(({ name }, index) => {
      const values = [0, ...this.#plan.steps.map((_, at) => at + 1)];
      const seen = values.filter((value) => this.#after({ kind: "observe", observer: name, value }).length > 0);
      const value = this.#choose(seen);
      this.#follow({ kind: "observe", observer: name, value });
      this.#record(EventCode.observe, -1, -1, index, -1, value);
    });
    const moved = this.#clients.map((client) => {
      if (!client.waitsForQuiet) return false;
      client.waitsForQuiet = false;
      return this.#advance(client);
    });
    if (this.#next < this.#plan.steps.length || moved.includes(true)) this.#drive();
  }

  // the model

  /** Takes the event, which has no outcome. */
  #follow(event: ModelEvent): void {
    this.#become(this.#choose(this.#after(event)));
  }

  /** Successors, each once. */
  #after(event: ModelEvent): readonly S[] {
    const states = this.#model.step(this.#state, event);
    if (states.length < 2) return states;
    return [...new Map(states.map((state) => [stateText(this.#model, state), state])).values()];
  }

  #choose<T>(options: readonly T[]): T {
    if (options.length === 0) throw DEAD;
    return this.#choices.take(options);
  }

  /** The new state; whoever it lets go on gets a callback. */
  #become(state: S): void {
    this.#state = state;
    this.#noteWhatCannotBe();
    const told = this.#clients.filter(
      (client) => client.outstanding >= 0 && !client.isReady && ON_ITS_WAY.includes(phaseOf(state, client.index)),
    );
    for (const client of this.#inOrder(told)) {
      client.isReady = true;
      this.#jobs.push(() => this.#resume(client));
    }
  }

  /**
   * What never happens in asyncio, whatever the turns: that whoever is woken goes on in the turn that woke it; that anything
   * moves unseen but somebody who was woken (who waits goes on by itself, what is over is taken back, the line changes); that
   * all is quiet while somebody who was woken or cancelled has yet to go on. A model that allows it shows it in its history.
   */
  #noteWhatCannotBe(): void {
    const { internal, passTurn, step } = this.#model;
    const outstanding = this.#clients.filter(({ outstanding: at }) => at >= 0);
    const isOnItsWay = ({ index }: Client): boolean => ON_ITS_WAY.includes(phaseOf(this.#state, index));
    if (outstanding.some(isOnItsWay) && step(this.#state, { kind: "quiet" }).length > 0) {
      this.#record(IMPOSSIBLE.quiet, -1, -1, -1);
    }
    const woken = this.#clients.filter(({ index }) => phaseOf(this.#state, index) === "woken");
    const fresh = woken.filter(({ isReady, outstanding: at }) => at >= 0 && !isReady);
    if (internal(this.#state).some((next) => fresh.some(({ index }) => differs(this.#state, next, index)))) {
      this.#record(IMPOSSIBLE.atOnce, -1, -1, -1);
    }
    const later = passTurn(this.#state);
    for (const next of internal(later)) {
      const isResumption = woken.some(({ index }) => differs(later, next, index));
      if (!isResumption) this.#record(IMPOSSIBLE.byItself, -1, -1, -1);
    }
  }

  #inOrder(told: readonly Client[]): readonly Client[] {
    if (told.length < 2) return told;
    if (this.#timing.order === "any") {
      const orders = permutations(told).filter((order) => {
        // the model knows in which order it has woken them
        const places = order.map(({ index }) => readyOf(this.#state).indexOf(index)).filter((place) => place >= 0);
        return places.every((place, at) => at === 0 || (places[at - 1] ?? 0) < place);
      });
      return this.#choose(orders);
    }
    const isJoin = ({ outstanding }: Client): boolean => (this.#plan.steps[outstanding] as CallStep).verb === "join";
    const place = (client: Client): number => {
      const ready = readyOf(this.#state).indexOf(client.index);
      if (ready >= 0) return ready;
      return isJoin(client) ? client.calledAt - this.#calls : client.calledAt;
    };
    return [...told].sort((a, b) => place(a) - place(b));
  }

  /** Every way to end that could be thought of. */
  #ends(): readonly { readonly outcome: ModelOutcome; readonly item: number }[] {
    return [
      ...OUTCOMES.map((outcome) => ({ outcome, item: NONE })),
      ...this.#items.map((item) => ({ outcome: "item" as const, item })),
    ];
  }

  // lookups

  #client(index: number): Client {
    const client = this.#clients[index];
    if (!client) throw new Error(`there is no client ${String(index)}`);
    return client;
  }

  #verbIndex(at: number): number {
    const step = this.#plan.steps[at];
    return this.#table.verbs.findIndex(({ name }) => step?.do === "call" && name === step.verb);
  }

  #verb(at: number): Subject["verbs"][number] {
    const verb = this.#table.verbs[this.#verbIndex(at)];
    if (!verb) throw new Error(`step ${String(at)} calls no verb`);
    return verb;
  }

  #record(kind: number, step: number, client: number, verb: number, outcome = -1, item = -1, manner = 0): void {
    this.#events.push(kind, step, client, verb, outcome, item, manner);
  }
}

function isGapOver({ turnsLeft, waitsForQuiet }: Client): boolean {
  return turnsLeft === 0 && !waitsForQuiet;
}

function operationOf(state: AnyState, client: number): Operation | Wait | null | undefined {
  return "waits" in state ? state.waits[client] : state.operations[client];
}

/** Whether a client's operation is another one in the second state. */
function differs(before: AnyState, after: AnyState, client: number): boolean {
  const [was, is] = [operationOf(before, client), operationOf(after, client)];
  return was !== is && JSON.stringify(was) !== JSON.stringify(is);
}

function phaseOf(state: AnyState, client: number): string {
  return operationOf(state, client)?.phase ?? "";
}

function readyOf(state: AnyState): readonly number[] {
  return "ready" in state ? state.ready : [];
}

function permutations<T>(list: readonly T[]): readonly (readonly T[])[] {
  if (list.length < 2) return [list];
  return list.flatMap((first, at) =>
    permutations(list.filter((_, other) => other !== at)).map((rest) => [first, ...rest]),
  );
}
