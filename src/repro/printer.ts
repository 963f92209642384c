/**
 * Writes a piece of a source file again: without its types, and with names replaced by what they stand for. The rest of the
 * text stays as it was written.
 */
import { bare, childrenOf, fieldOf, listOf, nameOf, type SyntaxNode } from "./syntax.js";

/** The piece cannot be written again; the message says why, in a sentence part. */
export class NotWritten extends Error {
  override readonly name = "NotWritten";
}

/** What a name is replaced by; undefined leaves it. Called for each name that is read, not for keys. */
export interface Replace {
  (name: string, node: SyntaxNode): string | undefined;
  /** Options that are left without any property are handed over all the same. */
  readonly keepsOptions?: boolean;
}

/** TypeScript that is more than types: it has no plain JavaScript to be left. */
const NO_TYPES = /^TS(ParameterProperty|EnumDeclaration|ModuleDeclaration|ExportAssignment|ImportEqualsDeclaration)$/;
const ONLY_TYPES =
  /^TS(InterfaceDeclaration|TypeAliasDeclaration|TypeAnnotation|TypeParameter(Instantiation|Declaration)|AbstractMethodDefinition|AbstractPropertyDefinition|IndexSignature|DeclareFunction)$/;
/** Stands in the source of a script where a value is known to be absent. */
export const ABSENT = "undefined";

/** Writes `node` of `text` again. Throws a {@link NotWritten}. */
export function write(text: string, node: SyntaxNode, replace: Replace): string {
  const own = special(text, node, replace);
  if (own !== undefined) return own;
  return spliced(text, node, node.start, node.end, replace);
}

/** The text between two places inside a node, with its children written again. */
function spliced(text: string, node: SyntaxNode, from: number, to: number, replace: Replace): string {
  let out = "";
  let at = from;
  for (const child of childrenOf(node)) {
    if (child.start < at || child.end > to || child.start === child.end) continue;
    out += text.slice(at, child.start) + write(text, child, replace);
    at = child.end;
  }
  return out + text.slice(at, to);
}

function special(text: string, node: SyntaxNode, replace: Replace): string | undefined {
  const again = (one: SyntaxNode): string => write(text, one, replace);
  if (NO_TYPES.test(node.type) || listOf(node, "decorators").length > 0)
    throw new NotWritten("its source has TypeScript that is more than types (enum, namespace, parameter property)");
  if (ONLY_TYPES.test(node.type) || node["declare"] === true) return "";
  if (bare(node) !== node && node.type.startsWith("TS")) return again(bare(node));
  switch (node.type) {
    case "Identifier":
      return replace(String(node["name"]), node) ?? String(node["name"]);
    case "MemberExpression":
      return member(text, node, replace);
    case "Property":
      return property(node, again, text, replace);
    case "PropertyDefinition":
      return field(text, node, replace);
    case "MethodDefinition":
      return method(text, node, replace);
    case "ClassDeclaration":
    case "ClassExpression":
      return classOf(node, again);
    case "CallExpression":
    case "NewExpression":
      return call(text, node, replace);
    case "ConditionalExpression":
      return conditional(node, again);
    case "ObjectExpression":
      return object(text, node, replace);
    default:
      return undefined;
  }
}

function member(text: string, node: SyntaxNode, replace: Replace): string | undefined {
  const [object, property] = [fieldOf(node, "object"), fieldOf(node, "property")];
  if (!object || !property) return undefined;
  const whole = replace(`${nameOf(object) ?? ""}.${nameOf(property) ?? ""}`, node);
  if (whole !== undefined && nameOf(object) !== undefined && node["computed"] !== true) return whole;
  const link = text.slice(object.end, property.start).replace("!", "");
  const after = text.slice(property.end, node.end);
  return `${write(text, object, replace)}${link}${node["computed"] === true ? write(text, property, replace) : text.slice(property.start, property.end)}${after}`;
}

function property(
  node: SyntaxNode,
  again: (one: SyntaxNode) => string,
  text: string,
  replace: Replace,
): string | undefined {
  const [key, value] = [fieldOf(node, "key"), fieldOf(node, "value")];
  if (!key || !value) return undefined;
  if (node["shorthand"] === true) {
    const written = again(value);
    const name = nameOf(key) ?? "";
    return written === name || value.type === "AssignmentPattern" ? written : `${name}: ${written}`;
  }
  if (node["method"] === true || node["kind"] !== "init") return method(text, node, replace);
  const name = node["computed"] === true ? `[${again(key)}]` : text.slice(key.start, key.end);
  return `${name}: ${again(value)}`;
}

function field(text: string, node: SyntaxNode, replace: Replace): string {
  const [key, value] = [fieldOf(node, "key"), fieldOf(node, "value")];
  if (!key) throw new NotWritten("its source has a class member that is not understood");
  const name = node["computed"] === true ? `[${write(text, key, replace)}]` : text.slice(key.start, key.end);
  return `${node["static"] === true ? "static " : ""}${name}${value ? ` = ${write(text, value, replace)}` : ""};`;
}

function method(text: string, node: SyntaxNode, replace: Replace): string {
  const [key, value] = [fieldOf(node, "key"), fieldOf(node, "value")];
  if (!key || !value || !fieldOf(value, "body")) return "";
  const head = text.slice(node.start, key.start).replace(/\b(?:private|public|protected|override|abstract)\s+/g, "");
  const name = node["computed"] === true ? `${write(text, key, replace)}]` : text.slice(key.start, key.end);
  return head + name + write(text, value, replace);
}

function classOf(node: SyntaxNode, again: (one: SyntaxNode) => string): string {
  const [id, superClass, body] = ["id", "superClass", "body"].map((name) => fieldOf(node, name));
  const names = `class${id ? ` ${nameOf(id) ?? ""}` : ""}${superClass ? ` extends ${again(superClass)}` : ""}`;
  return `${names} ${body ? again(body) : "{}"}`;
}

/** Without arguments at the end that are known to be absent; and a type argument leaves nothing. */
function call(text: string, node: SyntaxNode, replace: Replace): string | undefined {
  const callee = fieldOf(node, "callee");
  const given = listOf(node, "arguments");
  if (!callee) return undefined;
  const written = given.map((one) => write(text, one, replace));
  const isAbsent = (at: number): boolean =>
    (written[at] === ABSENT && nameOf(given[at]) !== ABSENT) ||
    (written[at] === "{}" && replace.keepsOptions !== true && text.slice(given[at]?.start, given[at]?.end) !== "{}");
  while (written.length > 0 && isAbsent(written.length - 1)) written.pop();
  const opening = `${node.type === "NewExpression" ? "new " : ""}${write(text, callee, replace)}${node["optional"] === true ? "?." : ""}`;
  const inlined = node.type === "CallExpression" ? replace(`${nameOf(callee) ?? ""}()`, node) : undefined;
  return inlined ?? `${opening}(${written.join(", ")})`;
}

/** A choice by what is known to be absent is made here. */
function conditional(node: SyntaxNode, again: (one: SyntaxNode) => string): string | undefined {
  const [test, alternate] = [fieldOf(node, "test"), fieldOf(node, "alternate")];
  if (!test || !alternate || nameOf(test) === undefined || nameOf(test) === ABSENT) return undefined;
  return again(test) === ABSENT ? again(alternate) : undefined;
}

/** Without properties whose value is known to be absent. */
function object(text: string, node: SyntaxNode, replace: Replace): string | undefined {
  const properties = listOf(node, "properties");
  const isAbsent = (one: SyntaxNode): boolean => {
    const value = fieldOf(one, "value");
    return (
      one.type === "Property" &&
      value?.type === "Identifier" &&
      nameOf(value) !== ABSENT &&
      write(text, value, replace) === ABSENT
    );
  };
  if (!properties.some(isAbsent)) return undefined;
  const left = properties.filter((one) => !isAbsent(one)).map((one) => write(text, one, replace));
  return left.length === 0 ? "{}" : `{ ${left.join(", ")} }`;
}

/** Whether an expression needs parentheses to stand where a name stood. */
export function isTight(node: SyntaxNode): boolean {
  return /^(Identifier|Literal|MemberExpression|CallExpression|ArrayExpression|TemplateLiteral)$/.test(node.type);
}
