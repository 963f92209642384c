/**
 * Adopts what a blocking verb returned exactly as `await` does, in the same number of turns, and moreover notices a
 * foreign thenable that settles twice, which `await` silently forgives.
 *
 * - A native promise is subscribed to directly, past an own `then` if it has one; it cannot settle twice.
 * - A plain value continues one turn later.
 * - Of a foreign thenable (and of a subclass of Promise) `then` is read now and called one turn later; what it answers
 *   with is adopted in its turn.
 */

/** Who is told how an adopted answer ended. */
export interface Continuation {
  readonly onValue: (value: unknown) => void;
  readonly onError: (thrown: unknown) => void;
  /** A foreign thenable settled once more. */
  onAgain(step: number, isThrown: boolean, answer: unknown): void;
}

type Then = (onValue: (value: unknown) => void, onError: (thrown: unknown) => void) => unknown;

const RESOLVED = Promise.resolve();
/** Called on each promise, past an own `then`. */
const subscribe = Promise.prototype.then;

/** Adopts the answer of the blocking operation that `step` called. */
export function adoptAnswer(answer: unknown, step: number, to: Continuation): void {
  if (answer instanceof Promise && answer.constructor === Promise) {
    // Of an object that only inherits from Promise, `Promise.resolve` makes a promise, as `await` does.
    void subscribe.call(Promise.resolve(answer), to.onValue, to.onError);
    return;
  }
  if (answer === null || (typeof answer !== "object" && typeof answer !== "function")) {
    void RESOLVED.then(() => to.onValue(answer));
    return;
  }
  let then: unknown;
  try {
    then = (answer as { readonly then?: unknown }).then;
  } catch (error) {
    void RESOLVED.then(() => to.onError(error));
    return;
  }
  if (typeof then !== "function") {
    void RESOLVED.then(() => to.onValue(answer));
    return;
  }
  void Promise.resolve(watchThenable(answer, then as Then, step, to)).then(to.onValue, to.onError);
}

/** A thenable that behaves as `answer`, and tells when it settles once more. Its `then` is called once, by the engine. */
function watchThenable(answer: object, then: Then, step: number, to: Continuation): PromiseLike<unknown> {
  const forward: Then = (onValue, onError) => {
    let isSettled = false;
    const once =
      (isThrown: boolean, pass: (answer: unknown) => void) =>
      (value: unknown): void => {
        if (isSettled) return to.onAgain(step, isThrown, value);
        isSettled = true;
        pass(value);
      };
    then.call(answer, once(false, onValue), once(true, onError));
  };
  return { then: forward } as PromiseLike<unknown>;
}
