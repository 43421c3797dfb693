type Theme = "light" | "dark";

const KEY = "openday-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function chosen(): Theme | null {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : null;
}

/** Return what is shown: the person's own choice, else the system's. */
export function theme(): Theme {
  return chosen() ?? (system.matches ? "dark" : "light");
}

/** Put the theme on the page, now and whenever the system changes its mind. */
export function applyTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = theme();
    dispatchEvent(new Event("themechange"));
  };
  system.addEventListener("change", apply);
  apply();
}

/** Change between light and dark; choosing what the system has follows the system again. */
export function toggleTheme(): void {
  const next: Theme = theme() === "dark" ? "light" : "dark";
  if (next === (system.matches ? "dark" : "light")) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  document.documentElement.dataset.theme = next;
  dispatchEvent(new Event("themechange"));
}

/** Return a colour of the page as the browser shows it now, for what cannot read the style sheet. */
export function shownColour(name: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
