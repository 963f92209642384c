import type { CloseSemantics } from "./profiles.js";

/** What each answer of a close may be declared as. */
export const CLOSE_ANSWERS: { readonly [Answer in keyof CloseSemantics]: readonly CloseSemantics[Answer][] } = {
  items: ["drained", "discarded"],
  getters: ["closed", "error", "never", "any"],
  putters: ["kept", "closed", "error", "ok", "never", "any"],
  put: ["closed", "error", "ok", "never", "any"],
  putNowait: ["closed", "error", "full", "ok", "any"],
  get: ["closed", "error", "never", "any"],
  getNowait: ["closed", "empty", "error", "any"],
  again: ["ok", "closed", "error", "any"],
};
