import type { Recommended } from "./contract";
import { h } from "../dom/h";
import type { App } from "../page/app";
import { sayMoment, wallOf } from "../time/zone";
import { sayDifference, UNIT } from "../words/cost";
import { factorBars, scaleOf } from "./factor-bars";
import { dayStrip } from "./day-strip";
import type { Decider } from "./decider";
import { proposeButton } from "./propose-button";

/** The engineers ranked for a ticket, the best first: when, at what price, why, and what the price is made of. */
export function rankedList(app: App, ranked: readonly Recommended[], decider: Decider): HTMLElement {
  const scale = scaleOf(ranked);
  const shown = ranked.map((each) => each.engineer_id);
  const board = app.desk.board.value.value;
  return h(
    "ol",
    { class: "choices", testid: "ranked" },
    ranked.map((each, index) => {
      const work = each.assignment;
      const when = sayMoment(wallOf(work.start, app.desk.zone));
      return h(
        "li",
        { class: `choice sla-${work.sla.state}`, testid: "verdict-possible", "data-engineer": each.engineer_id, "data-rank": index + 1 },
        h(
          "div",
          { class: "choice-head" },
          h("strong", {}, `${index + 1}. ${each.label}`),
          h("strong", { title: `Against leaving the ticket out. ${UNIT}` }, sayDifference(each.cost)),
        ),
        h("p", { class: "muted" }, `Tier ${each.tier}, `, h("span", { class: "time" }, when), work.travel_minutes > 0 && `, ${work.travel_minutes} min travel`),
        board && dayStrip(board, each.engineer_id, work),
        h("p", { class: "why", testid: "why" }, each.why),
        h(
          "div",
          { class: "choice-foot" },
          factorBars(each.factors, scale),
          h(
            "div",
            { class: "choice-buttons" },
            takeButton(app, decider, each, index + 1),
            proposeButton(app, work.ticket_id, { ...each, start: work.start }, shown),
          ),
        ),
      );
    }),
  );
}

/** A button, and a digit, that gives the work to an engineer at once. */
function takeButton(app: App, decider: Decider, { label }: Recommended, rank: number): HTMLElement | false {
  if (!app.desk.may("publish")) return false;
  return h(
    "button",
    {
      class: rank === 1 ? "primary" : "", testid: "take", "data-rank": rank, "aria-label": `Give it to ${label}`,
      title: rank < 10 ? `Give it to ${label} (${rank}${rank === 1 ? " or A" : ""})` : `Give it to ${label}`,
      onclick: () => decider.take(rank),
    },
    "Give",
    rank < 10 && h("kbd", {}, rank),
  );
}
