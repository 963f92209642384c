/** Tokens without the subject: the worker that holds it may be gone. */
import { toSubject } from "../adapters/subject.js";
import { validateAdapter } from "../adapters/validateAdapter.js";
import type { AnyAdapter } from "../adapters/contract.js";
import type { Plan } from "../scheduler/plan.js";
import { encodeToken, type TokenTable } from "../scheduler/token.js";

/** What a token of this adapter is written with, as plain data; null where it has mistakes, and nothing will run. */
export function tokenTable(adapter: AnyAdapter): TokenTable | null {
  if (validateAdapter(adapter).length > 0) return null;
  const verbs = toSubject(adapter).verbs.map(({ name, blocking, takesItem, takesPriority, variants }) => ({
    name,
    blocking,
    takesItem,
    ...(takesPriority === undefined ? {} : { takesPriority }),
    ...(variants === undefined ? {} : { variants }),
  }));
  return { primitive: adapter.primitive, verbs };
}

/** The token of a plan; null where there is no plan. */
export function planToken(plan: Plan | null, table: TokenTable | null): string | null {
  return plan === null || table === null ? null : encodeToken(plan, table);
}
