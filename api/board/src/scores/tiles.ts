import { h } from "../dom/h";
import { sayShare } from "../trust/words";
import { count, sayDuration, sayNumber } from "../words/minutes";
import type { Scoreboard, Spread } from "./contract";

const UNKNOWN = "unknown";

/** The figures that a service manager asks for first, each with what it rests on. */
export function tiles(found: Scoreboard): HTMLElement {
  const { agreement, flow, automatic, standings } = found;
  const day = standings[standings.length - 1];
  const of = (part: number, whole: number) => (whole ? sayShare(part / whole) : UNKNOWN);
  return h(
    "dl",
    { class: "tiles", testid: "score-tiles" },
    tile("First choice taken", sayShare(agreement.whole.top1), agreement.whole.decisions ? `of ${count(agreement.whole.decisions, "decision")}; ${sayShare(agreement.whole.top3)} one of the first three` : "no decision has been recorded"),
    tile("Arrival to a place", minutes(flow.to_assignment), spread(flow.to_assignment, "nobody knows it of any ticket")),
    tile("First response", minutes(flow.to_response), flow.responses ? `${of(flow.responses_met, flow.responses)} of ${sayNumber(flow.responses)} in time` : spread(flow.to_response, "no response has been written down")),
    tile("SLA met by the plan", day ? of(day.sla_met, day.sla_targets) : UNKNOWN, day ? `of ${count(day.sla_targets, "target")}` : "nothing was published in this time"),
    tile("Changed hands", of(flow.reassigned, flow.placed), flow.placed ? `of ${count(flow.placed, "placed ticket")}; ${flow.misrouted} taken away by a person` : "no ticket was placed in this time"),
    tile("Spread of utilization", day ? count(day.utilization_spread_percent, "point") : UNKNOWN, day ? "standard deviation between engineers" : "nothing was published in this time"),
    tile("Placed on its own", sayNumber(automatic.placed), automatic.placed ? `${automatic.undone} undone; ${count(automatic.stopped, "suggestion")} stopped` : `${count(automatic.stopped, "suggestion")} stopped`),
    tile("Travel saved", found.addon_minutes === null ? UNKNOWN : sayDuration(found.addon_minutes), found.addon_minutes === null ? "no add-on visit has been written down" : "by add-on visits"),
    tile("Taught", found.taught === null ? UNKNOWN : count(found.taught, "decision"), found.lessons === null ? "weights are not learned here" : `changed ${count(found.lessons.filter((each) => !each.is_undone).length, "weight")}`),
    tile("Noted silently", automatic.noted ? of(automatic.noted_agreed, automatic.noted) : UNKNOWN, automatic.noted ? `of ${count(automatic.noted, "ticket")} as you decided` : "no level is shadow, or nothing was decided yet"),
  );
}

function tile(name: string, figure: string, under: string): HTMLElement {
  return h("div", { class: figure === UNKNOWN ? "tile unknown" : "tile" }, h("dt", {}, name), h("dd", {}, h("strong", {}, figure), h("span", { class: "muted small line" }, under)));
}

function minutes(found: Spread | null): string {
  return found ? sayDuration(found.median_minutes) : UNKNOWN;
}

function spread(found: Spread | null, unknown: string): string {
  return found ? `median of ${count(found.tickets, "ticket")}; nine in ten within ${sayDuration(found.ninth_minutes)}` : unknown;
}
