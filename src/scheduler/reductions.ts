/**
 * Reductions of a scope: plans that need not run, because another plan of the scope shows whatever they show. Each is
 * argued from what plans mean (plan.ts, run.ts) and from nothing that a subject was seen to do: that nothing was *seen*
 * after a step does not make its gap one that does not matter, since a subject has turns that nobody sees.
 *
 * What is no reduction, though it looks like one: of two cancels of a client in one turn the second is not idle, where
 * the subject's operation has a cancel method of its own; two immediate steps in one turn do not commute; and whether
 * priorities 1 and 1 are the same as 0 and 0 is up to the subject.
 */
import type { PlanSpace } from "./planSpace.js";
import type { Scope } from "./scope.js";

/** Which reductions are made. Absent: made. */
export interface Reductions {
  /**
   * Clients that may call the same verbs are named in the order of their first step. A client is a name: the engine keeps
   * for each the same state, and the models have no favourite, so that a plan whose clients are renamed gives the renamed
   * history, and the same verdict. Clients with other verbs (`maxGetters`) are not renamed into one another.
   *
   * Not made where `clientsDiffer`: there the subject sees the name. Nor from {@link RELEASES_RACE} steps on.
   */
  readonly interchangeableClients?: boolean;
  /**
   * An immediate step belongs to nobody: the last client stands for all, and the step counts for no client. The driver
   * issues it at once, whether its client is busy or not; it changes nothing of that client, and the judge reads no client
   * in its event. Not made where `clientsDiffer`.
   */
  readonly nobodysImmediateSteps?: boolean;
  /**
   * A cancel names a client with an earlier operation that can be cancelled. Otherwise it finds nothing to cancel and leaves
   * nothing in the history: it is no step but a delay of the driver. What is left out are therefore plans with fewer steps
   * that act than their length says, in which the driver idles longer. A scope with the gaps quiet and 0 has nearly all of
   * these, since two such gaps in a row are one of the two again: what it lacks is a delay right after a step that joined
   * a backlog, where the driver waits no gap. 1 turn and 1 turn are 2, which a scope has only if it names that gap.
   */
  readonly aimedCancels?: boolean;
  /**
   * The last step has the gap quiet. After it no step of the driver comes, so that nothing depends on how long it waits:
   * the subject does the same. The history of any other gap lacks one quiet event before the last, or has a turn event
   * before settlements and quiet events, before which any number of turns may pass anyway.
   */
  readonly quietLastGap?: boolean;
}

/** None of them: every plan of the scope as it stands. */
export const UNREDUCED: Required<Reductions> = {
  interchangeableClients: false,
  nobodysImmediateSteps: false,
  aimedCancels: false,
  quietLastGap: false,
};

/**
 * From so many steps on clients are not interchangeable. At a quiet point the clients that waited for it go on in the
 * order of their numbers. That needs two clients with three blocking steps each:
 *
 * 1. A and B call something that settles. 2. Each issues its next step from its backlog, and waits for quiet. 3. At the
 * quiet point A issues its third step before B does, whichever of the two waited first.
 */
export const RELEASES_RACE = 6;

/** The reductions that may be made in a scope, of those that are wanted. */
export function soundReductions(space: PlanSpace, scope: Scope, wanted: Reductions): Required<Reductions> {
  const {
    interchangeableClients = true,
    nobodysImmediateSteps = true,
    aimedCancels = true,
    quietLastGap = true,
  } = wanted;
  const areAlike = space.clientsDiffer !== true;
  return {
    interchangeableClients: interchangeableClients && areAlike && scope.steps < RELEASES_RACE,
    nobodysImmediateSteps: nobodysImmediateSteps && areAlike,
    aimedCancels,
    quietLastGap,
  };
}
