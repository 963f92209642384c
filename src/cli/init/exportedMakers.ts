/** The classes, and functions that may make a primitive, of a module. */
import { nearest } from "../../adapters/nearest.js";
import { orList } from "../../adapters/mistakes.js";
import { LoadError } from "../loadAdapters.js";
import { isMaker, ownName } from "./tryOut.js";

/** One of them. */
export interface ExportedMaker {
  readonly exportedAs: string;
  /** The name that people know it by. */
  readonly name: string;
  readonly made: abstract new (...args: never[]) => object;
}

/** All that a module exports; under its own name rather than as the default where it is both. */
export function exportedMakers(exported: unknown): readonly ExportedMaker[] {
  if (isMaker(exported)) return [{ exportedAs: "default", name: ownName(exported) || "default", made: exported }];
  const found = new Map<unknown, ExportedMaker>();
  for (const [exportedAs, made] of namedValues(exported)) {
    if (!isMaker(made) || (exportedAs === "default" && found.has(made))) continue;
    found.set(made, { exportedAs, name: exportedAs === "default" ? ownName(made) || "default" : exportedAs, made });
  }
  return [...found.values()];
}

function namedValues(exported: unknown): readonly (readonly [string, unknown])[] {
  if (typeof exported !== "object" || exported === null) return [];
  const entries = Object.entries(exported);
  const inside = "default" in exported ? Object.entries((exported.default ?? {}) as object) : [];
  // the default comes last, so that a class that is exported twice keeps its name
  return [
    ...entries.filter(([name]) => name !== "default"),
    ...inside,
    ...entries.filter(([name]) => name === "default"),
  ];
}

/** Those that a class is chosen from where none is named: classes, or where there are none, functions. */
export function likelyMakers(makers: readonly ExportedMaker[]): readonly ExportedMaker[] {
  const classes = makers.filter(({ made }) => Function.prototype.toString.call(made).startsWith("class"));
  return classes.length > 0 ? classes : makers;
}

/** The one that is called `wanted`. Throws a {@link LoadError} with one sentence where there is none. */
export function makerNamed(
  makers: readonly ExportedMaker[],
  wanted: string,
  file: { readonly shownAs: string; readonly source: string },
): ExportedMaker {
  const found = makers.find(({ name, exportedAs }) => name === wanted || exportedAs === wanted);
  if (found) return found;
  const { shownAs, source } = file;
  const kind = new RegExp(`\\b(class|function)\\s+${wanted.replace(/\W/g, "\\$&")}\\b`).exec(source)?.[1];
  if (kind !== undefined)
    throw new LoadError(`${shownAs} has a ${kind} ${wanted} and does not export it. Write: export ${kind} ${wanted}.`);
  const names = makers.map(({ name }) => name);
  const near = nearest(wanted, names);
  if (near !== undefined) throw new LoadError(`${shownAs} exports no ${wanted}. Did you mean ${near}?`);
  throw new LoadError(
    names.length > 0
      ? `${shownAs} exports no ${wanted}; it exports ${orList(names, "").replace(" or ", " and ")}.`
      : `${shownAs} exports no class. Write: export class ${wanted}.`,
  );
}
