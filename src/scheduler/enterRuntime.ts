import { describeValue } from "./describeValue.js";
import type { Watch } from "./host.js";
import { QuietPoint, type QuietListener } from "./quietPoint.js";
import { AdapterError, type Subject } from "./subject.js";

/** Who is told when the subject's runtime does not do as it should. */
export type EnterListener = Omit<QuietListener, "onQuiet">;

/**
 * Calls `job` from inside the runtime that the subject's operations need, if it has one: at once, or later. `job` is told
 * whether it is called in the same turn. Everything may become quiet meanwhile: a runtime of timers needs time to pass.
 */
export function enterRuntime(
  subject: Subject,
  instance: unknown,
  watch: Watch,
  job: (isAtOnce: boolean) => void,
  listener: EnterListener,
): void {
  if (!subject.enter) return job(true);
  const name = `\`enter\` of adapter ${subject.name}`;
  const missing = new QuietPoint(watch, subject, {
    onQuiet: () => listener.onFailure(new AdapterError(`${name} has not called \`run\`, and everything is quiet`)),
    onUnknown: () => listener.onUnknown(),
    onFailure: (error) => listener.onFailure(error),
    onTimer: (time) => listener.onTimer?.(time),
  });
  let isCalled = false;
  let isAtOnce = true;
  try {
    subject.enter(instance, () => {
      if (isCalled) return listener.onFailure(new AdapterError(`${name} called \`run\` twice`));
      isCalled = true;
      missing.stop();
      try {
        job(isAtOnce);
      } catch (error) {
        listener.onFailure(error);
      }
    });
  } catch (error) {
    listener.onFailure(new AdapterError(`${name} threw ${describeValue(error)}`));
  }
  isAtOnce = false;
  if (!isCalled) missing.await();
}
