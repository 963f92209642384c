/** What `init` says. Commands stand on lines of their own, to be copied; they are never wrapped. */
import type { Painter } from "./painter.js";
import { hangText, textWidth } from "./wrapText.js";

/** What was written. */
export interface Written {
  readonly name: string;
  readonly primitive: "event" | "queue";
  readonly profile: string;
  /** Paths, as they are typed from here. */
  readonly adapter: string;
  readonly test: string;
  /** What has to be filled in, a sentence each. */
  readonly gaps: readonly string[];
  /** Packages that the new files import and that are not installed. */
  readonly missing: readonly string[];
}

/** What was written, and what to do next. */
export function writtenWords(
  { name, primitive, profile, adapter, test, gaps, missing }: Written,
  { painter, columns }: { readonly painter: Painter; readonly columns?: number },
): string {
  const width = textWidth(columns);
  const step = (command: string, why: string): readonly string[] => [
    `  ${painter.bold(command)}`,
    hangText("      ", why, width),
  ];
  return [
    hangText(
      "",
      `Wrote two files for ${name}, ${primitive === "event" ? "an event" : "a queue"}, profile ${profile}:`,
      width,
    ),
    `  ${adapter}`,
    `  ${test}`,
    ...(gaps.length > 0 ? ["", "Before they run:", ...gaps.map((gap) => hangText("  - ", gap, width))] : []),
    "",
    "Next:",
    ...step(`npx async-tck check ${adapter}`, "the verdict, rule by rule, and the shortest trace of what is broken"),
    ...(missing.length > 0
      ? step(`npm install --save-dev ${missing.join(" ")}`, "what the test file imports and is not installed")
      : []),
    ...step(`npx vitest run ${test}`, "the same in your test suite, one test for each rule"),
    "",
    hangText(
      "",
      `Then read the adapter, ten lines: its profile says what ${name} promises. Say there what your documentation says; \`npx async-tck rules\` lists what follows from it.`,
      width,
    ),
  ].join("\n");
}

/** Why nothing was written: a file is there. */
export function notWrittenWords(existing: readonly string[]): string {
  const rest = "nothing was written.";
  const elsewhere = "or write elsewhere with --out <folder>.";
  return existing.length === 1
    ? `${existing.join("")} is there already and was left alone; ${rest} Remove it, ${elsewhere}`
    : `${existing.join(" and ")} are there already and were left alone; ${rest} Remove them, ${elsewhere}`;
}

/** Why nothing was asked. */
export function noTerminalWords(isYes: boolean): string {
  const why = isYes ? "--yes asks nothing" : "There is no terminal to ask in";
  return [
    `${why}, so say which file has the class:`,
    "  async-tck init --from ./my-queue.ts",
    "What cannot be told from the file is said with --class MyQueue, --primitive queue, --profile contract, --out folder.",
  ].join("\n");
}
