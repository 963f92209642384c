/** Operations that the subject itself makes: an object with a promise and a way to cancel it. */
import type { Piece } from "./adapterSource.js";
import type { Given } from "./calls.js";
import type { Draft } from "./draft.js";
import { fieldOf, keyOf, listOf, type SyntaxNode } from "./syntax.js";

/** The object `{ promise, cancel }` that a verb answers with. */
export function ownCancel(draft: Draft, verb: Piece): SyntaxNode | undefined {
  const { node } = draft.pieces.file.resolve(verb);
  const body = fieldOf(node, "body");
  const last = body?.type === "BlockStatement" ? listOf(body, "body").at(-1) : undefined;
  const answer = last?.type === "ReturnStatement" ? fieldOf(last, "argument") : body;
  return answer?.type === "ObjectExpression" && listOf(answer, "properties").some((one) => keyOf(one) === "cancel")
    ? answer
    : undefined;
}

/** Both of its parts, where neither needs more than the verb is given. */
export function inlinedOperation(
  draft: Draft,
  verb: Piece,
  given: readonly Given[],
): { promise: string; cancel: string | undefined } | undefined {
  const inlined = draft.calls.inlined(verb, given);
  if (!inlined) return undefined;
  const { body, meanings } = inlined;
  const part = (name: string): SyntaxNode | undefined =>
    fieldOf(
      listOf(body.node, "properties").find((one) => keyOf(one) === name),
      "value",
    );
  const [promise, cancel] = [part("promise"), part("cancel")];
  const abort = fieldOf(cancel, "body");
  if (!promise || !abort || abort.type === "BlockStatement") return undefined;
  const text = (node: SyntaxNode): string => draft.pieces.text({ node, scope: body.scope }, meanings);
  return { promise: text(promise), cancel: text(abort).replace(/^void /, "") };
}
