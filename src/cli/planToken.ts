/** Tokens without the subject: the worker that holds it may be gone. */
import { toSubject } from "../adapters/subject.js";
import { validateAdapter } from "../adapters/validateAdapter.js";
import type { AnyAdapter } from "../adapters/contract.js";
import type { Plan } from "../scheduler/plan.js";
import type { Subject, Verb } from "../scheduler/subject.js";
import { tableHash } from "../scheduler/tableHash.js";
import { encodeToken } from "../scheduler/token.js";

type VerbShape = Omit<Verb, "call" | "outcome">;

/** The operation table of a subject as plain data: enough to write a token. */
export interface TokenTable {
  readonly primitive: "event" | "queue";
  readonly name: string;
  readonly verbs: readonly VerbShape[];
  readonly observers: readonly string[];
  readonly hash: string;
}

/** The table of an adapter; null where it has mistakes, and nothing will run. */
export function tokenTable(adapter: AnyAdapter): TokenTable | null {
  if (validateAdapter(adapter) !== null) return null;
  const subject = toSubject(adapter);
  return {
    primitive: adapter.primitive,
    name: adapter.name,
    verbs: subject.verbs.map(({ name, blocking, takesItem, deliversItem, cancellable }) => ({
      name,
      blocking,
      takesItem,
      cancellable,
      ...(deliversItem === undefined ? {} : { deliversItem }),
    })),
    observers: subject.observers.map(({ name }) => name),
    hash: tableHash(subject),
  };
}

/** The token of a plan; null where there is no plan. */
export function planToken(plan: Plan | null, table: TokenTable | null): string | null {
  if (plan === null || table === null) return null;
  const subject: Subject = {
    name: table.name,
    verbs: table.verbs.map((verb) => ({ ...verb, call: () => undefined, outcome: () => ({ is: "ok" }) })),
    observers: table.observers.map((name) => ({ name, read: () => 0 })),
    wakesWithin: 0,
    create: () => undefined,
  };
  return encodeToken(plan, subject, table.primitive);
}
