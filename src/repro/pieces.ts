/**
 * Pieces of an adapter's file in a script: written again without types, with the kit's tags as plain words, and with
 * whatever else of the file they need.
 */
import type { AdapterFile, Declared, Piece, Scope } from "./adapterSource.js";
import { isTight, NotWritten, write, type Replace } from "./printer.js";
import { declaredInside, fieldOf, isFunction, listOf, nameOf, type SyntaxNode } from "./syntax.js";

/** What a tag of the kit is in a script. */
const TAGS: Readonly<Record<string, string>> = {
  EMPTY: '"empty"',
  FULL: '"full"',
  CLOSED: '"closed"',
  CANCELLED: '"cancelled"',
  TIMED_OUT: '"timedOut"',
};

/** Names that stand for something else in a piece: by name, or `name.property`. */
export type Meanings = ReadonlyMap<string, string>;

const NOTHING: Meanings = new Map();

/** What was written of one file, and what it needs. */
export class Pieces {
  /** Names that the script has to import, as the file does. */
  readonly imports: Map<string, Extract<Declared, { readonly is: "import" }>> = new Map();
  readonly #statements = new Map<SyntaxNode, string>();
  readonly #kit: ReadonlySet<string>;

  constructor(
    readonly file: AdapterFile,
    private readonly keepsOptions: boolean,
  ) {
    const kit = new Set(["async-tck"]);
    for (const one of file.declared.values())
      if (one.is === "import" && /^define(Queue|Event)$/.test(one.imported)) kit.add(one.from);
    this.#kit = kit;
  }

  /** Statements of the file that the pieces need, in its order. */
  get statements(): readonly string[] {
    return [...this.#statements].sort(([a], [b]) => a.start - b.start).map(([, text]) => text);
  }

  /** A piece as text. */
  text({ node, scope }: Piece, meanings: Meanings = NOTHING): string {
    return write(this.file.text, node, this.#replace(scope, meanings));
  }

  /** The same where a name stood: in parentheses if it needs them. */
  operand(piece: Piece, meanings: Meanings = NOTHING): string {
    const text = this.text(piece, meanings);
    return isTight(piece.node) ? text : `(${text})`;
  }

  #replace(scope: Scope, meanings: Meanings): Replace {
    const replace = (name: string, node: SyntaxNode): string | undefined => {
      if (name.endsWith("()")) return this.#inlinedCall(name.slice(0, -2), node, scope, meanings);
      const meant = meanings.get(name);
      if (meant !== undefined || name.includes(".")) return meant;
      const bound = scope.get(name);
      return bound ? this.operand(bound) : this.#declared(name);
    };
    return Object.assign(replace, { keepsOptions: this.keepsOptions });
  }

  #declared(name: string): string | undefined {
    const declared = this.file.declared.get(name);
    if (declared?.is === "import" && this.#kit.has(declared.from)) {
      const tag = TAGS[declared.imported];
      if (tag === undefined) throw new NotWritten(`it uses \`${name}\` of async-tck`);
      return tag;
    }
    if (declared?.is === "import") this.imports.set(name, declared);
    if (declared?.is === "own" && !this.#statements.has(declared.statement)) {
      this.#statements.set(declared.statement, "");
      this.#statements.set(declared.statement, this.text({ node: declared.statement, scope: new Map() }));
    }
    return undefined;
  }

  /** A call of a function that was given as an argument, with what it does in its place. */
  #inlinedCall(name: string, call: SyntaxNode, scope: Scope, meanings: Meanings): string | undefined {
    const bound = scope.get(name);
    const { node, scope: own } = bound ? this.file.resolve(bound) : { node: call, scope };
    const body = fieldOf(node, "body");
    if (!bound || !isFunction(node) || !body || node["expression"] !== true) return undefined;
    const given = listOf(call, "arguments").map((one) => this.operand({ node: one, scope }, meanings));
    const own_ = new Map(listOf(node, "params").map((one, at) => [nameOf(one) ?? "", given[at] ?? "undefined"]));
    return declaresAny(body, own_) || own_.has("") ? undefined : this.text({ node: body, scope: own }, own_);
  }
}

/** Whether something inside declares one of these names for itself. */
export function declaresAny(node: SyntaxNode, names: ReadonlyMap<string, unknown>): boolean {
  return [...declaredInside(node)].some((name) => names.has(name));
}
