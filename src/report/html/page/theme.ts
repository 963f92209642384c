/** Light and dark: as the system says, until the reader chooses. The choice is kept where the browser lets it. */
import { element } from "./element.js";

const KEY = "async-tck-theme";
const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

/** The switch. It also applies what was chosen before. */
export function themeSwitch(): HTMLElement {
  const chosen = remembered();
  apply(chosen);
  const options = THEMES.map((theme) => element("option", { value: theme, selected: theme === chosen }, theme));
  const select = element("select", { id: "theme" }, options);
  select.addEventListener("change", () => {
    const theme = THEMES.find((each) => each === select.value) ?? "system";
    apply(theme);
    remember(theme);
  });
  return element("label", { class: "theme", for: "theme" }, "Theme ", select);
}

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

function remembered(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? "system";
  } catch {
    // a browser may refuse to keep anything for a file
    return "system";
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // then it holds as long as the page is open
  }
}
