/**
 * Colours. Every formatter writes plain text and hands the few words that may be coloured to a painter, so that whole
 * reports can be compared as text.
 */
import pc from "picocolors";

/** Colours a piece of text that stands alone on its line part; adds no visible characters. */
export type Paint = (text: string) => string;

/** The colours that reports use. */
export interface Painter {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
}

const same: Paint = (text) => text;

/** Leaves every text as it is. */
export const plainPainter: Painter = { bold: same, dim: same, good: same, bad: same, warn: same };

const colours = pc.createColors(true);
const colourPainter: Painter = {
  bold: colours.bold,
  dim: colours.dim,
  good: colours.green,
  bad: colours.red,
  warn: colours.yellow,
};

/**
 * The painter for a stream: colours on a terminal, none in a pipe or where `NO_COLOR` is set. `FORCE_COLOR` turns them
 * on anywhere.
 */
export function painterFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Painter {
  const isForced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  const isRefused = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  return isForced || (stream.isTTY === true && !isRefused) ? colourPainter : plainPainter;
}
