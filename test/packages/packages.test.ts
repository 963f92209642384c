/** Published packages, checked in the way of a user: one suite an adapter, with few random plans. */
import { describeConformance } from "async-tck/vitest";
import { packageAdapters } from "../../src/adapters/packages/index.js";

for (const { adapter } of packageAdapters) describeConformance(adapter, { numRuns: 150, strict: true });
