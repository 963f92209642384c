import type { AnyAdapter } from "../adapters/contract.js";

/** `my-queue 1.0.0, queue, profile asyncio`. An adapter may come from JavaScript: nothing of it is sure before it was checked. */
export function suiteTitle(adapter: AnyAdapter): string {
  const { name = "(adapter without a name)", version, primitive, profile } = (adapter ?? {}) as Partial<AnyAdapter>;
  const parts = [version === undefined ? name : `${name} ${version}`, primitive, profile && `profile ${profile.name}`];
  return parts.filter((part) => part !== undefined).join(", ");
}
