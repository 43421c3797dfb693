import { h } from "../dom/h";
import type { App } from "../page/app";
import { ruleTable } from "../proposal/rule-table";
import { UNIT } from "../words/cost";
import type { Replanned, ReplanPlan } from "./contract";
import { FREEDOMS, sayMoves, sayPrice, sayTold, withoutTicket } from "./words";

const SHOWN = 12;

/** The plans to choose from, one of them looked at: its moves in words, and what it gives a place to. */
export function frontier(app: App, found: Replanned, shown: number, show: (index: number) => void): HTMLElement {
  const [least] = found.plans;
  if (!least) return h("p", { class: "empty" }, "There is no plan.");
  const plan = found.plans[shown] ?? least;
  return h(
    "div",
    { class: "frontier", testid: "frontier" },
    h(
      "fieldset",
      { class: "alternatives" },
      h("legend", {}, found.plans.length > 1 ? "How much may move?" : "The only plan worth having"),
      found.plans.map((each, index) =>
        h(
          "label",
          { class: "option" },
          h("input", { type: "radio", name: "freedom", checked: each === plan, testid: `freedom-${each.freedom}`, onchange: () => show(index) }),
          h("span", {}, h("strong", {}, FREEDOMS[each.freedom].name), h("span", { class: "muted" }, `, ${FREEDOMS[each.freedom].does}`), h("span", { class: "line" }, sayMoves(each)), h("span", { class: "line", title: UNIT, testid: "plan-price" }, sayPrice(each, least))),
        ),
      ),
    ),
    moves(app, plan),
    placed(app, plan),
    ruleTable(differences(plan, least), `Price by rule, against ${FREEDOMS[least.freedom].name.toLowerCase()}`),
  );
}

function moves(app: App, plan: ReplanPlan): HTMLElement {
  const ranked = [...plan.changes].sort((a, b) => Number(b.lost_its_place) - Number(a.lost_its_place));
  const told = sayTold(plan);
  return h(
    "section",
    {},
    h("h3", {}, `Moves (${ranked.length})`),
    !ranked.length && h("p", { class: "empty" }, "Everything stays as it was told."),
    told && h("p", { class: "muted" }, told),
    list(app, ranked, "replan-move"),
  );
}

function placed(app: App, plan: ReplanPlan): HTMLElement | null {
  return plan.placed.length ? h("section", {}, h("h3", {}, `New on the board (${plan.placed.length})`), list(app, plan.placed, "replan-placed")) : null;
}

function list(app: App, lines: readonly { ticket_id: string; words: string }[], testid: string): HTMLElement {
  const line = ({ ticket_id, words }: { ticket_id: string; words: string }) =>
    h("li", { testid }, h("button", { class: "link", onclick: () => app.openTicket(ticket_id) }, ticket_id), ` ${withoutTicket(words, ticket_id)}`);
  const rest = lines.slice(SHOWN);
  return h("div", {}, h("ul", { class: "plain" }, lines.slice(0, SHOWN).map(line)), rest.length > 0 && h("details", {}, h("summary", {}, `${rest.length} more`), h("ul", { class: "plain" }, rest.map(line))));
}

function differences(plan: ReplanPlan, least: ReplanPlan): Record<string, number> {
  const rules = new Set([...Object.keys(plan.by_rule), ...Object.keys(least.by_rule)]);
  return Object.fromEntries([...rules].map((rule) => [rule, (plan.by_rule[rule] ?? 0) - (least.by_rule[rule] ?? 0)]));
}
