/** Which correct implementation a wrong one is made from, by the name of its class. */
import type { AnyAdapter } from "../../src/adapters/contract.js";
import { toSubject } from "../../src/adapters/subject.js";

/** The name of the class that the subject's class extends; its own where it extends none. */
export function buildOf({ adapter }: { readonly adapter: AnyAdapter }): string {
  const capacity = adapter.primitive === "queue" ? 1 : null;
  const made = toSubject(adapter, { cancellable: [] }).create({ capacity }, { signal: new AbortController().signal });
  const own = Object.getPrototypeOf(made) as object;
  const base = Object.getPrototypeOf(own) as object;
  return (base === Object.prototype ? own : base).constructor.name.replace(/\d+$/, "");
}
