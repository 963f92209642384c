/** `async-tck init`: writes an adapter and a vitest file for a class. Nothing that exists is touched. */
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { ProfileName } from "../../adapters/profiles.js";
import { formatUsageError } from "../../report/openings.js";
import { notWrittenWords, noTerminalWords, writtenWords } from "../../report/initWords.js";
import { ExitCode } from "../exitCode.js";
import { Session } from "../session.js";
import { adapterFiles, type NewFile } from "./adapterText.js";
import type { ClassFacts } from "./classFacts.js";
import { methodNamed } from "./draft.js";
import { isInstalled } from "./isInstalled.js";
import { look } from "./look.js";
import { ADDS, ADDS_AT_ONCE, SETS, TAKES, TAKES_AT_ONCE, WAITS } from "./verbNames.js";

/** What was typed behind `init`. */
export interface InitArguments {
  readonly primitive?: "event" | "queue";
  readonly class?: string;
  readonly from?: string;
  readonly out?: string;
  readonly profile?: ProfileName;
  readonly yes?: boolean;
}

/** Ends the command with a sentence. */
class Refusal extends Error {}
/** The user gave up. */
class GivenUp extends Error {}

/** Writes the files and answers the exit code. Asks for what was not typed where there is a terminal. */
export async function init(typed: InitArguments): Promise<number> {
  const session = new Session();
  try {
    session.print(await write(typed, session));
    return ExitCode.conforms;
  } catch (error) {
    if (error instanceof GivenUp) {
      session.remark("Nothing was written.");
      return ExitCode.interrupted;
    }
    if (!(error instanceof Refusal)) throw error;
    session.remark(formatUsageError(error.message));
    return ExitCode.usage;
  }
}

async function write(typed: InitArguments, session: Session): Promise<string> {
  const asker = typed.yes !== true && process.stdin.isTTY && process.stdout.isTTY ? await terminalAsker() : undefined;
  const from = typed.from ?? (await asker?.file());
  if (from === undefined) throw new Refusal(noTerminalWords(typed.yes === true));
  if (!existsSync(from) || !statSync(from).isFile()) throw new Refusal(`There is no file ${from}.`);
  const facts = await factsOf(from, typed.class, asker);
  const name = facts.exportedAs === "default" ? facts.name || "the default export" : facts.exportedAs;
  const likely = likelyPrimitive(facts);
  const primitive = typed.primitive ?? (asker ? await asker.primitive(name, likely) : likely);
  if (primitive === undefined)
    throw new Refusal(
      `It cannot be told from its methods whether ${name} is a queue or an event: say --primitive queue or --primitive event.`,
    );
  const profile = typed.profile ?? (asker ? await asker.profile() : "contract");
  const out = typed.out ?? dirname(from);
  const { adapter, test, gaps } = adapterFiles({ primitive, facts, from: resolve(from), out: resolve(out), profile });
  writeNew([adapter, test]);
  return writtenWords(
    {
      name,
      primitive,
      profile,
      adapter: shown(adapter.path),
      test: shown(test.path),
      gaps,
      missing: ["async-tck", "vitest"].filter((each) => !isInstalled(each, resolve(out))),
    },
    { painter: session.painter, ...(session.width === undefined ? {} : { columns: session.width }) },
  );
}

/** The questions, each of which ends the command where the user gives up. They are loaded where somebody is asked. */
async function terminalAsker(): Promise<{
  file(): Promise<string>;
  class(names: readonly string[]): Promise<string>;
  primitive(name: string, likely: "event" | "queue" | undefined): Promise<"event" | "queue">;
  profile(): Promise<ProfileName>;
}> {
  const questions = await import("./questions.js");
  const terminal = { input: process.stdin, output: process.stdout };
  const answered = async <T>(question: Promise<T | undefined>): Promise<T> => {
    const answer = await question;
    if (answer === undefined) throw new GivenUp();
    return answer;
  };
  return {
    file: () => answered(questions.askFile(terminal)),
    class: (names) => answered(questions.askClass(names, terminal)),
    primitive: (name, likely) => answered(questions.askPrimitive(name, likely, terminal)),
    profile: () => answered(questions.askProfile(terminal)),
  };
}

async function factsOf(
  from: string,
  named: string | undefined,
  asker: { class(names: readonly string[]): Promise<string> } | undefined,
): Promise<ClassFacts> {
  const where = { file: resolve(from), shownAs: from };
  const wanted = named ?? (await chosenClass(where, asker));
  const seen = await look({ ...where, wanted });
  if (seen.is === "facts") return seen.facts;
  throw new Refusal(seen.is === "problem" ? seen.text : `${from} has no ${wanted}.`);
}

async function chosenClass(
  where: { readonly file: string; readonly shownAs: string },
  asker: { class(names: readonly string[]): Promise<string> } | undefined,
): Promise<string> {
  const seen = await look(where);
  if (seen.is === "problem") throw new Refusal(seen.text);
  const names = seen.is === "exports" ? seen.likely : [];
  const [only] = names;
  if (only === undefined) throw new Refusal(`${where.shownAs} exports no class. Write: export class MyQueue.`);
  if (names.length === 1) return only;
  if (asker) return asker.class(names);
  throw new Refusal(`${where.shownAs} exports several classes (${names.join(", ")}): say which with --class ${only}.`);
}

/** What the methods look like; undefined where they look like both, or like neither. */
function likelyPrimitive(facts: ClassFacts): "event" | "queue" | undefined {
  const has = (...names: readonly string[]): boolean => methodNamed(facts, names) !== undefined;
  const isEvent = has(...WAITS) && has(...SETS);
  const isQueue = has(...ADDS, ...ADDS_AT_ONCE) && has(...TAKES, ...TAKES_AT_ONCE);
  if (isEvent === isQueue) return undefined;
  return isEvent ? "event" : "queue";
}

function writeNew(files: readonly NewFile[]): void {
  const existing = files.filter(({ path }) => existsSync(path)).map(({ path }) => shown(path));
  if (existing.length > 0) throw new Refusal(notWrittenWords(existing));
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    // fails rather than overwrites, also where somebody else has written it in the meantime
    writeFileSync(path, text, { flag: "wx" });
  }
}

/** A path as it is typed from here. */
function shown(path: string): string {
  return relative(process.cwd(), path) || path;
}
