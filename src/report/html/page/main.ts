/** The script of the page: draws the place that the address names, and nothing else, so that a thousand failures cost nothing. */
import { DATA_ID, type PageData } from "../pageData.js";
import { adapterView } from "./adapterView.js";
import { overviewView } from "./overviewView.js";
import { pageHead } from "./pageHead.js";
import { placeOf } from "./places.js";
import { ruleView } from "./ruleView.js";
import { stepByKey, type Stepper } from "./stepper.js";

const data = JSON.parse(document.getElementById(DATA_ID)?.textContent ?? "null") as PageData;
let stepper: Stepper | null = null;

/** Draws where the address leads. `isFirst`: the page was just opened, so that the focus stays where it is. */
function draw(isFirst: boolean): void {
  const place = placeOf(location.hash, data);
  stepper = null;
  let main: HTMLElement;
  if (place.is === "overview") main = overviewView(data);
  else if (place.is === "adapter") main = adapterView(data, place.report);
  else ({ main, stepper } = ruleView(data, place.report, place.rule));
  document.querySelector("main")?.remove();
  document.body.append(main);
  const heading = main.querySelector("h1");
  document.title = heading ? `${heading.textContent} · ${data.title}` : data.title;
  if (isFirst) return;
  scrollTo(0, 0);
  heading?.focus({ preventScroll: true });
}

document.body.prepend(pageHead(data));
addEventListener("hashchange", () => draw(false));
addEventListener("keydown", (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
  const isChord = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (stepper && !isTyping && !isChord && stepByKey(stepper, event.key)) event.preventDefault();
});
draw(true);
