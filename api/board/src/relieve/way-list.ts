import type { Kept, Moved, Relief, Way } from "./contract";
import { h } from "../dom/h";
import type { App } from "../page/app";
import { sayDifference, UNIT } from "../words/cost";
import { count } from "../words/minutes";

interface Listeners {
  show: (index: number) => void;
  /** A ticket of a way is not to move, or nothing of its client. */
  keep: (way: Way, ticketId: string, kept: Omit<Kept, "decision">) => void;
}

/** The ways to free a time, one to be looked at; each move may be refused, and the others are then asked for anew. */
export function wayList(app: App, found: Relief, shown: number, { show, keep }: Listeners): HTMLElement {
  return h(
    "fieldset",
    { class: "alternatives", testid: "ways" },
    h("legend", {}, found.options.length > 1 ? "Ways to free it" : "The only way to free it"),
    found.options.map((way, index) =>
      h(
        "div",
        { class: "way" },
        h("label", {}, h("input", { type: "radio", name: "way", checked: shown === index, testid: `way-${index}`, onchange: () => show(index) }), h("strong", { title: UNIT }, headline(way, found.stays.length > 0))),
        h("ul", { class: "moves" }, way.moves.map((move) => h("li", { testid: "relief-move" }, `${move.words} `, app.desk.may("plan") && keepButtons(app, way, move, keep)))),
      ),
    ),
  );
}

function headline(way: Way, isTaken: boolean): string {
  if (way.moves.length) return `${count(way.moves.length, "move")}, ${sayDifference(way.cost_difference)}`;
  return isTaken ? "Nothing moves beside what stays" : "Nothing is there that would have to move";
}

/** No, keep Sarah on Contoso: what is not to move, the ticket alone or all that she has of its client. */
function keepButtons(app: App, way: Way, move: Moved, keep: Listeners["keep"]): HTMLElement[] {
  const { was, ticket_id: ticket } = move;
  // What waits has nowhere to stay.
  if (!was) return [];
  const who = was.engineer_ids.map((id) => app.desk.nameOf(id).split(" ")[0]).join(" and ");
  const button = (testid: string, text: string, label: string, kept: Omit<Kept, "decision">) =>
    h("button", { class: "link small", type: "button", testid, "aria-label": label, onclick: () => keep(way, ticket, kept) }, text);
  return [
    button("keep-there", "Keep it there", `Keep ${ticket} where it is`, { id: ticket, label: ticket }),
    button("keep-client", `Keep ${who} on ${was.client}`, `Keep ${who} on ${was.client}`, { id: was.client_id, label: `${who} on ${was.client}` }),
  ];
}
