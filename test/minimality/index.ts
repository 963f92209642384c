/** What scripts/minimality.mjs needs, built into one file: loading some hundred modules one by one takes longer. */
export { measurable, measure, type Measured } from "./measure.js";
export { minimalityPage, totalsOf, type Results } from "./minimalityPage.js";
export { LONG } from "./startingPlans.js";
