/** The script of a mutant, and what it does with the mutant and with what it was made from. */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tryScript } from "../../src/cli/tryScript.js";
import { loadAdapters } from "../../src/cli/loadAdapters.js";
import { reproduce, type Reproduction } from "../../src/repro/reproduce.js";
import { rulesOf } from "../../src/properties/index.js";
import { expectedWords, scriptHead } from "../../src/report/reproWords.js";
import { replay } from "../../src/runner/replay.js";
import { workbenchFor } from "../../src/runner/setUp.js";
import { encodeToken } from "../../src/scheduler/token.js";
import * as kit from "../../src/index.js";
import type { Mutant } from "../mutants/index.js";
import { mendedFile, writeMutant } from "./mutantFiles.js";

/** What became of a mutant. */
export interface Outcome {
  readonly found: Reproduction;
  /** The kit finds nothing wrong with the correct build in the same plan: it satisfies the profile of the mutant. */
  readonly isRight?: boolean;
  /** Exit codes of the script: as it is, and with the correct build in the place of the mutant. */
  readonly wrong?: number | null;
  readonly mended?: number | null;
}

/** Writes the script for the shortest plan that shows the mutant, and runs it. `folder` holds the built mutants. */
export async function reproduceMutant(mutant: Mutant, folder: string): Promise<Outcome> {
  const file = writeMutant(folder, mutant);
  const [adapter] = await loadAdapters(file, file, { "async-tck": kit });
  if (!adapter) throw new Error(`no adapter in ${file}`);
  const { table } = await workbenchFor(adapter);
  const token = encodeToken(mutant.shortest, table);
  const { failure, plan, history, views, allowed } = await replay(adapter, token);
  if (!failure) return { found: { is: "none", why: "the shortest plan conforms" } };
  const run = { plan, history, views, contradictedAt: failure.contradictedAt };
  const { name, primitive, profile } = adapter;
  const context = { adapter: { name, version: null }, primitive, profile: profile.name, rules: rulesOf(primitive) };
  const [build] = await loadAdapters(mendedFile(file), file, { "async-tck": kit });
  const isRight = build !== undefined && (await replay(build, token)).failure === null;
  const found = await reproduce(
    {
      run,
      allowedAlong: allowed,
      allowed: failure.allowed,
      adapterName: name,
      primitive,
      source: readFileSync(file, "utf8"),
      setting: {
        adapterFile: file,
        folder,
        head: () => scriptHead(failure, context, "node repro.mjs"),
        expected: expectedWords(failure),
      },
    },
    (script) => tryScript(script, folder),
  );
  if (found.is === "none") return { found, isRight };
  const { text } = found.script;
  const mended = text.replace(`./${mutant.rule}-${name}.mjs`, `./${mutant.rule}-${name}-mended.mjs`);
  const exitCodes = [text, mended].map((each, at) =>
    exitCodeOf(join(folder, `${mutant.rule}-${name}-repro${String(at)}.mjs`), each),
  );
  const [wrong, right] = await Promise.all(exitCodes);
  return { found, isRight, wrong: wrong ?? null, mended: right ?? null };
}

function exitCodeOf(file: string, text: string): Promise<number | null> {
  writeFileSync(file, text);
  const child = spawn(process.execPath, [file], { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve) => child.on("close", resolve));
}
