import { chromiumPath } from "./chromium.js";

/** Runs before all tests: one hint instead of a failure of each. */
export default function requireChromium(): void {
  chromiumPath();
}
