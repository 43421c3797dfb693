import { h } from "./h";

let region: HTMLElement | null = null;

/** Say something to a screen reader without moving the focus. */
export function announce(text: string): void {
  if (!region) {
    region = h("div", { class: "visually-hidden", role: "status", "aria-live": "polite", testid: "announcements" });
    document.body.append(region);
  }
  // The same words said twice would not be read again without a moment of silence.
  region.textContent = "";
  const target = region;
  setTimeout(() => (target.textContent = text), 30);
}
