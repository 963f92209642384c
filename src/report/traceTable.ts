/**
 * The table of a trace as lines: step number, a lane for each client, what the primitive holds, who waits, marks.
 * Lanes are as wide as their widest cell. Where a line would pass 80 columns everything moves together; where it would
 * still pass 120 the marks go on lines of their own.
 */
import { clientName } from "./words.js";
import { plainPainter, type Painter } from "./painter.js";
import type { TraceRow } from "./traceRows.js";

const COMFORTABLE = 80;
const WIDEST = 120;
const POINTER = "◄ ";

/** How the contradicted row is marked. */
export interface TableWords {
  /** Heading of the column with the content: `queue` or `event`. */
  readonly content: string;
  /** Mark of the contradicted row. */
  readonly contradiction: string;
}

/** How generous the table is with room, most generous first. */
const LAYOUTS = [
  { gap: 3, heading: "client ", indent: "  " },
  { gap: 2, heading: "", indent: "  " },
  { gap: 2, heading: "", indent: "" },
] as const;

interface Layout {
  readonly lines: readonly string[];
  /** Width with marks beside the rows. */
  readonly width: number;
}

/** The lines of the table. */
export function traceTable(
  rows: readonly TraceRow[],
  clients: readonly number[],
  words: TableWords,
  painter: Painter = plainPainter,
): readonly string[] {
  const cellsOf = (row: TraceRow): readonly string[] => clients.map((client) => row.cells.get(client) ?? "");
  const marksOf = (row: TraceRow): string =>
    [
      ...(row.isContradicted ? [words.contradiction] : []),
      ...row.marks,
      ...(row.states === undefined ? [] : [`${String(row.states)} states`]),
    ].join(", ");

  const build = ({ gap, heading, indent }: (typeof LAYOUTS)[number]): Layout => {
    const titles = clients.map((client) => `${heading}${clientName(client)}`);
    const lanes = titles.map((title, lane) => widest([title, ...rows.map((row) => cellsOf(row)[lane] ?? "")]) + gap);
    const content = widest([words.content, ...rows.map((row) => row.content)]) + gap;
    // Marks have no title: that of the last column may stand over them.
    const waiting = widest(rows.map((row) => row.waiting)) + gap;
    const line = (step: string, cells: readonly string[], rest: readonly [string, string]): string =>
      `${indent}${step.padStart(4)}  ${cells.map((cell, lane) => cell.padEnd(lanes[lane] ?? 0)).join("")}` +
      `${rest[0].padEnd(content)}${rest[1].padEnd(waiting)}`;
    const body = rows.map((row) => line(row.step, cellsOf(row), [row.content, row.waiting]));
    const marks = widest(rows.map(marksOf));
    return {
      lines: [line("step", titles, [words.content, "waiting"]), ...body],
      width: widest(body) + (marks === 0 ? 0 : POINTER.length + marks),
    };
  };

  const layouts = LAYOUTS.map(build);
  const table = layouts.find(({ width }) => width <= COMFORTABLE) ?? layouts[1] ?? { lines: [], width: 0 };
  const isTooWide = table.width > WIDEST;

  const [title = "", ...lines] = table.lines;
  return [
    painter.dim(title.trimEnd()),
    ...lines.flatMap((line, index) => {
      const row = rows[index];
      const marks = row === undefined ? "" : marksOf(row);
      if (row === undefined || marks === "") return [line.trimEnd()];
      const mark = row.isContradicted ? painter.bad(`${POINTER}${marks}`) : painter.warn(`${POINTER}${marks}`);
      return isTooWide ? [line.trimEnd(), `        ${mark}`] : [`${line}${mark}`];
    }),
  ];
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}
