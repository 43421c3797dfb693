import { h } from "../dom/h";
import { saySigned, UNIT } from "../words/cost";
import { rankedRules, ruleName } from "../words/rule";
import type { Beside } from "./contract";

const MOST = 12;

/** What each rule makes dearer or cheaper, as bars from a middle line: to the right is dearer. */
export function costBars(variants: readonly Beside[]): HTMLElement | null {
  const largest = new Map<string, number>();
  for (const { cost_difference_by_rule } of variants) {
    for (const [rule, cost] of rankedRules(cost_difference_by_rule)) largest.set(rule, Math.max(largest.get(rule) ?? 0, Math.abs(cost)));
  }
  const rules = [...largest].sort(([, a], [, b]) => b - a).slice(0, MOST).map(([rule]) => rule);
  if (!rules.length) return null;
  const scale = Math.max(...largest.values());
  return h(
    "section",
    { class: "card wide" },
    h("h3", { title: UNIT, id: "bars-head" }, "What makes the difference in cost"),
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-labelledby": "bars-head" },
      h(
        "table",
        { class: "cost-bars", testid: "cost-bars" },
        h("thead", {}, h("tr", {}, h("td", {}), variants.map((each) => h("th", { scope: "col" }, each.name)))),
        h("tbody", {}, rules.map((rule) => h("tr", {}, h("th", { scope: "row" }, ruleName(rule)), variants.map((each) => barCell(each.cost_difference_by_rule[rule] ?? 0, scale))))),
      ),
    ),
    h("p", { class: "muted small" }, "Engineer-minutes of the best schedule of each, against the desk as it is; a bar to the right is dearer."),
  );
}

function barCell(cost: number, scale: number): HTMLElement {
  const share = (Math.abs(cost) / scale) * 50;
  const bar = h("span", { class: cost < 0 ? "bar-better" : "bar-worse" });
  bar.style.insetInlineStart = `${cost < 0 ? 50 - share : 50}%`;
  bar.style.inlineSize = `${share}%`;
  return h("td", {}, h("div", { class: "cost-bar-cell" }, h("span", { class: "cost-bar", "aria-hidden": "true" }, bar), h("span", { class: "number" }, saySigned(cost))));
}
