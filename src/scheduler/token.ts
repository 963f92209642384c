// TEMPORARY STUB by the runner's author; to be replaced by the scheduler's author
import type { Plan } from "./plan.js";
import type { Subject } from "./subject.js";
export class TokenError extends Error {}
export function encodeToken(plan: Plan, _subject: Subject, primitive: string): string {
  return `${primitive[0] ?? ""}1.${JSON.stringify(plan)}`;
}
export function decodeToken(token: string, _subject: Subject, _primitive: string): Plan {
  return JSON.parse(token.slice(3)) as Plan;
}
