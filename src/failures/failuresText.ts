/**
 * The text of a failures file: one failure a line, so that two branches merge line by line.
 *
 *   # async-tck tries these failures first. Keep this file in version control.
 *   q1.DuyI4gAADAAGekXrCeeB QUEUE-17 my-queue
 *
 * Lines that begin with `#` are comments and stay. Failures are sorted by token, which spreads new ones over the file.
 */

/** A failure that is known. */
export interface StoredFailure {
  readonly token: string;
  /** The rule that was named; `unnamed` where none was. */
  readonly rule: string;
  /** Name of the adapter. */
  readonly adapter: string;
}

/** The content of a file. */
export interface StoredFailures {
  readonly comments: readonly string[];
  readonly failures: readonly StoredFailure[];
}

/** What a new file begins with. */
const OPENING = "# async-tck tries these failures first. Keep this file in version control.";

/** A file that does not exist yet. */
export const noFailures: StoredFailures = { comments: [OPENING], failures: [] };

/** The file has a line that is no failure and no comment. The message says which. */
export class DamagedFileError extends Error {
  override readonly name = "DamagedFileError";
}

const LINE = /^([eq]\d+\.[\w-]+)\s+([A-Z]+-\d+|unnamed)\s+(\S.*?)\s*$/;

/** Reads a file's text. Throws a {@link DamagedFileError} for a line that it does not understand. */
export function parseFailures(text: string): StoredFailures {
  const comments: string[] = [];
  const failures: StoredFailure[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.startsWith("#")) comments.push(line);
    else if (line.trim() !== "") failures.push(parseLine(line, at + 1));
  }
  return { comments, failures };
}

function parseLine(line: string, number: number): StoredFailure {
  const [, token, rule, adapter] = LINE.exec(line) ?? [];
  if (token !== undefined && rule !== undefined && adapter !== undefined) return { token, rule, adapter };
  const shown = line.length > 40 ? `${line.slice(0, 40)}…` : line;
  throw new DamagedFileError(`line ${String(number)} is no failure: expected \`token rule adapter\`, got \`${shown}\``);
}

/** The text of a file: comments first, then the failures by token, none twice. */
export function printFailures({ comments, failures }: StoredFailures): string {
  const lines = new Set(failures.map(({ token, rule, adapter }) => `${token} ${rule} ${adapter}`));
  return [...comments, ...[...lines].sort(), ""].join("\n");
}
