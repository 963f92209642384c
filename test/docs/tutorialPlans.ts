/** The plans of docs/tutorial-claims.md, whose tokens stand there. Each is named by what it shows. */
import { encodeToken, type TokenTable } from "../../src/scheduler/token.js";
import type { Gap, Plan, Step } from "../../src/scheduler/plan.js";

const verb = (name: string, blocking: boolean, takesItem = false) => ({ name, blocking, takesItem });

const EVENT: TokenTable = {
  primitive: "event",
  verbs: [verb("wait", true), verb("set", false), verb("clear", false), verb("isSet", false)],
};

/** Without `close`, which only the queues of Python 3.13 have. */
const QUEUE: TokenTable = {
  primitive: "queue",
  verbs: [
    verb("put", true, true),
    verb("get", true),
    verb("putNowait", false, true),
    verb("getNowait", false),
    verb("join", true),
    verb("taskDone", false),
  ],
};

/** `A wait`, `B cancel`; `B set 0`: the next step is in the same turn; `A isSet then`: as its client goes on. */
function step(text: string): Step {
  const [name = "", what = "", ...how] = text.split(" ");
  const client = "ABCD".indexOf(name);
  const gap: Gap = how.includes("0") ? 0 : "quiet";
  if (what === "cancel") return { do: "cancel", client, gap };
  return { do: "call", client, verb: what, ...(how.includes("then") ? { chained: true } : {}), gap };
}

function event(...steps: readonly string[]): string {
  return encodeToken({ config: { capacity: null }, steps: steps.map(step) }, EVENT);
}

/** On a `Queue(maxsize=1)`. */
function slot(...steps: readonly string[]): string {
  const plan: Plan = { config: { capacity: 1 }, steps: steps.map(step) };
  return encodeToken(plan, QUEUE);
}

/** Token by what the plan shows, in the order of the page. */
export const PLAN_TOKENS: Readonly<Record<string, string>> = {
  "a: three set() are undone by one clear()": event("B set", "B set", "B set", "B clear", "A wait"),
  "a: a set() in the very turn of the wait()": event("A wait 0", "B set"),
  "b: the flag stays up": event("A wait", "B set", "A wait", "B clear", "A wait"),
  "b: it may be down again when the waiter looks": event("A wait", "A isSet then", "B set 0", "B clear"),
  "c: nobody is parked": event("B set 0", "B clear", "A wait"),
  "c: one is parked": event("A wait", "B set 0", "B clear"),
  "c: three are parked": event("A wait", "B wait", "C wait", "D set 0", "D clear"),
  "c: the receiver clears": event("A wait", "A clear then", "A wait", "B set 0", "B set"),
  "d: nothing else wakes": event("A wait", "B wait", "C clear 0", "B cancel", "C isSet", "C clear"),
  "e: the flag is the resource": event(
    "A wait",
    "B wait",
    "C wait",
    "A isSet then 0",
    "A clear then",
    "B isSet then",
    "C isSet then",
    "D set",
  ),
  "f: a receiver is parked": slot("A get", "B putNowait 0", "B putNowait 0", "B getNowait 0", "B putNowait"),
  "f: nobody is parked": slot("B putNowait", "B putNowait 0", "B getNowait 0", "B putNowait", "A get", "A get"),
  "f: the unfinished count": slot(
    "B putNowait",
    "B getNowait 0",
    "B putNowait",
    "A get",
    "A taskDone",
    "A join",
    "B taskDone",
  ),
  "f: a parked put()": slot("B putNowait", "C put", "B getNowait 0", "B putNowait", "A get", "A get"),
  "f: two receivers": slot("A get", "B get", "C get", "D putNowait 0", "D getNowait 0", "D putNowait", "D putNowait"),
  "i: a set() before the wait()": event("B set 0", "A wait"),
  "i: a pulse in the very turn of the wait()": event("A wait 0", "B set 0", "B clear"),
};
