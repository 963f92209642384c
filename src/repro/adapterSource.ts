/** The source of one adapter: where in its file each of its properties stands, and what else the file declares. */
import { NotWritten } from "./printer.js";
import {
  bare,
  boundNames,
  childrenOf,
  fieldOf,
  isFunction,
  keyOf,
  listOf,
  nameOf,
  parseSource,
  type SyntaxNode,
} from "./syntax.js";

/** What the parameters of a function around a piece stand for. */
export type Scope = ReadonlyMap<string, Piece>;

/** A piece of the file, and what the names in it mean. */
export interface Piece {
  readonly node: SyntaxNode;
  readonly scope: Scope;
}

/** Something that the file declares for itself, or imports. */
export type Declared =
  | { readonly is: "import"; readonly from: string; readonly imported: string; readonly viaRequire: boolean }
  | { readonly is: "own"; readonly statement: SyntaxNode; readonly init: SyntaxNode | undefined };

const NO_SCOPE: Scope = new Map();
const MAKERS = ["defineQueue", "defineEvent"];

/** One file that holds adapters. */
export class AdapterFile {
  readonly #program: SyntaxNode;
  /** By the name that they have in the file. */
  readonly declared: ReadonlyMap<string, Declared>;

  /** Throws a {@link NotWritten} where the text cannot be parsed. */
  constructor(readonly text: string) {
    try {
      this.#program = parseSource(text);
    } catch (error) {
      throw new NotWritten(`its source cannot be parsed (${error instanceof Error ? error.message : String(error)})`);
    }
    this.declared = new Map(listOf(this.#program, "body").flatMap(declarations));
  }

  /** The adapter of this name. Throws a {@link NotWritten} where the file does not say plainly how it is made. */
  adapter(name: string): AdapterObject {
    const found = this.#candidates().filter((one) => one.string("name") === name);
    const [first] = found;
    if (!first || found.length > 1)
      throw new NotWritten(
        first
          ? `several adapters of its file have the name ${name}`
          : "its file does not show a `defineQueue({ … })` or `defineEvent({ … })` with its name: it is made by other code",
      );
    return first;
  }

  #candidates(): readonly AdapterObject[] {
    const found: AdapterObject[] = [];
    const visit = (node: SyntaxNode, around: SyntaxNode | undefined): void => {
      const callee = fieldOf(node, "callee");
      const maker = nameOf(callee) ?? nameOf(fieldOf(callee, "property")) ?? "";
      const [argument] = listOf(node, "arguments");
      if (node.type === "CallExpression" && MAKERS.includes(maker) && argument)
        for (const scope of this.#scopes(around)) found.push(new AdapterObject(this, { node: argument, scope }));
      if (node.type === "ObjectExpression" && listOf(node, "properties").some((one) => keyOf(one) === "primitive"))
        for (const scope of this.#scopes(around)) found.push(new AdapterObject(this, { node, scope }));
      for (const child of childrenOf(node)) visit(child, isFunction(node) ? node : around);
    };
    visit(this.#program, undefined);
    return found;
  }

  /** What the parameters of a function mean in each of its calls in the file; one empty scope outside of functions. */
  #scopes(around: SyntaxNode | undefined): readonly Scope[] {
    if (around === undefined) return [NO_SCOPE];
    const name = this.#nameOfFunction(around);
    const scopes: Scope[] = [];
    const visit = (node: SyntaxNode): void => {
      if (node === around) return;
      if (node.type === "CallExpression" && name !== undefined && nameOf(fieldOf(node, "callee")) === name)
        scopes.push(parametersOf(around, listOf(node, "arguments")));
      for (const child of childrenOf(node)) visit(child);
    };
    visit(this.#program);
    return scopes;
  }

  #nameOfFunction(node: SyntaxNode): string | undefined {
    const own = nameOf(fieldOf(node, "id"));
    if (own !== undefined) return own;
    for (const [name, one] of this.declared) if (one.is === "own" && one.init === node) return name;
    return undefined;
  }

  /** What a piece is in the end, where it is a name that the file or a scope explains. */
  resolve(piece: Piece): Piece {
    const node = bare(piece.node);
    const name = nameOf(node);
    if (name === undefined) return { ...piece, node };
    const bound = piece.scope.get(name);
    if (bound) return this.resolve(bound);
    const declared = this.declared.get(name);
    if (declared?.is !== "own") return { ...piece, node };
    const { init, statement } = declared;
    const found = init ?? (isFunction(statement) ? statement : undefined);
    return found ? this.resolve({ node: found, scope: NO_SCOPE }) : { ...piece, node };
  }
}

/** The object that describes an adapter, or a part of it. */
export class AdapterObject {
  constructor(
    readonly file: AdapterFile,
    readonly piece: Piece,
  ) {}

  /** A property, by its path. Undefined where there is none. Throws a {@link NotWritten} where that cannot be told. */
  property(...path: readonly string[]): Piece | undefined {
    let at: Piece | undefined = this.piece;
    for (const name of path) at = at && this.#lookUp(this.file.resolve(at), name);
    return at;
  }

  /** The text of a property that is a string. */
  string(name: string): string | undefined {
    let piece: Piece | undefined;
    try {
      piece = this.property(name);
    } catch {
      return undefined;
    }
    const node = piece && this.file.resolve(piece).node;
    return node?.type === "Literal" && typeof node["value"] === "string" ? node["value"] : undefined;
  }

  #lookUp({ node, scope }: Piece, name: string): Piece | undefined {
    if (node.type !== "ObjectExpression") throw new NotWritten(`where its \`${name}\` comes from is not plain to see`);
    for (const one of [...listOf(node, "properties")].reverse()) {
      if (one.type === "SpreadElement") {
        const argument = fieldOf(one, "argument");
        const found = argument && this.#lookUp(this.file.resolve({ node: argument, scope }), name);
        if (found) return found;
      } else if (keyOf(one) === name) {
        const value = fieldOf(one, "value");
        return value && { node: value, scope };
      }
    }
    return undefined;
  }
}

function parametersOf(node: SyntaxNode, given: readonly SyntaxNode[]): Scope {
  return new Map(
    listOf(node, "params").flatMap((parameter, at): [string, Piece][] => {
      const isDefaulted = parameter.type === "AssignmentPattern";
      const name = nameOf(isDefaulted ? fieldOf(parameter, "left") : parameter);
      const value = given[at] ?? (isDefaulted ? fieldOf(parameter, "right") : undefined);
      return name === undefined || !value ? [] : [[name, { node: value, scope: NO_SCOPE }]];
    }),
  );
}

/** What one statement of a file declares. */
function declarations(statement: SyntaxNode): [string, Declared][] {
  const inner = fieldOf(statement, "declaration");
  if (/^Export(Named|Default)Declaration$/.test(statement.type) && inner) return declarations(inner);
  if (statement.type === "ImportDeclaration") return imports(statement);
  if (statement.type === "VariableDeclaration")
    return listOf(statement, "declarations").flatMap((one) => variable(statement, one));
  const name = nameOf(fieldOf(statement, "id"));
  return name === undefined ? [] : [[name, { is: "own", statement, init: undefined }]];
}

function imports(statement: SyntaxNode): [string, Declared][] {
  if (statement["importKind"] === "type") return [];
  const from = String(fieldOf(statement, "source")?.["value"]);
  return listOf(statement, "specifiers").flatMap((one): [string, Declared][] => {
    const local = nameOf(fieldOf(one, "local"));
    if (local === undefined || one["importKind"] === "type") return [];
    const imported = one.type === "ImportSpecifier" ? (nameOf(fieldOf(one, "imported")) ?? "") : importedAs(one);
    return [[local, { is: "import", from, imported, viaRequire: false }]];
  });
}

function importedAs({ type }: SyntaxNode): string {
  return type === "ImportDefaultSpecifier" ? "default" : "*";
}

function variable(statement: SyntaxNode, declarator: SyntaxNode): [string, Declared][] {
  const [id, value] = [fieldOf(declarator, "id"), fieldOf(declarator, "init")];
  const init = value && bare(value);
  const from = init && requiredBy(init);
  if (from === undefined)
    return boundNames(id).map((name) => [
      name,
      { is: "own", statement, init: id?.type === "Identifier" ? init : undefined },
    ]);
  if (id?.type === "Identifier")
    return [[String(id["name"]), { is: "import", from, imported: "default", viaRequire: true }]];
  return listOf(id as SyntaxNode, "properties").flatMap((one): [string, Declared][] => {
    const local = nameOf(fieldOf(one, "value"));
    return local === undefined ? [] : [[local, { is: "import", from, imported: keyOf(one) ?? "", viaRequire: true }]];
  });
}

/** The module of a `require("…")`. */
function requiredBy(node: SyntaxNode): string | undefined {
  const [argument] = listOf(node, "arguments");
  const isRequire = node.type === "CallExpression" && nameOf(fieldOf(node, "callee")) === "require";
  return isRequire && argument?.type === "Literal" ? String(argument["value"]) : undefined;
}
