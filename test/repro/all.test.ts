import { mkdtempSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "vitest";
import { extraMutants, mutants } from "../mutants/index.js";
import { buildMutants } from "./mutantFiles.js";
import { reproduceMutant } from "./reproduceMutant.js";
it("all", { timeout: 0 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "repro-"));
  await buildMutants(folder);
  const only = process.env["ONLY"]?.split(",");
  for (const mutant of [...mutants, ...extraMutants]) {
    if (only && !only.includes(mutant.name)) continue;
    let line: string;
    try {
      const { found, wrong, mended, isRight } = await reproduceMutant(mutant, folder);
      line = found.is === "none" ? `NONE ${found.why}` : `wrong ${wrong} mended ${mended} right ${isRight}`;
      if (only && found.is === "script") console.log(found.script.text);
    } catch (e) {
      line = `ERROR ${e instanceof Error ? e.message : String(e)}`;
    }
    appendFileSync("/tmp/all-mutants.txt", `${mutant.rule} ${mutant.name}: ${line}\n`);
  }
});
