/** Goes through the rows of a trace: first, one back, one forward, last. */

/** What the keys do. */
export interface Stepper {
  /** Goes to a row; beyond the ends it stays there. */
  goTo(row: number): void;
  readonly row: number;
  readonly rows: number;
}

/** A stepper over `rows` rows that begins at `first` and tells `onStep` wherever it is, also at first. */
export function createStepper(rows: number, first: number, onStep: (row: number) => void): Stepper {
  let row = -1;
  const goTo = (to: number): void => {
    const next = Math.max(0, Math.min(rows - 1, to));
    if (next === row) return;
    row = next;
    onStep(row);
  };
  goTo(first);
  return {
    goTo,
    rows,
    get row() {
      return row;
    },
  };
}

/** Does what a key says. False where it says nothing here. */
export function stepByKey(stepper: Stepper, key: string): boolean {
  const to = { ArrowLeft: stepper.row - 1, ArrowRight: stepper.row + 1, Home: 0, End: stepper.rows - 1 }[key];
  if (to === undefined) return false;
  stepper.goTo(to);
  return true;
}
