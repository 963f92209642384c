/** What a script needs beside its steps: a table of outcomes, what notes them, and a way to wait for quiet. */
import type { Draft } from "./draft.js";
import type { Readings } from "./readings.js";

const WIDTH = 120;

/** Functions and variables of the script that its steps use, whole lines. */
export function helpers(draft: Draft, readings: Readings): readonly string[] {
  const { ended, note, done, fail, attempt } = draft.own;
  const [hasWord, hasNext] = [draft.used.has("word"), draft.used.has("next")];
  const lines: string[] = [];
  if (draft.claims.some(({ observer }) => observer === "rejections"))
    lines.push("let rejections = 0;", 'process.on("unhandledRejection", () => rejections++);');
  const pending = draft.blocking.map((call) => `${draft.label(call)}: "pending"`);
  if (pending.length > 0) lines.push(`const ${ended} = { ${pending.join(", ")} };`);
  const parameters = `${hasWord ? ", word = (value) => value" : ""}${hasNext ? ", next" : ""}`;
  const then = hasNext ? ", next?.()" : "";
  const value = `(value) => (${ended}[who] = ${hasWord ? "word(value)" : "value"}${then})`;
  const error = `(error) => (${ended}[who] = ${readings.errorWord()}${then})`;
  const promise = draft.manner.mayThrow ? "new Promise((resolve) => resolve(call()))" : "Promise.resolve(promise)";
  if (draft.used.has("note"))
    lines.push(
      `const ${note} = (who, ${draft.manner.mayThrow ? "call" : "promise"}${parameters}) =>`,
      ...onLines(`  void ${promise}.then(`, [value, error], ");"),
    );
  if (draft.used.has("done")) lines.push(`const ${done} = (who${parameters}) => ${value};`);
  if (draft.used.has("fail"))
    lines.push(`const ${fail} = (who${hasWord ? ", _word" : ""}${hasNext ? ", next" : ""}) => ${error};`);
  if (draft.used.has("attempt"))
    lines.push(
      `const ${attempt} = (call) => {`,
      `  try { return call(); } catch (error) { return ${readings.errorWord()}; }`,
      "};",
    );
  return lines;
}

/** Imports of Node's own, and what waits until nothing is left to do, whole lines. */
export function platform(draft: Draft): readonly string[] {
  const { quiet } = draft.own;
  const lines = [...(isMocked(draft) ? ['import { mock } from "node:test";'] : [])];
  if (draft.claims.some(({ observer }) => observer === "listeners"))
    lines.push('import { getEventListeners } from "node:events";');
  if (draft.manner.quiet === "round")
    return [...lines, `import { setImmediate as ${quiet} } from "node:timers/promises";`];
  if (draft.manner.quiet === "clock") {
    const wait = `const ${quiet} = () => setTimeout(100); // on a busy machine it may take longer`;
    return [...lines, 'import { setTimeout } from "node:timers/promises";', wait];
  }
  const tick =
    draft.manner.quiet === "timers" ? ` mock.timers.tick(${String(draft.profile("wakesWithin") ?? 1)});` : "";
  const round = tick === "" ? "await setImmediate();" : `{ await setImmediate();${tick} }`;
  const loop = `const ${quiet} = async () => { for (let round = 0; round < 20; round++) ${round} };`;
  return [...lines, 'import { setImmediate } from "node:timers/promises";', loop];
}

/** Timers run when they are told to. */
export function mockedTimers(draft: Draft): readonly string[] {
  return isMocked(draft) ? ['mock.timers.enable({ apis: ["setTimeout"] });'] : [];
}

function isMocked(draft: Draft): boolean {
  return draft.used.has("timed") || draft.manner.quiet === "timers";
}

/** A list on one line, or on several where that is too wide. */
function onLines(opening: string, list: readonly string[], closing: string): readonly string[] {
  const line = `${opening}${list.join(", ")}${closing}`;
  return line.length <= WIDTH ? [line] : [opening, ...list.map((one) => `    ${one},`), `  ${closing}`];
}
