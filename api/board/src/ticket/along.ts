import type { AddOn, AddOns } from "./contract";
import { fillWith, h } from "../dom/h";
import { api } from "../http/api";
import type { App } from "../page/app";
import { sayMoment, wallOf } from "../time/zone";
import { sayDifference, UNIT } from "../words/cost";
import { sayDuration } from "../words/minutes";
import { byTrip } from "./same-trip";

/** What else of the client's could be done on the trip or the day of a recommended place; one click takes it along. */
export function along(app: App, ticketId: string, engineerId: string, shown: string[]): HTMLElement {
  const element = h("div");
  void ask();
  return element;

  async function ask(): Promise<void> {
    try {
      fillWith(element, section(await api.addOns(ticketId, engineerId)));
    } catch {
      // The place itself is judged beside this, and says what is wrong with it.
      fillWith(element);
    }
  }

  function section({ place, add_ons: found }: AddOns): HTMLElement | null {
    if (!found.length) return null;
    const take = (those: readonly AddOn[]) => {
      const ids = those.map((each) => each.assignment.ticket_id);
      const moves = [place, ...those].map((each) => ({
        ticket_id: each.assignment.ticket_id, engineer_ids: [engineerId], start: each.assignment.start,
      }));
      app.openMove(moves, (signal) => api.take(ticketId, engineerId, shown, signal, ids));
    };
    const { sameTrip, sameDay } = byTrip(place, found);
    const row = (each: AddOn) =>
      h(
        "li",
        { testid: "add-on", "data-ticket": each.assignment.ticket_id },
        h(
          "p",
          {},
          h("strong", {}, each.assignment.ticket_id),
          ` ${each.assignment.summary} `,
          h(
            "span",
            { class: "line", title: UNIT },
            `${sayMoment(wallOf(each.assignment.start, app.desk.zone))}, saves ${sayDuration(each.travel_saved_minutes)} of travel, in all it ${sayDifference(each.cost)}`,
          ),
        ),
        h(
          "button",
          { testid: "take-along", "aria-label": `Take along: ${each.assignment.ticket_id}`, onclick: () => take([each]) },
          "Take along",
        ),
      );
    const list = (title: string, those: readonly AddOn[]) =>
      those.length > 0 && [h("h3", {}, title), h("ul", { class: "plain verdicts" }, those.map(row))];
    return h(
      "section",
      { testid: "add-ons" },
      list("On the same trip", sameTrip),
      list("On the same day, with less travel", sameDay),
      found.length > 1 && h("button", { testid: "take-all", onclick: () => take(found) }, `Take all ${found.length} along`),
    );
  }
}
