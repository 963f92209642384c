/** What the command and the worker that looks at a class say to each other. Everything is plain data. */
import type { ClassFacts } from "./classFacts.js";

/** Given to the worker at its start. */
export interface LookData {
  /** Absolute path of the class's file. */
  readonly file: string;
  /** The file as it was typed. */
  readonly shownAs: string;
  /** The class to look at; absent: only list what there is. */
  readonly wanted?: string;
}

/** What the worker tells, once. */
export type LookResult =
  | { readonly is: "exports"; readonly likely: readonly string[] }
  | { readonly is: "facts"; readonly facts: ClassFacts }
  /** One sentence for the author of the file. */
  | { readonly is: "problem"; readonly text: string };
