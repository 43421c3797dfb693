import type { Refused } from "../contract";
import { h } from "../dom/h";
import { sayList, sentence } from "../words/change";
import { ruleName } from "../words/rule";

/** Who may not or cannot take a ticket, folded away, by what is in the way. */
export function refusals(refused: readonly Refused[], open = false): HTMLElement | null {
  if (!refused.length) return null;
  return h(
    "details",
    { class: "refusals", open, testid: "refused" },
    h("summary", {}, `${refused.length} may not or cannot`),
    h(
      "ul",
      { class: "plain" },
      [...Map.groupBy(refused, (each) => each.code)].map(([code, those]) =>
        h(
          "li",
          {},
          h("p", {}, h("strong", {}, ruleName(code)), ` (${those.length})`),
          [...Map.groupBy(those, (each) => says(code, each.detail))]
            .sort(([a], [b]) => a.length - b.length)
            .map(([said, same]) => h("p", { class: "muted" }, said, sayList(same.map((each) => each.label)))),
        ),
      ),
    ),
  );
}

/** Return what the detail adds to the name of the rule, as the beginning of a line. */
function says(code: string, detail: string): string {
  return detail === `refused by ${code.replaceAll("_", " ")}` ? "" : `${sentence(detail).slice(0, -1)}: `;
}
