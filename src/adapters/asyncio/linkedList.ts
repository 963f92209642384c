/**
 * A doubly linked list. Whoever has a place in it can leave in constant time, from the middle too: a `get()` that is
 * cancelled among a hundred thousand that wait is not searched for.
 */

/** A place in a {@link LinkedList}. */
export interface Place<T> {
  readonly value: T;
  previous: Place<T> | undefined;
  next: Place<T> | undefined;
}

export class LinkedList<T> {
  #first: Place<T> | undefined;
  #last: Place<T> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a value at the tail. */
  append(value: T): Place<T> {
    const place: Place<T> = { value, previous: this.#last, next: undefined };
    if (this.#last) this.#last.next = place;
    else this.#first = place;
    this.#last = place;
    this.#size++;
    return place;
  }

  /** Takes the value at the head. Throws a `RangeError` where there is none: `undefined` may be a value. */
  shift(): T {
    const first = this.#first;
    if (!first) throw new RangeError("The list is empty");
    this.remove(first);
    return first.value;
  }

  /** Takes a place out. It must be in this list: a place is taken out once. */
  remove(place: Place<T>): void {
    const { previous, next } = place;
    if (previous) previous.next = next;
    else this.#first = next;
    if (next) next.previous = previous;
    else this.#last = previous;
    this.#size--;
  }
}
