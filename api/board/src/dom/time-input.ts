import { h } from "./h";

/**
 * A field for a time of day on 24 hours, whatever the browser's own habit is; `9`, `930` and `9:30` are taken too.
 *
 * The value is valid or empty after every change, in the form `09:30`.
 */
export function timeInput(value: string, label: string, testid: string): HTMLInputElement {
  const input = h("input", {
    type: "text", class: "time-input", inputmode: "numeric", autocomplete: "off", maxlength: 5, required: true, value, placeholder: "HH:MM",
    pattern: "([01][0-9]|2[0-3]):[0-5][0-9]", title: "A time such as 13:30", "aria-label": label, testid,
  });
  input.addEventListener("change", () => {
    input.value = readTime(input.value) ?? input.value;
  });
  return input;
}

/** Return a typed time as `HH:MM`, null when it is none. */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2})[:.h ]?([0-5]\d)?$/.exec(text.trim());
  if (!match?.[1] || Number(match[1]) > 23) return null;
  return `${match[1].padStart(2, "0")}:${match[2] ?? "00"}`;
}
