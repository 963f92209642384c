/**
 * Is a declaration wrong? A few plain plans are run and judged. Where the declared semantics do not explain them, but
 * would with another declaration, a sentence says which. It is no verdict: the rules decide, and the hunt looks into these
 * plans, too.
 */
import type { Change } from "./declarations.js";
import { fittingChanges, unexplained, type Observed } from "./fitDeclarations.js";
import { probes } from "./probes.js";
import { wakeHint } from "./wakeHint.js";
import type { Workbench } from "../workbench.js";

/** What reports call the way in which a failure was found that one of these plans shows. */
export const PROBE = "probe";

const QUESTION = "is the declaration wrong, or the subject?";

/** Of so many configurations, the first ones: they are the most telling. */
const CONFIGS = 4;

/** Sentences about axes that look wrongly declared; none where everything is explained. */
export async function axisHints(bench: Workbench): Promise<readonly string[]> {
  const observed: Observed[] = [];
  for (const config of bench.space.configs.slice(0, CONFIGS)) {
    for (const steps of probes(bench)) {
      const plan = { config, steps };
      observed.push({ plan, history: await bench.run(plan) });
    }
  }
  const strange = unexplained(bench, observed);
  bench.suspects = strange.map(({ plan }) => plan);
  if (strange.length === 0) return [];
  const wakes = await wakeHint(bench, observed);
  if (wakes !== null) return [`${wakes}: ${QUESTION}`];
  const fitting = withoutNarrowerLimits(fittingChanges(bench, observed));
  return fitting.length === 0 ? [] : [inWords(fitting)];
}

/** One change is a sentence, as are several of which one fits; more changes at a time are a list. */
function inWords(fitting: readonly (readonly Change[])[]): string {
  const single = fitting.flatMap(([change, ...more]) => (change && more.length === 0 ? [change] : []));
  const [first, ...others] = single;
  if (first && single.length === fitting.length) {
    const words =
      others.length === 0
        ? `\`${first.fits}\`, but the profile says \`${first.declared}\``
        : `one of these: ${single.map(({ fits, declared }) => `\`${fits}\` (not \`${declared}\`)`).join("; ")}`;
    return `In a few plain plans the subject behaves as ${words}: ${QUESTION}`;
  }
  const loose = (changes: readonly Change[]): number => changes.filter(({ claimsLess }) => claimsLess).length;
  const [best = [], ...rest] = [...fitting].sort((a, b) => loose(a) - loose(b));
  const lines = best.map(({ fits, declared }) => `- \`${fits}\`, but the profile says \`${declared}\``);
  const note =
    rest.length === 0
      ? []
      : [`(${String(rest.length)} other ${rest.length === 1 ? "list fits" : "lists fit"} as well)`];
  return [`In a few plain plans the subject behaves as another profile: ${QUESTION}`, ...lines, ...note].join("\n");
}

/** Where several callers fit, fewer do as well. */
function withoutNarrowerLimits(fitting: readonly (readonly Change[])[]): readonly (readonly Change[])[] {
  const seen = new Set<string>();
  return fitting.filter((changes) => {
    const [change] = changes;
    if (changes.length !== 1 || !change?.excludes) return true;
    const isNew = !seen.has(change.axis);
    seen.add(change.axis);
    return isNew;
  });
}
