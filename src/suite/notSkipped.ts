import { hangText } from "../report/wrapText.js";

/** Rules without a verdict whose tests count as passed, since their runner cannot skip a test that has begun. */
export class NotSkipped {
  readonly #byReason = new Map<string, string[]>();

  add(id: string, reason: string): void {
    const ids = this.#byReason.get(reason);
    if (ids) ids.push(id.replace(/^[A-Z]+-/, ""));
    else this.#byReason.set(reason, [id]);
  }

  /** Prints them once, so that nobody takes them for passed. */
  tell(): void {
    if (this.#byReason.size === 0) return;
    const lines = [...this.#byReason].map(([reason, ids]) => hangText("  ", `${reason}: ${ids.join(", ")}`));
    this.#byReason.clear();
    console.warn(["No verdict on these rules; their tests count as passed:", ...lines].join("\n"));
  }
}
