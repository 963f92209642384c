/** What `replay --break` says where it cannot stop. */
import { stepName } from "./words.js";

/** Nobody debugs this process. */
export const NO_DEBUGGER: string =
  "--break needs a debugger. Type: node --inspect-brk node_modules/async-tck/dist/cli.js replay … --break N, " +
  "and open chrome://inspect in Chrome or attach an editor.";

/** The subject runs in another process. */
export const NOT_HERE: string = "This adapter runs its plans elsewhere: a debugger of this process cannot stop there.";

/** The step does nothing to stop at. */
export function noCallWords(step: number): string {
  return (
    `There is nothing to stop at in step ${stepName(step)}: it calls no verb and cancels no operation here. ` +
    "The steps of the trace count from 1."
  );
}
