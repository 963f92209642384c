/** Which items besides plain objects a queue can hold: declared, or found out. */
import type { QueueDefinition } from "../adapters/contract.js";
import { taggedOutcome } from "../adapters/taggedOutcome.js";
import { EventCode, EVENT_WIDTH, Field, type History } from "../scheduler/history.js";
import type { CallStep, ItemClass } from "../scheduler/plan.js";
import { OutcomeCode } from "../scheduler/subject.js";
import type { Workbench } from "./workbench.js";

/** Values that every program may put into a queue. */
const USUAL: readonly ItemClass[] = ["undefined", "null", "zero", "empty-string", "nan", "false"];
/** What they are. */
const VALUES: ReadonlyMap<ItemClass, unknown> = new Map<ItemClass, unknown>([
  ["undefined", undefined],
  ["null", null],
  ["zero", 0],
  ["empty-string", ""],
  ["nan", Number.NaN],
  ["false", false],
]);
/** Those that adapters use for "nothing there": where such an item looks like nothing, that is no verdict. */
const NOTHING: readonly ItemClass[] = ["undefined", "null"];

/** The classes, and a sentence for each that had to be left out though nobody has declared so. */
export async function itemClasses(
  bench: Workbench,
): Promise<{ readonly items: readonly ItemClass[]; readonly hints: readonly string[] }> {
  const { items: declared } = (bench.adapter as QueueDefinition).profile;
  if (declared !== undefined) return { items: declared, hints: await declaredItemHints(bench, declared) };
  const answers = new Map<ItemClass, Held>();
  for (const item of USUAL) {
    if (!hasMeaning(bench.adapter as QueueDefinition, item)) answers.set(item, await holds(bench, item));
  }
  const nothing = [...answers].flatMap(([item, answer]) => (answer === "looks like nothing" ? [item] : []));
  const odd = nothing.filter((item) => !NOTHING.includes(item));
  // a queue that takes one value for its mark takes no other; one that tests whether an item is truthy loses several
  const marks = nothing.filter((item) => NOTHING.includes(item) || odd.length === 1);
  const items = [...answers].flatMap(([item, answer]) => (answer === "refused" || marks.includes(item) ? [] : [item]));
  const hints = marks.map(
    (item) =>
      `The item ${item} is answered as if nothing were there, so it is left out: if the adapter tells an empty queue ` +
      `by this value, say so in \`profile.items\`; if not, name it there, and rule QUEUE-74 decides`,
  );
  return { items, hints };
}

const SHOWN = {
  refused: "refuses it",
  "looks like nothing": "answers it as if nothing were there",
  altered: "does not give it back",
} as const;

/** Says which of the declared classes do not come through. */
async function declaredItemHints(bench: Workbench, items: readonly ItemClass[]): Promise<readonly string[]> {
  const hints: string[] = [];
  for (const item of items) {
    const answers = await holds(bench, item);
    if (answers === "yes") continue;
    hints.push(
      `\`profile.items\` names \`${item}\`, but the queue ${SHOWN[answers]}: leave \`${item}\` out, or is it the ` +
        "subject?",
    );
  }
  return hints;
}

/** What becomes of an item of some class. */
export type Held = "yes" | "refused" | "looks like nothing" | "altered";

/** Whether the adapter maps the value to a tag: as an answer it is then no item. */
export function hasMeaning({ outcomes }: QueueDefinition, item: ItemClass): boolean {
  return [outcomes?.get, outcomes?.getNowait].some((map) => {
    try {
      return taggedOutcome(map?.(VALUES.get(item) as never)) !== undefined;
    } catch {
      // it maps answers of another shape
      return false;
    }
  });
}

/** Puts one item of a class with every verb that adds, and takes it with every verb that takes. */
export async function holds(bench: Workbench, item: ItemClass): Promise<Held> {
  const config = bench.space.configs.find(({ capacity }) => capacity !== 0) ?? { capacity: 0 };
  const add = ["putNowait", "put"].filter((verb) => bench.abilities.has(verb));
  const take = ["getNowait", "get"].filter((verb) => bench.abilities.has(verb));
  let answer: Held = "yes";
  for (const put of add) {
    for (const get of take) {
      const steps: readonly CallStep[] = [
        { do: "call", client: 0, verb: put, item, gap: "quiet" },
        { do: "call", client: 1, verb: get, gap: "quiet" },
      ];
      // where nothing can be stored, the one that waits comes first
      const takesFirst = config.capacity === 0 && get === "get";
      if (config.capacity === 0 && !takesFirst && put !== "put") continue;
      const history = await bench.run({ config, steps: takesFirst ? [...steps].reverse() : steps }, "full");
      const [stored, taken] = [outcomeOf(history, put), outcomeOf(history, get)];
      if (stored === OutcomeCode.error) return "refused";
      const isNothing = taken === OutcomeCode.empty || taken === OutcomeCode.closed;
      if (isNothing) answer = "looks like nothing";
      else if (taken !== OutcomeCode.item && answer === "yes") answer = "altered";
    }
  }
  return answer;

  function outcomeOf({ events }: History, verb: string): number {
    for (let at = 0; at < events.length; at += EVENT_WIDTH) {
      const kind = events[at];
      if (kind !== EventCode.now && kind !== EventCode.settle) continue;
      if (bench.subject.verbs[events[at + Field.verb] ?? -1]?.name === verb) return events[at + Field.outcome] ?? -1;
    }
    return -1;
  }
}
