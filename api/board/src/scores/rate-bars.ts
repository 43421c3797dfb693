import { h } from "../dom/h";
import { sayShare } from "../trust/words";
import { sayNumber } from "../words/minutes";
import type { NamedRate } from "./contract";

const MOST = 8;

/** Agreement by parts: a bar each, the first engineer dark, one of the first three light behind it. */
export function rateBars(title: string, parts: readonly NamedRate[], name = (part: NamedRate) => part.label): HTMLElement {
  const shown = parts.slice(0, MOST);
  return h(
    "section",
    { class: "card" },
    h("h2", {}, title),
    h(
      "table",
      { class: "rate-bars" },
      h("thead", {}, h("tr", {}, ["", "", "the first", "of three", "decisions"].map((each) => h("th", { scope: "col", class: each ? "number" : "" }, each)))),
      h("tbody", {}, shown.map((part) => row(part, name(part)))),
    ),
    parts.length > MOST && h("p", { class: "muted small" }, `and ${sayNumber(parts.length - MOST)} more with fewer decisions`),
  );
}

function row(part: NamedRate, name: string): HTMLElement {
  const bar = (share: number | null, className: string) => h("span", { class: className, style: `inline-size: ${100 * (share ?? 0)}%` });
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, name),
    h("td", { class: "bar-cell" }, h("div", { class: "rate-bar", "aria-hidden": "true" }, bar(part.top3, "top3"), bar(part.top1, "top1"))),
    h("td", { class: "number" }, sayShare(part.top1)),
    h("td", { class: "number muted" }, sayShare(part.top3)),
    h("td", { class: "number muted" }, sayNumber(part.decisions)),
  );
}
