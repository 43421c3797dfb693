import type { ByRule } from "../contract";
import { h } from "../dom/h";
import { saySigned, UNIT } from "../words/cost";
import { rankedRules, ruleName } from "../words/rule";

/** The price by rule, folded away until it is asked for; nothing where no rule counts a whole minute. */
export function ruleTable(byRule: ByRule, title = "Price by rule", open = false): HTMLElement | null {
  const rules = rankedRules(byRule);
  if (!rules.length) return null;
  return h(
    "details",
    { class: "rule-table", open },
    h("summary", { title: UNIT }, title),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Rule"), h("th", { scope: "col", class: "number", title: UNIT }, "Minutes"))),
      h(
        "tbody",
        {},
        rules.map(([rule, cost]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, ruleName(rule)),
            h("td", { class: `number ${cost < 0 ? "better" : "worse"}` }, saySigned(cost)),
          ),
        ),
      ),
    ),
    h("p", { class: "muted small" }, "Below zero is better. Engineer-minutes by the desk\u2019s weights."),
  );
}
