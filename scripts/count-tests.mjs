// Prints "PASSED FAILED" from vitest's JSON report: node scripts/count-tests.mjs REPORT
// A test file that could not be loaded has no tests in the report; it counts as one failure.
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
const brokenFiles = report.testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
).length;
console.log(report.numPassedTests, report.numFailedTests + brokenFiles);
