/** One random plan while it is drawn: step by step, one 32-bit draw for each. */
import { CLIENTS, PRIORITIES } from "../plan.js";
import { isTimed, packStep, type Action, type CallAction, type PlanSpace } from "../planSpace.js";
import type { RandomSource } from "./strategy.js";
import { ACTION_DRAWS, GAP_DRAWS } from "./weights.js";

/** What a whole plan has in common. */
export interface Shape {
  /** Clients that issue operations. */
  readonly clients: number;
  /** Immediate steps may wait for their client. */
  readonly chains: boolean;
  /** Half of the items are no plain objects. */
  readonly odd: boolean;
  /** A quarter of the operations get a signal that is aborted already. */
  readonly aborts: boolean;
  /** One cancel of so many, a power of two, names whoever called first, though that operation may be over. */
  readonly lateOneOf: number;
}

/** Seven of eight cancels are aimed at an operation that may well be outstanding. */
export const USUALLY_LATE = 8;

/** Plain plans of this many clients. */
export function plainShape(clients: number): Shape {
  return { clients, chains: false, odd: false, aborts: false, lateOneOf: USUALLY_LATE };
}

/** Collects the steps of one plan. */
export class Draft {
  readonly steps: number[] = [];
  /** Clients that have called something that can be cancelled and have not been cancelled since. */
  private readonly aimed: number[] = [];
  /** The same, whether cancelled since or not; in the order of their last calls. */
  private readonly cancellable: number[] = [];
  private oddUsed: Set<number> | undefined;
  private isTimeAsked = false;

  constructor(
    private readonly space: PlanSpace,
    private readonly shape: Shape,
    /** Actions to fall back on where the drawn one cannot act: calls of plain verbs. */
    private readonly plain: readonly number[],
  ) {}

  /**
   * Draws one step: its action from a table of {@link ACTION_DRAWS}, its gap from one of {@link GAP_DRAWS}. `caller` is the
   * client that calls, where the action leaves the choice; -1 draws one.
   */
  add(random: RandomSource, actions: Uint8Array, gaps: Uint8Array, caller = -1): void {
    const draw = random.next() >>> 0;
    const gap = gaps[(draw >>> 8) & (GAP_DRAWS - 1)] ?? 0;
    const high = draw >>> 14;
    let action = actions[draw & (ACTION_DRAWS - 1)] ?? 0;
    let what = this.space.actions[action];
    if (what && !this.canAct(what)) {
      action = this.plain[high % this.plain.length] ?? 0;
      what = this.space.actions[action];
    }
    if (!what) return;
    if (what.do === "call") this.call(random, action, what, gap, high, caller);
    else this.push(action, what.do === "cancel" ? this.aim(high) : 0, gap, 0, 0, 0, 0);
  }

  private canAct(what: Action): boolean {
    if (what.do === "cancel") return this.cancellable.length > 0;
    return what.do === "call" || this.isTimeAsked;
  }

  /** The client that a cancel names: mostly one whose operation may well be outstanding, else the one that called first. */
  private aim(high: number): number {
    const { aimed, cancellable, shape } = this;
    const isLate = aimed.length === 0 || (high & (shape.lateOneOf - 1)) === shape.lateOneOf - 1;
    const client = (isLate ? cancellable[0] : aimed[(high >>> 3) % aimed.length]) ?? 0;
    remove(aimed, client);
    return client;
  }

  private call(
    random: RandomSource,
    action: number,
    what: CallAction,
    gap: number,
    high: number,
    caller: number,
  ): void {
    const { shape, space } = this;
    const callers = what.clients.length < CLIENTS ? what.clients.length : shape.clients;
    const client = what.clients.includes(caller) ? caller : (what.clients[high % callers] ?? 0);
    const chained = shape.chains && !what.blocking && high & 0x1000 ? 1 : 0;
    if (what.cancellable) {
      remove(this.cancellable, client);
      this.cancellable.push(client);
      if (!this.aimed.includes(client)) this.aimed.push(client);
    }
    if (isTimed(what)) this.isTimeAsked = true;
    const aborted = shape.aborts && what.abortable && (random.next() & 3) === 0 ? 1 : 0;
    const item = what.takesItem && shape.odd ? this.oddItem(random.next() >>> 0) : 0;
    const priority = what.takesItem && space.hasPriorities ? (random.next() >>> 0) % PRIORITIES.length : 0;
    this.push(action, client, gap, chained, aborted, item, priority);
  }

  private push(
    action: number,
    client: number,
    gap: number,
    chained: number,
    aborted: number,
    item: number,
    priority: number,
  ): void {
    this.steps.push(packStep({ action, client, gap, chained, aborted, item, priority }, this.space));
  }

  /** Half of the items are odd; none of them twice, since two nulls are the same item. */
  private oddItem(draw: number): number {
    const item = 1 + ((draw >>> 1) % (this.space.items.length - 1));
    this.oddUsed ??= new Set();
    if ((draw & 1) === 0 || this.oddUsed.has(item)) return 0;
    this.oddUsed.add(item);
    return item;
  }
}

function remove(clients: number[], client: number): void {
  const at = clients.indexOf(client);
  if (at >= 0) clients.splice(at, 1);
}

/** Indexes of the actions that call a plain verb. */
export function plainCalls({ actions }: PlanSpace): readonly number[] {
  return actions.flatMap((action, at) => (action.do === "call" && action.variant === undefined ? [at] : []));
}
