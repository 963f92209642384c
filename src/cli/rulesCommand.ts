/** `async-tck rules`: lists rules, or explains some. Nothing runs. */
import { nearest } from "../adapters/nearest.js";
import { DEFAULT_CLOSE } from "../models/queue/axes.js";
import { rulesOf } from "../properties/index.js";
import type { Category, Rule } from "../properties/rule.js";
import { smallestWrong, type SmallestWrong } from "../properties/smallestWrong.js";
import { axesWords } from "../report/axesWords.js";
import { formatRule, formatRuleList, type BreakingHistory, type RuleExplanation } from "../report/formatRules.js";
import { historySentences } from "../report/historyWords.js";
import { formatUsageError } from "../report/openings.js";
import { textWidth } from "../report/wrapText.js";
import { abilityInWords } from "../runner/abilities.js";
import { ExitCode } from "./exitCode.js";
import { Session } from "./session.js";

/** What was typed behind `rules`. */
export interface RulesArguments {
  readonly primitive?: "event" | "queue";
  readonly category?: Category;
  readonly json?: boolean;
}

const ALL: readonly Rule[] = [...rulesOf("event"), ...rulesOf("queue")];
const PRESETS = ["contract", "fifo", "asyncio"] as const;

/** Lists the rules that have all `words`, or explains those whose ids they are, and answers the exit code. */
export function tellRules(words: readonly string[], typed: RulesArguments): number {
  const session = new Session();
  const areIds = words.length > 0 && words.every(isLikeId);
  const found = areIds ? rulesWithIds(words) : rulesWithWords(words, typed);
  if (typeof found === "string") {
    session.remark(formatUsageError(found));
    return ExitCode.usage;
  }
  // a line of a list is to be found by its words, so that it is broken only where somebody looks at it
  const columns = session.width;
  const look = { painter: session.painter, width: textWidth(columns) };
  if (typed.json === true) session.print(JSON.stringify(found.map(asData), null, 2));
  else if (areIds) session.print(found.map((rule) => formatRule(explanationOf(rule), look)).join("\n\n\n"));
  else session.print(formatRuleList(found, { ...look, width: columns ?? Infinity }));
  return ExitCode.conforms;
}

/** `QUEUE-17`, also `queue-17` and `QUEUE17`; and what may have been meant to be one. */
function isLikeId(word: string): boolean {
  return /^[a-z]+-?\d+$/i.test(word);
}

function rulesWithIds(ids: readonly string[]): readonly Rule[] | string {
  const found: Rule[] = [];
  for (const typed of ids) {
    const id = typed.toUpperCase().replace(/-?(\d+)$/, (_all, digits: string) => `-${digits.padStart(2, "0")}`);
    const rule = ALL.find((each) => each.id === id);
    if (rule === undefined) return `There is no rule ${typed}. ${idHint(id)}`;
    found.push(rule);
  }
  return found;
}

function idHint(id: string): string {
  const near = nearest(
    id,
    ALL.map((rule) => rule.id),
  );
  if (near !== undefined) return `Did you mean ${near}? \`async-tck rules\` lists all.`;
  const ends = (["event", "queue"] as const).map((primitive) => rulesOf(primitive).map((rule) => rule.id));
  return `There are ${ends.map((all) => `${all[0] ?? ""} to ${all.at(-1) ?? ""}`).join(" and ")}.`;
}

function rulesWithWords(words: readonly string[], { primitive, category }: RulesArguments): readonly Rule[] | string {
  const rules = (primitive === undefined ? ALL : rulesOf(primitive)).filter(
    (rule) => category === undefined || rule.category === category,
  );
  if (rules.length === 0) return `No rule of ${String(primitive)}s is about ${String(category)}.`;
  const found = rules.filter((rule) => words.every((word) => textOf(rule).includes(word.toLowerCase())));
  if (found.length > 0) return found;
  return `No rule has ${words.map((word) => `\`${word}\``).join(" and ")} in its text. \`async-tck rules\` lists all.`;
}

function textOf({ id, sentence, intent, category, lookAt }: Rule): string {
  return [id, sentence, intent, category, lookAt].join("\n").toLowerCase();
}

/** All that is known of a rule. */
export function explanationOf(rule: Rule): RuleExplanation {
  const general = (id: string): { id: string; sentence: string } => ({
    id,
    sentence: ALL.find((each) => each.id === id)?.sentence ?? "",
  });
  return {
    rule,
    needs: rule.needs.map((need) => (typeof need === "string" ? [need] : need).map(abilityInWords).join(" or ")),
    refines: [
      ...rule.refines.map(general),
      ...Object.entries(rule.refinesIn ?? {}).flatMap(([under, ids]) => ids.map((id) => ({ ...general(id), under }))),
    ],
    smallest: breakingHistories(rule.id),
  };
}

/** The smallest wrong histories of a rule; profiles that share one are named together. */
function breakingHistories(id: string): readonly BreakingHistory[] {
  const byText = new Map<string, BreakingHistory>();
  for (const preset of PRESETS) {
    const found = smallestWrong(id, preset);
    if (found === null) continue;
    const declared = declaredWords(id, found);
    const key = [...declared, found.words].join("; ");
    byText.set(key, {
      profiles: [...(byText.get(key)?.profiles ?? []), preset],
      declared,
      sentences: historySentences(found.events),
    });
  }
  return [...byText.values()];
}

function declaredWords(id: string, { capacity, axes }: SmallestWrong): readonly string[] {
  const room = id.startsWith("QUEUE") ? [`maxsize ${String(capacity)}`] : [];
  return [...room, ...axesWords(axes, DEFAULT_CLOSE)];
}

function asData(rule: Rule): unknown {
  const { id, sentence, intent, category, lookAt } = rule;
  const { needs, refines, smallest } = explanationOf(rule);
  return { id, sentence, intent, category, needs, refines, lookAt, smallestWrong: smallest };
}
