/** Calls of an adapter's functions as a user of the subject would write them. */
import type { Piece } from "./adapterSource.js";
import { declaresAny, type Pieces } from "./pieces.js";
import { NotWritten } from "./printer.js";
import { childrenOf, fieldOf, isFunction, keyOf, listOf, nameOf, type SyntaxNode } from "./syntax.js";

/** A value that is handed to an adapter's function: as a whole, and by its parts where those have names of their own. */
export interface Given {
  readonly text: string;
  readonly parts?: Readonly<Record<string, string>>;
}

/** Writes calls, and the functions that cannot be written in place of their call. */
export class Calls {
  /** Functions of the script's own, by name. */
  readonly functions: Map<string, string> = new Map();

  constructor(
    private readonly pieces: Pieces,
    /** Answers a name that is not taken in the script. */
    private readonly fresh: (wanted: string) => string,
  ) {}

  /**
   * A call of a function as an expression: what the function does, where that is one expression, and else a call of a small
   * function of the script's own.
   *
   * @param name - how such a function is called
   */
  write(name: string, callee: Piece, given: readonly Given[]): string {
    const inlined = this.inlined(callee, given);
    return inlined ? this.pieces.text(inlined.body, inlined.meanings) : this.#called(name, callee, given);
  }

  /** The one expression that a function answers with, and what its parameters mean there; undefined where it is more. */
  inlined(
    callee: Piece,
    given: readonly Given[],
  ): { readonly body: Piece; readonly meanings: ReadonlyMap<string, string> } | undefined {
    const { node, scope } = this.pieces.file.resolve(callee);
    if (!isFunction(node) || node["async"] === true || node["generator"] === true) return undefined;
    const body = expressionOf(node);
    const meanings = meaningsOf(listOf(node, "params"), given);
    if (!body || !meanings || declaresAny(body, meanings)) return undefined;
    // the whole of something that has only parts cannot be written
    const wholes = listOf(node, "params").flatMap((one, at) => (given[at]?.text === "" ? [nameOf(one) ?? ""] : []));
    return wholes.some((whole) => readsWhole(body, whole)) ? undefined : { body: { node: body, scope }, meanings };
  }

  /** A call of the function itself. */
  #called(name: string, callee: Piece, given: readonly Given[]): string {
    const { node, scope } = this.pieces.file.resolve(callee);
    if (!isFunction(node)) throw new NotWritten(`its \`${name}\` is not written as a function`);
    const own = nameOf(callee.node);
    const isNamed = own !== undefined && callee.scope.size === 0 && this.pieces.file.declared.has(own);
    const called = isNamed ? this.pieces.text(callee) : this.#declared(name, { node, scope });
    const wanted = listOf(node, "params").map((one, at) => argument(one, given[at], node));
    return `${called}(${wanted.join(", ")})`;
  }

  #declared(name: string, piece: Piece): string {
    const text = this.pieces.text(piece);
    for (const [known, one] of this.functions) if (one === text) return known;
    const own = this.fresh(name);
    this.functions.set(
      own,
      text.startsWith("(") && piece.node.type !== "ArrowFunctionExpression" ? `function ${text}` : text,
    );
    return own;
  }
}

/** The expression that a function consists of. */
function expressionOf(node: SyntaxNode): SyntaxNode | undefined {
  const body = fieldOf(node, "body");
  if (!body) return undefined;
  if (body.type !== "BlockStatement") return body;
  const [only, more] = listOf(body, "body");
  if (more) return undefined;
  return only?.type === "ReturnStatement" ? fieldOf(only, "argument") : undefined;
}

/** What each name that the parameters bind means; undefined where a pattern says more than names. */
function meaningsOf(
  parameters: readonly SyntaxNode[],
  given: readonly Given[],
): ReadonlyMap<string, string> | undefined {
  const meanings = new Map<string, string>();
  for (const [at, parameter] of parameters.entries()) {
    const value = given[at] ?? { text: "undefined" };
    if (parameter.type === "Identifier") {
      const name = String(parameter["name"]);
      if (value.text !== "") meanings.set(name, value.text);
      for (const [part, text] of Object.entries(value.parts ?? {})) meanings.set(`${name}.${part}`, text);
    } else if (parameter.type === "ObjectPattern") {
      for (const one of listOf(parameter, "properties")) {
        const [key, local] = [keyOf(one), nameOf(fieldOf(one, "value"))];
        if (key === undefined || local === undefined) return undefined;
        meanings.set(local, value.parts?.[key] ?? `${value.text}.${key}`);
      }
    } else if (parameter.type === "ArrayPattern") {
      const elements = parameter["elements"] as readonly (SyntaxNode | null)[];
      for (const [index, one] of elements.entries()) {
        if (one === null) continue;
        const local = nameOf(one);
        if (local === undefined) return undefined;
        meanings.set(local, `${value.text}[${String(index)}]`);
      }
    } else return undefined;
  }
  return meanings;
}

/** Whether a name is read otherwise than for one of its parts. */
function readsWhole(node: SyntaxNode, name: string): boolean {
  if (node.type === "MemberExpression" && nameOf(fieldOf(node, "object")) === name) return node["computed"] === true;
  return nameOf(node) === name || childrenOf(node).some((one) => readsWhole(one, name));
}

/** What is handed to a parameter: of something that has parts, those that the function reads. */
function argument(parameter: SyntaxNode, given: Given | undefined, callee: SyntaxNode): string {
  if (!given?.parts) return given?.text ?? "undefined";
  const { parts } = given;
  const name = nameOf(parameter);
  const named = name === undefined ? listOf(parameter, "properties").flatMap((one) => keyOf(one) ?? []) : [];
  const body = fieldOf(callee, "body");
  const read = name === undefined || !body ? named : partsRead(body, name, Object.keys(parts));
  return `{ ${read.map((one) => (parts[one] === one ? one : `${one}: ${parts[one] ?? "undefined"}`)).join(", ")} }`;
}

/** The parts of a name that are read; all that is plain data where it is handed on as a whole. */
function partsRead(body: SyntaxNode, name: string, all: readonly string[]): readonly string[] {
  const isRead = (one: string): boolean => readsPart(body, name, one);
  return readsWhole(body, name)
    ? all.filter((one) => !["done", "fail"].includes(one) || isRead(one))
    : all.filter(isRead);
}

function readsPart(node: SyntaxNode, name: string, part: string): boolean {
  if (node.type === "MemberExpression" && nameOf(fieldOf(node, "object")) === name && node["computed"] !== true)
    return nameOf(fieldOf(node, "property")) === part;
  return childrenOf(node).some((one) => readsPart(one, name, part));
}
