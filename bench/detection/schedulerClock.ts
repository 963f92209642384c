/** A driver's clock that fast-check's scheduler turns: between two steps lies what the scheduler puts between two tasks. */
import type * as fc from "fast-check";
import { DriverClock, type Driver } from "../../src/scheduler/driverClock.js";
import type { Watch } from "../../src/scheduler/host.js";

/** How the operations are handed to the scheduler, and how it is told to go. */
export type SchedulerForm = "tasks, waitIdle" | "tasks, waitAll" | "sequence, waitIdle";
export const SCHEDULER_FORMS: readonly SchedulerForm[] = ["tasks, waitIdle", "tasks, waitAll", "sequence, waitIdle"];

/** Steps wait for the scheduler; the end of a run waits for quiescence, as any good harness would want to. */
export class SchedulerClock extends DriverClock {
  #driver: Driver | undefined;
  #isWaiting = false;
  /** Tasks that came while the driver was not waiting. */
  #early = 0;

  override serve(watch: Watch, driver: Driver): void {
    super.serve(watch, driver);
    this.#driver = driver;
  }

  override awaitTurns(): void {
    this.#isWaiting = true;
    if (this.#early === 0) return;
    this.#early--;
    void Promise.resolve().then(() => this.#goOn());
  }

  override awaitQuiet(isGap: boolean): void {
    if (isGap) this.awaitTurns();
    else super.awaitQuiet(false);
  }

  /** A task of the scheduler: the driver does what comes next. */
  readonly task = (): void => {
    if (this.#isWaiting) this.#goOn();
    else this.#early++;
  };

  #goOn(): void {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#driver?.onTurns();
  }
}

/** Hands these tasks to the scheduler and lets it run them. */
export async function runTasks(
  scheduler: fc.Scheduler,
  form: SchedulerForm,
  tasks: readonly (() => void)[],
): Promise<void> {
  if (form === "sequence, waitIdle") {
    scheduler.scheduleSequence(tasks.map((task) => () => Promise.resolve(task())));
  } else {
    // the order that it draws does not matter: the tasks are alike, and the plan is in random order already
    for (const task of tasks) void scheduler.schedule(Promise.resolve()).then(task);
  }
  await (form === "tasks, waitAll" ? scheduler.waitAll() : scheduler.waitIdle());
}
