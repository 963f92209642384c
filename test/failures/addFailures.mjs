// Another run that keeps ten failures, one after the other: node addFailures.mjs FILE WHICH
import { createJiti } from "jiti";

const { changeFailures } = await createJiti(import.meta.url).import("../../src/failures/failuresFile.ts");
const [file, which] = process.argv.slice(2);
for (let at = 0; at < 10; at++) {
  const add = [{ token: `q1.other${which}x${at}`, rule: "QUEUE-01", adapter: "other" }];
  await changeFailures(file, { add, drop: [], adapter: "other" });
}
