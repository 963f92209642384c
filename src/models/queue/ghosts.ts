/** Ghosts: what a fault leaves behind of operations that ended. They stand for nobody, and still take or bring an item. */
import {
  altered,
  alteredOperation,
  changed,
  GHOSTS,
  outOfLine,
  without,
  withOperation,
  type QueueState,
} from "./state.js";

/** How many ghosts may wait in get() each for itself: each multiplies the states that have to be followed. */
const OWN_GHOSTS = 2;

/**
 * The state in which a ghost has taken the place of a client's operation, which is still there and out of the line; null
 * where nothing can stand for it. Where two ghosts wait in get(), one of them stands for one more: they are all alike. A
 * put() brings an item of its own, and so has a ghost of its own.
 */
export function haunted(state: QueueState, client: number): QueueState | null {
  const operation = state.operations[client];
  if (!operation) return null;
  const ghost = state.operations.indexOf(null, GHOSTS);
  const getters = state.operations.filter((other, index) => index >= GHOSTS && other?.verb === "get").length;
  if (operation.verb === "get" && (ghost < 0 || getters >= OWN_GHOSTS)) return joinedByOneMore(state, client);
  if (ghost < 0) return null;
  return withOperation(
    altered(state, { line: inPlaceOf(state.line, client, ghost) }),
    ghost,
    alteredOperation(operation, { phase: "waiting", cancelled: false, timed: false, parked: false }),
  );
}

/** Of the ghosts the nearest ahead stands for one more; where none is ahead, one comes forward to the client's place. */
function joinedByOneMore(state: QueueState, client: number): QueueState | null {
  const { line, operations } = state;
  const place = line.indexOf(client);
  const isGetter = (index: number): boolean => index >= GHOSTS && operations[index]?.verb === "get";
  const ahead = line.findLast((index, at) => isGetter(index) && at < place);
  const ghost = ahead ?? operations.findIndex((_, index) => isGetter(index));
  if (ghost < 0) return null;
  const forward = ahead === undefined && place >= 0;
  const joined = forward ? altered(state, { line: inPlaceOf(without(line, ghost), client, ghost) }) : state;
  return changed(outOfLine(joined, client), ghost, { more: (operations[ghost]?.more ?? 0) + 1, keeps: true });
}

function inPlaceOf(line: readonly number[], client: number, ghost: number): readonly number[] {
  return line.map((index) => (index === client ? ghost : index));
}

/** Of a ghost that stands for several each has a place of its own: it may stand anywhere further back. */
export function movedGhosts(state: QueueState): readonly QueueState[] {
  const moved: QueueState[] = [];
  for (const [place, index] of state.line.entries()) {
    if (index < GHOSTS || state.operations[index]?.keeps !== true) continue;
    const others = without(state.line, index);
    for (let at = place + 1; at <= others.length; at++) {
      moved.push(altered(state, { line: [...others.slice(0, at), index, ...others.slice(at)] }));
    }
  }
  return moved;
}

/** A ghost that stands for several has its place still when one of them is served. */
export function stillInLine(state: QueueState, index: number): QueueState {
  if (index < GHOSTS || !state.operations[index] || state.line.includes(index)) return state;
  return altered(state, { line: [index, ...state.line] });
}
