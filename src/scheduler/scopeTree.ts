/**
 * A scope as a tree of steps. What may follow depends on little of what came: which clients were named, which of them have
 * called something that can be cancelled, how many cancels are left. Places where these agree are one node, so that the
 * tree of 10^8 plans is a graph of a few hundred nodes, and counting is adding.
 */
import { CLIENTS, GAPS } from "./plan.js";
import { isTimed, packStep, plainStep, type Action, type PlanSpace } from "./planSpace.js";
import { soundReductions, type Reductions } from "./reductions.js";
import type { Scope } from "./scope.js";

/** Where a plan has come to. Sets of clients are bits. */
export interface Node {
  /** Steps still to come. */
  readonly left: number;
  /** Clients that steps have named. */
  readonly named: number;
  /** Those that have called something that can be cancelled. */
  readonly cancellable: number;
  /** Cancel steps still allowed. */
  readonly cancels: number;
}

/** What may come next: steps that lead to the same node. */
export interface Branch {
  /** The same call or cancel with every item and gap, packed. */
  readonly steps: readonly number[];
  readonly to: Node;
}

/** An action of the scope. */
interface Choice {
  readonly what: Action;
  /** Index into the space's actions. */
  readonly action: number;
  readonly items: readonly { readonly item: number; readonly priority: number }[];
}

const QUIET = GAPS.indexOf("quiet");
const PLAIN = [{ item: 0, priority: 0 }] as const;
const ALL = (1 << CLIENTS) - 1;

/** Every plan of a scope, as paths from {@link ScopeTree.root}. */
export class ScopeTree {
  readonly root: Node;
  readonly #space: PlanSpace;
  readonly #clients: number;
  readonly #reductions: Required<Reductions>;
  readonly #choices: readonly Choice[];
  readonly #gaps: readonly number[];
  /** Clients that may call the same verbs, as bits: as many of each kind as one plan may name. */
  readonly #kinds: readonly number[];
  readonly #nodes = new Map<number, Node>();
  readonly #branches = new Map<Node, readonly Branch[]>();
  readonly #counts = new Map<Node, number>();

  constructor(space: PlanSpace, scope: Scope, reductions: Reductions) {
    const { steps, clients, gaps, cancels = steps } = scope;
    if (!Number.isInteger(steps) || steps < 1) {
      throw new RangeError(`Expected \`steps\` to be a positive integer, got \`${String(steps)}\``);
    }
    this.#space = space;
    this.#clients = clients;
    this.#reductions = soundReductions(space, scope, reductions);
    this.#choices = choicesOf(space, scope);
    this.#gaps = gaps.map((gap) => GAPS.indexOf(gap));
    this.#kinds = kindsOf(space).map((kind) => firstOf(kind, clients));
    this.root = this.#node(steps, 0, 0, Math.min(cancels, steps));
  }

  /** What may come next, in a fixed order. Empty where the plan has all its steps. */
  branches(node: Node): readonly Branch[] {
    let branches = this.#branches.get(node);
    if (!branches) this.#branches.set(node, (branches = node.left === 0 ? [] : this.#branchesOf(node)));
    return branches;
  }

  /** How many plans pass through the node on one path; Number.MAX_SAFE_INTEGER where there are as many or more. */
  count(node: Node): number {
    if (node.left === 0) return 1;
    let count = this.#counts.get(node);
    if (count === undefined) {
      count = 0;
      for (const { steps, to } of this.branches(node)) count += steps.length * this.count(to);
      this.#counts.set(node, (count = Math.min(count, Number.MAX_SAFE_INTEGER)));
    }
    return count;
  }

  #branchesOf(node: Node): readonly Branch[] {
    const { left, named, cancellable, cancels } = node;
    const gaps = left === 1 && this.#reductions.quietLastGap ? [QUIET] : this.#gaps;
    const branches: Branch[] = [];
    for (const { what, action, items } of this.#choices) {
      if (what.do === "cancel" && cancels === 0) continue;
      for (const client of this.#clientsOf(what, node)) {
        const steps = items.flatMap((item) =>
          gaps.map((gap) => packStep(plainStep({ action, client, gap, ...item }), this.#space)),
        );
        const bit = 1 << client;
        const to = this.#node(
          left - 1,
          this.#isNobodys(what) ? named : named | bit,
          what.do === "call" && what.cancellable ? cancellable | bit : cancellable,
          what.do === "cancel" ? cancels - 1 : cancels,
        );
        branches.push({ steps, to });
      }
    }
    return branches;
  }

  #node(left: number, named: number, cancellable: number, cancels: number): Node {
    const key = ((cancels * (ALL + 1) + cancellable) * (ALL + 1) + named) * 1024 + left;
    let node = this.#nodes.get(key);
    if (!node) this.#nodes.set(key, (node = { left, named, cancellable, cancels }));
    return node;
  }

  #clientsOf(what: Action, { named, cancellable }: Node): readonly number[] {
    if (this.#isNobodys(what)) return what.do === "call" ? what.clients.slice(-1) : [];
    if (what.do === "cancel" && this.#reductions.aimedCancels) return clientsIn(cancellable);
    const allowed = what.do === "call" ? bitsOf(what.clients) : ALL;
    return clientsIn(this.#nameable(named) & allowed);
  }

  #isNobodys(what: Action): boolean {
    return what.do === "call" && !what.blocking && this.#reductions.nobodysImmediateSteps;
  }

  /** Clients that a step may name: those that others have named already and, if there may be more, new ones. */
  #nameable(named: number): number {
    if (clientsIn(named).length >= this.#clients) return named;
    let nameable = named;
    for (const kind of this.#kinds) {
      const fresh = kind & ~named;
      nameable |= this.#reductions.interchangeableClients ? firstOf(fresh, 1) : fresh;
    }
    return nameable;
  }
}

function choicesOf(space: PlanSpace, { odd = false, variants = false }: Scope): readonly Choice[] {
  const classes = odd ? space.items.map((_, item) => item) : [0];
  const priorities = space.hasPriorities ? [0, 1] : [0];
  const brought = classes.flatMap((item) => priorities.map((priority) => ({ item, priority })));
  return space.actions.flatMap((what, action) => {
    const isIn =
      what.do === "cancel" || (what.do === "call" && (what.variant === undefined || (variants && !isTimed(what))));
    return isIn ? [{ what, action, items: what.do === "call" && what.takesItem ? brought : PLAIN }] : [];
  });
}

/** Clients, sorted by what they may call. */
function kindsOf({ actions }: PlanSpace): readonly number[] {
  const kinds = new Map<string, number>();
  for (const client of clientsIn(ALL)) {
    const may = actions.map((what) => (what.do === "call" && !what.clients.includes(client) ? "-" : "+")).join("");
    kinds.set(may, (kinds.get(may) ?? 0) | (1 << client));
  }
  return [...kinds.values()];
}

function clientsIn(bits: number): readonly number[] {
  const clients: number[] = [];
  for (let client = 0; client < CLIENTS; client++) if ((bits >> client) & 1) clients.push(client);
  return clients;
}

function bitsOf(clients: readonly number[]): number {
  return clients.reduce((bits, client) => bits | (1 << client), 0);
}

/** So many of the clients, the smallest numbers first. */
function firstOf(bits: number, count: number): number {
  return bitsOf(clientsIn(bits).slice(0, count));
}
