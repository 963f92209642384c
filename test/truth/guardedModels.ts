/**
 * The models with every guard in reach: a copy of src/models in which each condition asks first whether it is to be
 * forced. A mutant of a model is then one guard, forced one way, and no file is written for it.
 *
 * A guard is a condition of `if` or `?:`, an operand of `&&` or `||`, or a comparison.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { ModelMakers } from "./reference.js";

/** One condition in a model. */
export interface Guard {
  readonly id: number;
  /** From src/models. */
  readonly file: string;
  readonly line: number;
  /** The function or property that it stands in. */
  readonly inside: string;
  readonly text: string;
  /** How it can be forced: a comparison like `<` can also be moved by one, and a loop that is always true never ends. */
  readonly forces: readonly Force[];
}

/** How a guard is forced: always true, always false, or with its bound moved from `<` to `<=` and the like. */
export type Force = "true" | "false" | "edge";

/** Models whose guards can be forced, one at a time. */
export interface GuardedModels {
  readonly makers: ModelMakers;
  readonly guards: readonly Guard[];
  /** From now on; null for none. */
  force(forced: { readonly guard: Guard; readonly how: Force } | null): void;
  /** Told of each guard and what it would say unforced. */
  listen(listener: ((guard: number, value: boolean) => void) | null): void;
}

const MODELS = fileURLToPath(new URL("../../src/models/", import.meta.url));

/**
 * Files whose guards are about faults, about other profiles than `asyncio`, or about how states are told apart: they come
 * unchanged.
 */
const UNGUARDED = /([fF]aults|ghosts)\.ts$|codes\.ts$|^(queue\/(fifo|contract)|event\/(autoReset|pulse)|catalog)\.ts$/;

/** Functions that say nothing of what may happen: names of items. Agreement with brute force is their proof. */
const BOOKKEEPING = ["knownItems", "renamedItems", "items", "rename", "view"];

/** Functions of other profiles in a file that `asyncio` shares. */
const OTHER_PROFILES = ["contract", "fifo", "looking", "givenUp"];

const RELATIONS: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.LessThanToken]: "<",
  [ts.SyntaxKind.LessThanEqualsToken]: "<=",
  [ts.SyntaxKind.GreaterThanToken]: ">",
  [ts.SyntaxKind.GreaterThanEqualsToken]: ">=",
};
const COMPARISONS: readonly ts.SyntaxKind[] = [
  ...Object.keys(RELATIONS).map(Number),
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
];

/** Loads the guarded copy. */
export function guardedModels(): GuardedModels {
  const guards: Guard[] = [];
  let forced: number = -1;
  let how: Force = "true";
  let listener: ((guard: number, value: boolean) => void) | null = null;

  const guard = (id: number, value: unknown): unknown => {
    listener?.(id, Boolean(value));
    return id === forced ? how === "true" : value;
  };
  const relate = (id: number, relation: string, a: number, b: number): boolean => {
    const value = related(relation, a, b);
    listener?.(id, value);
    if (id !== forced) return value;
    return how === "edge" ? related(moved(relation), a, b) : how === "true";
  };

  const sources = readdirSync(MODELS, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.replaceAll("\\", "/"));
  const modules = new Map<string, Record<string, unknown>>();
  const load = (name: string): Record<string, unknown> => {
    const known = modules.get(name);
    if (known) return known;
    const exported: Record<string, unknown> = {};
    modules.set(name, exported);
    if (!sources.includes(name)) throw new Error(`src/models has no ${name}`);
    const code = compiled(name, guards);
    const find = (path: string): unknown => load(posix.join(posix.dirname(name), path).replace(/\.js$/, ".ts"));
    // the kit's own source, with its guards in reach
    const run = new Function("exports", "require", "$guard", "$relate", code) as (...args: readonly unknown[]) => void;
    run(exported, find, guard, relate);
    return exported;
  };
  const makers = load("catalog.ts") as unknown as ModelMakers;
  return {
    makers,
    guards,
    force: (one) => {
      forced = one?.guard.id ?? -1;
      how = one?.how ?? "true";
    },
    listen: (one) => {
      listener = one;
    },
  };
}

function related(relation: string, a: number, b: number): boolean {
  switch (relation) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

function moved(relation: string): string {
  return relation.length === 1 ? `${relation}=` : relation.slice(0, 1);
}

/** One file as CommonJS, its guards asking first. */
function compiled(name: string, guards: Guard[]): string {
  const text = readFileSync(join(MODELS, name), "utf8");
  const transform = UNGUARDED.test(name) ? [] : [guarding(name, guards)];
  const { outputText } = ts.transpileModule(text, {
    fileName: name,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    transformers: { before: transform },
  });
  return outputText;
}

function guarding(file: string, guards: Guard[]): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (source) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.Node => {
      if (!ts.isExpression(node) || !isGuard(node) || isBeside(node)) return ts.visitEachChild(node, visit, context);
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const relation = ts.isBinaryExpression(node) ? RELATIONS[node.operatorToken.kind] : undefined;
      const id = guards.length;
      guards.push({
        id,
        file,
        line: line + 1,
        inside: enclosing(node)[0] ?? "",
        text: node.getText(source).replace(/\s+/g, " "),
        forces: forcesOf(node, relation !== undefined),
      });
      const number = factory.createNumericLiteral(id);
      if (relation !== undefined && ts.isBinaryExpression(node)) {
        const operands = [node.left, node.right].map((side) => ts.visitNode(side, visit) as ts.Expression);
        return called(factory, "$relate", [number, factory.createStringLiteral(relation), ...operands]);
      }
      return called(factory, "$guard", [number, ts.visitEachChild(node, visit, context)]);
    };
    return ts.visitEachChild(source, visit, context);
  };
}

function forcesOf(node: ts.Expression, isRelational: boolean): readonly Force[] {
  const isLoop = ts.isForStatement(node.parent) || ts.isWhileStatement(node.parent);
  return [...(isLoop ? [] : ["true" as const]), "false", ...(isRelational ? ["edge" as const] : [])];
}

function called(factory: ts.NodeFactory, name: string, args: readonly ts.Expression[]): ts.Expression {
  return factory.createCallExpression(factory.createIdentifier(name), undefined, args);
}

function isGuard(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node) && COMPARISONS.includes(node.operatorToken.kind)) return true;
  const { parent } = node;
  if (ts.isIfStatement(parent) && parent.expression === node) return true;
  if (ts.isConditionalExpression(parent) && parent.condition === node) return true;
  return (
    ts.isBinaryExpression(parent) &&
    [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(parent.operatorToken.kind)
  );
}

/** Whether it stands in a function that profile `asyncio` never calls, or that says nothing of what may happen. */
function isBeside(node: ts.Node): boolean {
  return enclosing(node).some((name) => BOOKKEEPING.includes(name) || OTHER_PROFILES.includes(name));
}

/** The names of all that it stands in, the nearest first. */
function enclosing(node: ts.Node): readonly string[] {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node; at; at = at.parent as ts.Node | undefined) {
    const isNamed =
      ts.isFunctionDeclaration(at) ||
      ts.isPropertyAssignment(at) ||
      ts.isMethodDeclaration(at) ||
      isFunctionVariable(at);
    if (isNamed) names.push((at as ts.NamedDeclaration).name?.getText() ?? "");
  }
  return names;
}

function isFunctionVariable(node: ts.Node): node is ts.VariableDeclaration {
  return ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer);
}
