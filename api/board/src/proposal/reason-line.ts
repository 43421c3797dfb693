import { h } from "../dom/h";

/** One optional line for why; deciding never waits for it. */
export function reasonLine(): { element: HTMLElement; text: () => string } {
  const input = h("input", { type: "text", maxlength: 300, testid: "reason", placeholder: "Sarah talked to them yesterday", autocomplete: "off" });
  return {
    element: h("label", { class: "reason" }, h("span", {}, "Why? (optional)"), input),
    text: () => input.value,
  };
}
