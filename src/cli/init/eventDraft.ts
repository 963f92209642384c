/** What an adapter for an event class looks like, as far as it can be told from outside. */
import type { ClassFacts } from "./classFacts.js";
import { blockingLine, createLine, gapLine, methodNamed, observerLine, type Draft } from "./draft.js";
import { CLEARS, IS_SET, SETS, WAITS } from "./verbNames.js";

const SELF = "event";

/** Lines for the verbs that were found; gaps for `wait` and `set`, which every event adapter needs. */
export function eventDraft(facts: ClassFacts, name: string): Draft {
  const create = createLine(facts, name);
  const wait = methodNamed(
    facts,
    facts.cannotMake === null ? WAITS.filter((each) => facts.waited[each]?.is === "promise") : WAITS,
  );
  const set = methodNamed(facts, SETS);
  const clear = methodNamed(facts, CLEARS);
  return {
    lines: [
      ...create.lines,
      wait
        ? `${blockingLine("wait", SELF, wait, [])} // its own promise, unmapped`
        : gapLine("wait", "event, { signal }", "waits until the event is set"),
      set ? setLine(set.name, facts) : gapLine("set", "event", "sets the event"),
      ...(clear ? [`clear: (event) => event.${clear.name}(),`] : []),
      ...observerLine(facts, "isSet", SELF, IS_SET, "boolean"),
    ],
    imports: [],
    axes: /auto/i.test(name) ? ['kind: "auto-reset"'] : [],
    gaps: [
      ...create.gaps,
      ...(wait
        ? []
        : [
            `${name} has no method that answers a promise until it is set under a usual name (${WAITS.join(", ")}): fill in \`wait\`.`,
          ]),
      ...(set
        ? []
        : [
            `${name} has no method that sets it under a usual name (${SETS.slice(0, 5).join(", ")} …): fill in \`set\`.`,
          ]),
    ],
  };
}

/** A set() is done when it returns: a promise that it answers is dropped. */
function setLine(name: string, { set }: ClassFacts): string {
  return `set: (event) => ${set[name]?.is === "promise" ? "void " : ""}event.${name}(),`;
}
