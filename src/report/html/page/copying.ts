/** Texts that a reader takes along. */
import { element } from "./element.js";

/** A command with a button that copies it. `what` is what the button calls it for those who hear the page. */
export function commandBlock(command: string, what: string): HTMLElement {
  return element(
    "div",
    { class: "command" },
    element("code", { tabindex: 0 }, command),
    copyButton("Copy", () => command, what),
  );
}

/** A button that copies what `text` gives when it is pressed, and says whether that worked. */
export function copyButton(label: string, text: () => string, what?: string): HTMLElement {
  const said = element("span", { role: "status", class: "said" });
  const copy = (): void => {
    navigator.clipboard.writeText(text()).then(
      () => (said.textContent = "copied"),
      () => (said.textContent = "the browser does not let this page copy"),
    );
  };
  const name = what === undefined ? {} : { "aria-label": `Copy ${what}` };
  return element(
    "span",
    { class: "copy" },
    element("button", { type: "button", class: "quiet-button", onclick: copy, ...name }, label),
    said,
  );
}
