/** `async-tck repro`: a failing plan as a stand-alone script against the subject alone. */
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { rulesOf } from "../properties/index.js";
import { formatUsageError } from "../report/openings.js";
import {
  expectedWords,
  noFolderWords,
  noScriptWords,
  notOursWords,
  passesWords,
  runWords,
  scriptHead,
  writtenWords,
  wrongEndingWords,
} from "../report/reproWords.js";
import type { Failure } from "../runner/report.js";
import type { Script } from "../repro/compose.js";
import { reproduce, type Reproduction } from "../repro/reproduce.js";
import { adapterOptionsOf } from "./checkCommand.js";
import { ExitCode } from "./exitCode.js";
import { replayInFile, type Replayed } from "./replayCommand.js";
import { Session } from "./session.js";
import { tryScript } from "./tryScript.js";

/** What was typed behind `repro`, besides the token. */
export interface ReproArguments {
  readonly adapter: string;
  readonly out?: string;
  readonly python?: string;
  readonly only?: string;
}

/** What the scripts of this command have in their first lines. */
const OURS = "Found by async-tck: ";

/** Writes the script, runs it, and hands it out if it shows the bug. Answers the exit code. */
export async function repro(token: string, typed: ReproArguments): Promise<number> {
  const { adapter: file, out } = typed;
  const session = new Session();
  if (out !== undefined && existsSync(out) && !isOurs(out)) {
    session.remark(formatUsageError(notOursWords(out)));
    return ExitCode.usage;
  }
  const folder = resolve(out === undefined ? "." : dirname(out));
  if (!isWritable(folder)) {
    session.remark(formatUsageError(noFolderWords(folder)));
    return ExitCode.usage;
  }
  const replayed = await replayInFile(token, file, adapterOptionsOf(typed), session);
  const remarks: string[] = [];
  for (const one of replayed) {
    const { failure } = one.result;
    if (!failure) {
      remarks.push(passesWords(one.adapter.name));
      continue;
    }
    const found = await reproduction(one, failure, file, folder, out);
    if (found.is === "script") {
      // one is wanted: adapters of the same file that the token fits mostly have the same subject
      hand(found.script, out, session);
      return session.exitCode;
    }
    remarks.push(noScriptWords(one.adapter.name, found.why, token, file));
  }
  for (const text of remarks) session.remark(text);
  if (remarks.length > 0) session.worsen(ExitCode.fails);
  return session.exitCode;
}

/** The script is run where it will lie, so that its imports lead where they will. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function isOurs(file: string): boolean {
  return statSync(file).isFile() && readFileSync(file, "utf8").split("\n").slice(0, 4).join("\n").includes(OURS);
}

async function reproduction(
  { adapter, result: { run, allowed } }: Replayed,
  failure: Failure,
  file: string,
  folder: string,
  out: string | undefined,
): Promise<Reproduction> {
  if (!existsSync(file)) return { is: "none", why: "this adapter comes with async-tck, and its subject with it" };
  const context = {
    adapter,
    primitive: adapter.primitive,
    profile: adapter.profile,
    rules: rulesOf(adapter.primitive),
  };
  const named = (isTypeScript: boolean): string =>
    out === undefined ? `repro.${isTypeScript ? "mts" : "mjs"}` : relative(".", resolve(out));
  return reproduce(
    {
      run,
      allowedAlong: allowed,
      allowed: failure.allowed,
      adapterName: adapter.name,
      primitive: adapter.primitive,
      source: readFileSync(file, "utf8"),
      setting: {
        adapterFile: resolve(file),
        folder,
        head: (isTypeScript) => scriptHead(failure, context, runWords(basename(named(isTypeScript)), isTypeScript)),
        expected: expectedWords(failure),
      },
    },
    (script) => tryScript(script, folder),
  );
}

function hand(script: Script, out: string | undefined, session: Session): void {
  if (out === undefined) return session.print(script.text.trimEnd());
  const isRight = script.isTypeScript ? /\.[cm]?ts$/.test(out) : /\.mjs$|\.[cm]?ts$/.test(out);
  if (!isRight) {
    session.remark(formatUsageError(wrongEndingWords(out, script.isTypeScript)));
    return session.worsen(ExitCode.usage);
  }
  writeFileSync(out, script.text);
  session.remark(writtenWords(out, script.isTypeScript));
}
