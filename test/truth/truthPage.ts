/** docs/truth.md: what `npm run truth -- --write` found out, for readers. */
import { format } from "prettier";
import type { Comparison } from "./compareWithPython.js";
import { FACTS } from "./facts.js";
import { readGolden } from "./golden.js";
import type { Answered, Part, Results } from "./truth.js";

/** The page for the results that are kept in results.json. */
export async function truthPage(results: Results): Promise<string> {
  const text = [
    introduction(results),
    randomSection(results.random),
    scopeSection(results.scopes),
    moreSection(results),
    goldenSection(),
    mutantSection(results),
    portSection(results),
    LIMITS,
  ].join("\n\n");
  return format(text, { parser: "markdown", printWidth: 120, proseWrap: "always" });
}

const grouped = new Intl.NumberFormat("en-US");
const number = (value: number): string => grouped.format(value);

function introduction({ random, scopes }: Results): string {
  const plans = sum([...random.flatMap(({ parts }) => parts), ...scopes]).plans;
  const versions = random.map(({ version }) => version);
  return `# The asyncio models beside CPython

<!-- Written by scripts/docs-truth.mjs from test/truth/results.json, which \`npm run truth -- --write\` makes. Do not edit. -->

The models of profile \`asyncio\` say what \`asyncio.Event\`, \`Queue\`, \`LifoQueue\` and \`PriorityQueue\` do. This page says how
that is proven. ${number(plans)} plans were run on the real objects of CPython ${versions.join(", ")}, through the adapter of
\`async-tck/cpython\` ([remote.md](remote.md)), and compared with the models in two ways:

- **Agreement.** The relation explains every history that the interpreter gives. Found: no disagreement.
- **Tightness.** A model that allows everything would agree, too. So each plan is also run with the model in the place of
  the object, at asyncio's own turns: one turn is one callback of the loop, whose ready queue is first in, first out;
  whoever is woken or cancelled goes on in a callback of its own; an end is seen with no delay. Wherever the model leaves a
  choice, all ways are tried. Whole histories are compared: every outcome, the order of all ends, the observers at every
  quiet point. A plan is **exact** when the model allows one history and that is the interpreter's.

A model would also fail that let somebody go on in the turn that woke it, that let anything move unseen but somebody who was
woken, or that let the world be quiet while somebody has yet to go on: such a history never equals the interpreter's.

To see it: \`npm run truth\` (some 25 minutes; \`-- --small\` takes one), \`npm test\` (golden histories, and a live sample where
there is a \`python3\`), or \`npx async-tck check async-tck/cpython\`, which judges CPython like any other subject.`;
}

function sum(parts: readonly Part[]): Comparison {
  const total: Comparison = {
    plans: 0,
    exact: 0,
    more: { "order of release": 0, "equal priorities": 0 },
    problems: [],
    problemCount: 0,
  };
  for (const { result } of parts) {
    total.plans += result.plans;
    total.exact += result.exact;
    total.more["order of release"] += result.more["order of release"];
    total.more["equal priorities"] += result.more["equal priorities"];
    total.problemCount += result.problemCount;
  }
  return total;
}

function row(names: readonly string[], { plans, exact, more, problemCount }: Comparison): string {
  const numbers = [plans, exact, more["order of release"], more["equal priorities"], problemCount].map(number);
  return `| ${[...names, ...numbers].join(" | ")} |`;
}

const COUNTS = "plans | exact | more: order of release | more: equal priorities | unexplained";
const RIGHT = "---: | ---: | ---: | ---: | ---:";

function randomSection(random: readonly Answered[]): string {
  const rows = random.flatMap(({ version, parts }) => {
    const objects = [...new Set(parts.map(({ object }) => object))];
    return objects.map((object) => {
      const own = parts.filter((part) => part.object === object);
      const configs = [...new Set(own.flatMap(({ config }) => config.replace("maxsize ", "").split(", ")))].join(", ");
      return row([version, `${object}${configs === "" ? "" : `, maxsize ${configs}`}`], sum(own));
    });
  });
  return `## Random plans

2 to 12 steps of up to four clients, from the arbitrary of every rule and from swarms: with gaps of 0 to 5 turns and
quiet, cancellations, \`join()\` and \`task_done()\`, items of many classes, steps that wait for their client, and from 3.13 on
\`shutdown()\` of both kinds. A Queue gets as many for each \`maxsize\`.

| CPython | object | ${COUNTS} |
| --- | --- | ${RIGHT} |
${rows.join("\n")}`;
}

function scopeSection(scopes: readonly Part[]): string {
  return `## All plans up to a bound

Every plan of the scope, on the newest interpreter. Plain objects as items, both kinds of shutdown, two priorities.

| object | plans | ${COUNTS} |
| --- | --- | ${RIGHT} |
${scopes.map((part) => row([`${part.object} ${part.config}`, part.plans.replace("all of ", "")], part.result)).join("\n")}`;
}

function moreSection({ random, scopes }: Results): string {
  const { more } = sum([...random.flatMap(({ parts }) => parts), ...scopes]);
  return `## Plans of which the model allows more

Two reasons, and each is checked, plan by plan:

- **Order of release** (${number(more["order of release"])} plans). One call lets several go on, and the model does not say
  who goes on first: A and B wait, \`set()\`, and A returns before B, or B before A. CPython's loop lets them go on in the order
  in which they began to wait, and joiners first. The profile leaves that open on purpose: in JavaScript a waiter with a
  signal often settles a turn after one without, though both were released in order
  ([decisions](decisions.md#the-order-of-settlement-is-no-rule)). With the loop's own order one history is left, the
  interpreter's, in every one of these plans.
- **Equal priorities** (${number(more["equal priorities"])} plans). Which of two items of equal priority leaves first depends
  on CPython's heap, and asyncio promises nothing of it (PQ-03). One history is left when items of one priority are all
  called the same. Order of release may add to it.

Nothing else: a plan that neither explains would be counted as unexplained.`;
}

function goldenSection(): string {
  const golden = readGolden();
  const facts = Object.keys(FACTS);
  const histories = Object.values(golden.facts).reduce((count, plans) => count + Object.keys(plans).length, 0);
  const scripts = facts.filter((id) => FACTS[id]?.observed !== undefined).length;
  return `## Golden histories

\`test/truth/golden\` holds what CPython ${golden.versions.join(", ")} gave, all of them the same wherever they were asked the
same (those with a shutdown come from ${golden.withShutdown.join(", ")}): ${number(histories)} histories of ${number(facts.length)}
facts about asyncio (\`test/truth/facts.ts\`), what ${number(scripts)} small scripts observed that no plan can show (callbacks
counted, reads between two callbacks, threads, items that cannot be compared), and ${number(Object.keys(golden.plans).length)}
random plans. \`npm test\` proves the models with them on a machine without Python. \`npm run golden\` makes them again,
\`npm run golden -- --check\` compares.`;
}

function mutantSection({ mutants: { guards, counts, equivalent } }: Results): string {
  const noticed = counts.relation + counts.tightness + counts.promises;
  const reasons = Object.entries(equivalent).sort(([, a], [, b]) => b.length - a.length);
  return `## Mutants of the models

Would the comparison notice a wrong model? Each of the ${number(guards)} guards in the models (a condition, an operand of
\`&&\` or \`||\`, a comparison) was forced to true, to false, and where it is a bound moved by one: ${number(
    noticed + counts.never + counts.unnoticed,
  )} mutants.

| | mutants |
| --- | ---: |
| noticed: the relation refuses what CPython did | ${number(counts.relation)} |
| noticed: at asyncio's turns the model allows something else than CPython did | ${number(counts.tightness)} |
| noticed: only at the turns of promises, where the model says what the port below does | ${number(counts.promises)} |
| no plan has the guard say anything but what it was forced to | ${number(counts.never)} |
| cannot be noticed, each for a known reason | ${number(counts.unnoticed)} |

The guards that always say the same stand in code that all profiles share: closes of other kinds, time-outs, overflow,
what a fault leaves behind. In the two models of \`asyncio\` themselves each has its reason, and \`npm test\` fails for any
other that the golden plans do not reach both ways. Those that cannot be noticed, and why:

${reasons.map(([why, list]) => `- ${why} (${number(list.length)})`).join("\n")}

\`test/truth/equivalentMutants.ts\` names them one by one, and the run fails for a mutant that is not there.`;
}

function portSection({ ports }: Results): string {
  const total = ports.reduce((count, { result }) => count + result.predicted, 0);
  const cell = ({ same, other }: { readonly same: number; readonly other: number }): string =>
    `${number(same)} | ${number(other)}`;
  return `## The TypeScript asyncio

\`async-tck/asyncio\` is a port of the four objects. The same plans, on the port and on CPython: what every operation comes to,
and what is observed at the end.

| object | gaps quiet and 0: same | other | quiet and 0, and a client goes on at once: same | other | gaps of some turns: same | other | history as the model says |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${ports
  .map(
    ({ object, result }) =>
      `| ${object} | ${cell(result.plain)} | ${cell(result.goingOn)} | ${cell(result.turns)} | ${number(result.predicted)} |`,
  )
  .join("\n")}

All that differs has one reason. In CPython a caller goes on in the very callback in which its operation ends, and an
\`await\` that need not wait does not yield. In JavaScript an \`await\` always takes a turn:

1. Two items are inside. A calls \`get()\` and, after that, \`get()\` again; B calls \`getNowait()\` in the turn of A's first call.
2. CPython: A has both items before B is asked, and B finds nothing.
3. JavaScript: A's first \`get()\` has its item, but A goes on a turn later; B takes the second item, and A waits.

That this is the only reason is checked event by event: with one callback between the end of an operation and its caller,
and nothing else changed, the model gives the port's whole history, in all ${number(total)} plans.`;
}

const LIMITS = `## Limits

- Up to a bound all plans, beyond it random ones: no proof for every plan.
- Only what plans can say: one event loop, one thread, no time-outs (asyncio's Event and Queue have none), no subclass.
  [tutorial-claims.md](tutorial-claims.md) has threads and loops.
- An item that cannot be compared with others is put into no PriorityQueue by a plan: there CPython keeps an item whose put
  failed (PQ-04, PQ-06, PQ-07), and the profile does not ask that of anybody.
- The order in which waiters settle is left open, see above.
- Before 3.12 no task of asyncio's own can take its first step at once, so the program steps coroutines itself
  (\`OwnTask\` in asyncio_plans.py); on 3.13 both ways give the same histories, byte for byte (test/remote).`;
