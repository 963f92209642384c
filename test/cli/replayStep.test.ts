/** `replay --step` in a pipe: all steps at once. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runCommand } from "./runCommand.js";

const example = fileURLToPath(new URL("../docs/example", import.meta.url));
const REPLAY = ["replay", "q1.DuyI4gAADAAGekXrCeeB", "--adapter", "my-queue.adapter.ts"];

test("shows each step with what the model holds and allows, then what replay shows without it", async () => {
  const [stepped, plain] = await Promise.all([runCommand([...REPLAY, "--step"], example), runCommand(REPLAY, example)]);
  expect(stepped.exitCode).toBe(plain.exitCode);
  const at = stepped.stdout.indexOf(plain.stdout);
  expect(at).toBeGreaterThan(0);
  expect(stepped.stdout.slice(0, at)).toMatchInlineSnapshot(`
    "step 1 of 4   A get()
      observed    get() of A is called
      queue       []; waiting: A
      then        everything is quiet; still pending: get() of A

    step 2 of 4   B get()
      observed    get() of B is called
      queue       []; waiting: A B
      then        everything is quiet; still pending: get() of A, get() of B

    step 3 of 4   C putNowait(1) (same turn as 4)
      observed    putNowait(1) of C returns
      allowed     putNowait(1) of C returns
      queue       [1]; waiting: B

    step 4 of 4   A cancel
      observed    the cancel of A
      queue       [1]; waiting: B
      then        get() of A ends cancelled
      allowed     get() of A ends cancelled
      queue       …; waiting: nobody (common to 2 states that the model may be in)
      then        get() of B never settles; size is 1
      allowed     get() of B settles with item 1
                  ◄ here the run contradicts the model

    "
  `);
});
