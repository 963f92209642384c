/** A text for a state, for tests that tell states apart. */
import { Codes } from "../../src/models/codes.js";
import type { Model } from "../../src/models/model.js";

/** A text that is equal for equal states only. */
export function stateText<S>(model: Model<S>, state: S): string {
  const codes = new Codes();
  model.encode(state, codes);
  return codes.numbers.subarray(0, codes.length).join();
}
