/** A verb that is not cancelled as its adapter says is named, with what fits. */
import { describe, expect, it } from "vitest";
import { adaptOperationQueue } from "../subjects/operationQueue.js";
import { axisQueue, declare, itSays, remarks } from "./declare.js";
import { waitingQueue } from "./narrowSubjects.js";

describe("cancellation", () => {
  const signalled = axisQueue();
  const operated = adaptOperationQueue("operated", false, "fifo");
  const never = (): Promise<never> => new Promise(() => undefined);
  const rejecting = (signal: AbortSignal | undefined): Promise<never> =>
    new Promise((_, reject) => {
      signal?.addEventListener("abort", () => reject(new Error("stopped")), { once: true });
    });
  itSays(signalled, { cancellation: { get: "none" } }, "profile.cancellation.get", "`signal`");
  itSays(signalled, { cancellation: { get: "method" } }, "profile.cancellation.get", "`signal`");
  itSays(operated, { cancellation: { get: "signal", put: "method" } }, "profile.cancellation.get", "`method`");
  it.each(["signal", "method"] as const)("by a %s that is not there", async (get) => {
    const found = await remarks(declare(waitingQueue(never), { cancellation: { get } }));
    expect(found.join()).toMatch(/`profile.cancellation.get` says `.*` neither reads `signal` nor .* fits `none`/);
  });
  it("by a signal that is read and ignored", async () => {
    const found = await remarks(
      waitingQueue((signal) => {
        signal();
        return never();
      }),
    );
    expect(found.join()).toContain("say `none` in `profile.cancellation.get`");
  });
  it("by a method that does nothing", async () => {
    const found = await remarks(waitingQueue(() => ({ promise: never(), cancel: () => undefined })));
    expect(found.join()).toContain("silent: true");
  });
  it("that ends with an error that nothing names", async () => {
    const found = await remarks(waitingQueue((signal) => rejecting(signal())));
    expect(found.join()).toContain("outcomes.thrown.cancelled");
    expect(found.join()).toContain("stopped");
  });
});
