/** Said at the end of `npm test`: what it leaves to scripts of their own. */

const ELSEWHERE = [
  ["npm run test:slow", "correct subjects, published packages, inferences, other runners, command lines of the pages"],
  ["npm run test:browser", "the HTML report, clicked through in Chromium"],
  ["npm run test:runtimes", "the packed tarball on other versions of Node, on Bun and on Deno"],
  ["npm run test:full", "all seeds and subjects of the tests that take some of them"],
  ["npm run truth", "the models beside CPython, over millions of plans"],
  ["npm run determinism", "a thousand failing plans replayed on four versions of Node"],
  ["npm run check", "types, lint, formatting and what is published"],
] as const;

/** Vitest calls the answer once all tests are over. */
export default function notCovered(): () => void {
  return () => {
    // whoever runs one file knows that it is not all
    if (process.env["npm_lifecycle_event"] !== "test") return;
    const width = Math.max(...ELSEWHERE.map(([command]) => command.length));
    const lines = ELSEWHERE.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`);
    console.log(`\nNot covered by npm test:\n${lines.join("\n")}`);
  };
}
