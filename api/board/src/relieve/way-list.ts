import type { Relief, Way } from "./contract";
import { h } from "../dom/h";
import type { App } from "../page/app";
import { sayDifference, UNIT } from "../words/cost";
import { count } from "../words/minutes";

interface Listeners {
  show: (index: number) => void;
  keep: (ticketId: string) => void;
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
        h("label", {}, h("input", { type: "radio", name: "way", checked: shown === index, testid: `way-${index}`, onchange: () => show(index) }), h("strong", { title: UNIT }, headline(way))),
        h("ul", { class: "moves" }, way.moves.map((move) => h("li", { testid: "relief-move" }, `${move.words} `, app.desk.may("plan") && keepButton(move.ticket_id, keep)))),
      ),
    ),
  );
}

function headline(way: Way): string {
  return way.moves.length ? `${count(way.moves.length, "move")}, ${sayDifference(way.cost_difference)}` : "Nothing is there that would have to move";
}

function keepButton(ticketId: string, keep: (ticketId: string) => void): HTMLElement {
  return h("button", { class: "link small", type: "button", testid: "keep-there", "aria-label": `Keep ${ticketId} where it is`, onclick: () => keep(ticketId) }, "Keep it there");
}
