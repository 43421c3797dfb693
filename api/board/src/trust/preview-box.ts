import { h } from "../dom/h";
import { sayMoment, wallOf } from "../time/zone";
import { count } from "../words/minutes";
import type { Otherwise, Preview, Tried } from "./contract";
import { sayPreview, sayShare } from "./words";

/** What a changed level or line would have done with past tickets, beside what the present one would have. */
export function previewBox(tried: Tried, zone: string, open: (ticketId: string) => void): HTMLElement {
  const { before, after } = tried;
  return h(
    "div",
    { class: "tried" },
    h("p", {}, h("strong", {}, "What would have happened. "), sayPreview(after)),
    bar(after),
    h("p", { class: "muted small" }, `As it is now: ${before.acted} placed, ${before.otherwise} of them otherwise.`),
    after.examples.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, `${count(after.otherwise, "ticket")} decided otherwise`),
        h("ul", { class: "plain otherwise" }, after.examples.map((each) => row(each, zone, open))),
      ),
  );
}

/** A bar of all past tickets: placed as she did, placed otherwise, and left to her. */
function bar(found: Preview): HTMLElement | null {
  if (!found.tickets) return null;
  const part = (tickets: number, name: string) => tickets > 0 && h("span", { class: name, style: `flex-grow: ${tickets}` });
  return h(
    "div",
    { class: "tried-bar", "aria-hidden": "true" },
    part(found.acted - found.otherwise, "right"),
    part(found.otherwise, "wrong"),
    part(found.tickets - found.acted, "rest"),
  );
}

function row(each: Otherwise, zone: string, open: (ticketId: string) => void): HTMLElement {
  return h(
    "li",
    {},
    h("button", { class: "link", onclick: () => open(each.ticket_id) }, each.ticket_id),
    ` ${each.proposed ?? "nobody"}, ${sayShare(each.probability)} sure; you ${each.chosen === null ? "left it" : each.chosen === each.proposed ? "chose another time" : `chose ${each.chosen}`}`,
    h("span", { class: "muted" }, `, ${sayMoment(wallOf(each.at, zone))}`),
  );
}
