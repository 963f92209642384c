/** The plan itself cannot be run: it is malformed, or asks for something that is not executed yet. */
export class PlanError extends Error {
  override readonly name = "PlanError";
}
