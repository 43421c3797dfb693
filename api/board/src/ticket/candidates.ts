import type { Explanation, Verdict } from "../contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import type { App } from "../page/app";
import { sayMoment, wallOf } from "../time/zone";
import { sayDifference, UNIT } from "../words/cost";
import { refusals } from "./refusals";

/** Who could take a ticket that has a place: every engineer with the price of another one, or with what is in the way. */
export function candidates(app: App, explanation: Explanation): HTMLElement {
  return h("section", { testid: "verdicts" }, h("h3", {}, "Who could take it"), verdictList(app, explanation));
}

/** Every engineer's verdict, those with a place in order of its price. */
export function verdictList(app: App, { ticket_id: ticketId, verdicts }: Explanation): (HTMLElement | null)[] {
  const here = verdicts.filter((verdict) => verdict.code === "here");
  const possible = possibleOf(verdicts);
  const others = verdicts.filter((verdict) => verdict.code !== "here" && verdict.code !== "possible");
  const nobody = here.length + possible.length === 0;
  return [
    nobody ? h("p", { class: "empty" }, "Nobody as things are.") : placeList(app, ticketId, [...here, ...possible]),
    refusals(others, nobody),
  ];
}

/** Return the verdicts of those who could, the cheapest first. */
export function possibleOf(verdicts: readonly Verdict[]): Verdict[] {
  return verdicts.filter((verdict) => verdict.code === "possible").sort((a, b) => (a.extra_cost ?? 0) - (b.extra_cost ?? 0));
}

type Button = (app: App, ticketId: string, verdict: Verdict) => HTMLElement | false;

/** Engineers with a place each, in the order given, and a button to give the ticket to one of them. */
export function placeList(app: App, ticketId: string, verdicts: readonly Verdict[], button: Button = placeButton): HTMLElement {
  return h(
    "ul",
    { class: "plain verdicts" },
    verdicts.map((verdict) => {
      const isHere = verdict.code === "here";
      const price = verdict.extra_cost === null || isHere ? "" : sayDifference(verdict.extra_cost);
      return h(
        "li",
        { class: isHere ? "is-here" : "", "data-engineer": verdict.engineer_id, testid: "verdict-possible" },
        h(
          "p",
          {},
          isHere && [icon("check", 14), " "],
          h("strong", {}, verdict.label),
          h("span", { class: "line", title: UNIT }, [isHere ? "has it now" : sayStart(app, verdict), price].filter(Boolean).join(", ")),
        ),
        !isHere && button(app, ticketId, verdict),
      );
    }),
  );
}

function placeButton(app: App, ticketId: string, verdict: Verdict): HTMLElement | false {
  const { start, engineer_id: engineerId } = verdict;
  if (!start || !app.desk.may("plan")) return false;
  return h(
    "button",
    {
      testid: "place-here",
      "aria-label": `Place here: ${verdict.label}, ${sayStart(app, verdict)}`,
      onclick: () => app.openMove([{ ticket_id: ticketId, engineer_ids: [engineerId], start }]),
    },
    "Place here",
  );
}

function sayStart(app: App, { start }: Verdict): string {
  return start ? sayMoment(wallOf(start, app.desk.zone)) : "";
}
