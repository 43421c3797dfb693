import { announce } from "./announce";
import { h } from "./h";
import { icon } from "./icon";

interface Action {
  label: string;
  run: () => void;
}

let shelf: HTMLElement | null = null;

interface Options {
  action?: Action;
  problem?: boolean;
  /** What this person has just done; it takes the place of what she did before. */
  own?: boolean;
}

/** Show a short message for a while; one with an action stays longer, and problems stay until they are closed. */
export function toast(text: string, options: Options = {}): void {
  if (!shelf) {
    shelf = h("div", { class: "toasts" });
    document.body.append(shelf);
  }
  const { action, problem, own } = options;
  if (own) shelf.querySelector(".toast.own")?.remove();
  const close = () => item.remove();
  const item = h(
    "div",
    { class: `toast${problem ? " problem" : ""}${own ? " own" : ""}`, testid: "toast", role: problem ? "alert" : null },
    problem && icon("warning"),
    h("p", {}, text),
    action && h("button", { onclick: () => (close(), action.run()) }, action.label),
    h("button", { class: "quiet bare", "aria-label": "Close this message", onclick: close }, icon("close", 14)),
  );
  shelf.append(item);
  while (shelf.children.length > 4) shelf.firstElementChild?.remove();
  if (problem) return;
  announce(text);
  let timer = setTimeout(close, action ? 12_000 : 6_000);
  // Nobody loses the button that she is about to press, with the pointer or with the keyboard.
  const stay = () => clearTimeout(timer);
  const goLater = () => {
    clearTimeout(timer);
    if (!item.matches(":hover, :focus-within")) timer = setTimeout(close, 4_000);
  };
  item.addEventListener("pointerenter", stay);
  item.addEventListener("focusin", stay);
  item.addEventListener("pointerleave", goLater);
  item.addEventListener("focusout", () => setTimeout(goLater));
}
