/** What `async-tck repro` says, in the script and beside it. */
import { allowedWords } from "./explain.js";
import { runOf, type TraceContext } from "./trace.js";
import type { Failure } from "../runner/report.js";
import { hangText } from "./wrapText.js";

/** The comments above a script: the rule, the subject, how to run it, where it comes from. */
export function scriptHead(failure: Failure, context: TraceContext, run: string): readonly string[] {
  const { adapter, rules } = context;
  const rule = rules.find(({ id }) => id === failure.rule);
  const broken = rule ? `${rule.id}: ${rule.sentence}` : "The reference model refuses what happens here.";
  const subject = `${adapter.name}${adapter.version === null ? "" : ` ${adapter.version}`}`;
  return [
    broken,
    `${subject}; run it with: ${run}`,
    `Exits with 1 while the bug is there. Found by async-tck: ${failure.token}`,
  ];
}

/** What would have been right, on one line. */
export function expectedWords(failure: Failure): string {
  return allowedWords(runOf(failure), failure.allowed).join(", or ");
}

/** How to run a script. */
export function runWords(file: string, isTypeScript: boolean): string {
  return isTypeScript ? `npx tsx ${file}` : `node ${file}`;
}

/** A script was handed out. */
export function writtenWords(file: string, isTypeScript: boolean): string {
  return hangText(
    "",
    `${file} was run in a fresh process and exits with 1. Run it with: ${runWords(file, isTypeScript)}`,
  );
}

/** No script is handed out. */
export function noScriptWords(name: string, why: string, token: string, file: string): string {
  return [
    hangText("", `No script is handed out for ${name}: ${why}.`),
    hangText("  ", `To look at it step by step: npx async-tck replay ${token} --adapter ${file} --step`),
  ].join("\n");
}

/** There is nothing to reproduce. */
export function passesWords(name: string): string {
  return hangText("", `There is nothing to reproduce: the plan of this token conforms for ${name}.`);
}

/** The file is not one that this command wrote. */
export function notOursWords(file: string): string {
  return `${file} exists, and async-tck did not write it: name another file.`;
}

/** The script cannot be run there. */
export function noFolderWords(folder: string): string {
  return `Nothing can be written into ${folder}: is it a folder?`;
}

/** A script that imports TypeScript runs as an ES module in any project only under this name. */
export function wrongEndingWords(file: string, isTypeScript: boolean): string {
  return isTypeScript
    ? `The script imports TypeScript: name it ${file.replace(/(\.\w+)?$/, ".mts")}.`
    : `The script is an ES module: name it ${file.replace(/(\.\w+)?$/, ".mjs")}.`;
}
