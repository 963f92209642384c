import type { CloseSemantics } from "../profiles.js";

/**
 * A close of which nothing is said but what becomes of the items. An adapter spreads it and declares, answer by answer,
 * what its package promises: what is left out of a close would be the kit's default otherwise.
 */
export const UNPROMISED: Omit<CloseSemantics, "items"> = {
  getters: "any",
  putters: "any",
  put: "any",
  putNowait: "any",
  get: "any",
  getNowait: "any",
  again: "any",
};
