/** Lines of running text. Commands and tables are never wrapped: they are there to be copied and compared. */

/** Widest line of running text. */
export const TEXT_WIDTH = 80;

/** How wide running text is on a terminal of so many columns, or where there is none. */
export function textWidth(columns: number = TEXT_WIDTH): number {
  return Math.min(TEXT_WIDTH, columns);
}

/** Breaks `text` between words so that no line is wider than `width`; a single longer word stays whole. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/ +/)) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** `label`, and `text` beside it: wrapped, with later lines under the first. */
export function hangText(label: string, text: string, width: number = TEXT_WIDTH): string {
  const indent = " ".repeat(label.length);
  return wrapText(text, width - label.length)
    .map((line, index) => `${index === 0 ? label : indent}${line}`.trimEnd())
    .join("\n");
}
