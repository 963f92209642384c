/** The syntax of a source file, TypeScript or JavaScript, ESM or CommonJS. */
import { tsPlugin } from "@sveltejs/acorn-typescript";
import { Parser } from "acorn";

/** A node of the tree, as ESTree and typescript-eslint name them; what it holds besides depends on its type. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

const TypeScript = Parser.extend(tsPlugin() as unknown as (parser: typeof Parser) => typeof Parser);

/** Parses a file. Throws a SyntaxError that says where. */
export function parseSource(text: string): SyntaxNode {
  const options = { ecmaVersion: "latest", sourceType: "module", locations: true } as const;
  return TypeScript.parse(text, { ...options, allowReturnOutsideFunction: true }) as unknown as SyntaxNode;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

/** The nodes right below one, in the order of the text. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter(isNode)
    .sort((a, b) => a.start - b.start);
}

/** The nodes of a list field; empty where there is none. */
export function listOf(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? (value as unknown[]).filter(isNode) : [];
}

/** The node of a field, if there is one. */
export function fieldOf(node: SyntaxNode | undefined, field: string): SyntaxNode | undefined {
  const value = node?.[field];
  return isNode(value) ? value : undefined;
}

export function nameOf(node: SyntaxNode | undefined): string | undefined {
  return node?.type === "Identifier" ? String(node["name"]) : undefined;
}

/** The name of a property, written as an identifier or as a string. */
export function keyOf(property: SyntaxNode): string | undefined {
  if (property["computed"] === true) return undefined;
  const key = fieldOf(property, "key");
  return key?.type === "Literal" ? String(key["value"]) : nameOf(key);
}

/** An expression without what TypeScript puts around it. */
export function bare(node: SyntaxNode): SyntaxNode {
  const isWrapped = /^TS(As|Satisfies|NonNull|Instantiation)Expression$|^TSTypeAssertion$/.test(node.type);
  const inner = fieldOf(node, "expression");
  return (isWrapped || node.type === "ParenthesizedExpression") && inner ? bare(inner) : node;
}

/** The names that a pattern binds: a name, `{ a, b: c }`, `[a]`. */
export function boundNames(pattern: SyntaxNode | undefined): readonly string[] {
  switch (pattern?.type) {
    case "Identifier":
      return [String(pattern["name"])];
    case "ObjectPattern":
      return listOf(pattern, "properties").flatMap((one) =>
        boundNames(fieldOf(one, "value") ?? fieldOf(one, "argument")),
      );
    case "ArrayPattern":
      return listOf(pattern, "elements").flatMap((one) => boundNames(one));
    case "AssignmentPattern":
      return boundNames(fieldOf(pattern, "left"));
    case "RestElement":
      return boundNames(fieldOf(pattern, "argument"));
    default:
      return [];
  }
}

const FUNCTIONS = /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/;

export function isFunction(node: SyntaxNode | undefined): node is SyntaxNode {
  return node !== undefined && FUNCTIONS.test(node.type);
}

/** Every name that is declared somewhere inside: parameters, variables, functions, classes. */
export function declaredInside(node: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (one: SyntaxNode): void => {
    if (isFunction(one))
      for (const parameter of listOf(one, "params")) for (const name of boundNames(parameter)) names.add(name);
    if (one.type === "VariableDeclarator") for (const name of boundNames(fieldOf(one, "id"))) names.add(name);
    if (/Declaration$/.test(one.type)) for (const name of boundNames(fieldOf(one, "id"))) names.add(name);
    if (one.type === "CatchClause") for (const name of boundNames(fieldOf(one, "param"))) names.add(name);
    for (const child of childrenOf(one)) visit(child);
  };
  visit(node);
  return names;
}
