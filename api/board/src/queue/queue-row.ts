import type { QueueItem } from "../contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import { sayMoment, wallOf } from "../time/zone";
import { sayDuration } from "../words/minutes";
import { ruleName } from "../words/rule";
import { saySkill } from "../words/skill";
import { sayTimeLeft, slaState } from "../words/sla";

/** The columns of the queue; the classes hide the lesser ones where there is little room. */
export const COLUMNS: [title: string, className: string][] = [
  ["Time left", "col-sla"],
  ["Ticket", "col-ticket"],
  ["Client and place", "col-client"],
  ["Priority", "col-priority"],
  ["Tier and skills", "col-skills"],
  ["Work", "col-work"],
  ["Why it waits", "col-why"],
];

/** Return one waiting ticket as a row; the ticket's number is the button that opens it. */
export function queueRow(item: QueueItem, zone: string, open: () => void): HTMLTableRowElement {
  const state = slaState(item.sla.state);
  const reason = item.reasons[0];
  const due = item.sla.due ? `Due ${sayMoment(wallOf(item.sla.due, zone))}` : "No SLA target is open";
  return h(
    "tr",
    { "data-ticket": item.ticket_id, testid: "queue-row", class: `sla-${item.sla.state}`, onclick: open },
    h("td", { class: "col-sla" }, h("span", { class: `sla-text sla-${item.sla.state}`, title: `${state.word}. ${due}` }, icon(state.icon, 14), ` ${sayTimeLeft(item.sla)}`)),
    h(
      "td",
      { class: "col-ticket" },
      h(
        "button",
        { class: "row-open", tabindex: -1, "data-row": item.ticket_id, "aria-label": `${item.ticket_id} ${item.summary}, ${item.client}, priority ${item.priority}, ${sayTimeLeft(item.sla)}` },
        h("span", { class: "ticket-id" }, item.ticket_id),
        " ",
        h("span", { class: "summary" }, item.pinned && icon("pin", 12), item.summary),
      ),
    ),
    h("td", { class: "col-client" }, h("span", { class: "line" }, item.client), h("span", { class: "line muted" }, item.site ?? (item.site_id || "Remote"))),
    h("td", { class: "col-priority" }, h("span", { class: `priority p${item.priority}` }, `P${item.priority}`)),
    h(
      "td",
      { class: "col-skills" },
      h("span", { class: "line" }, `Tier ${item.tier}`, item.engineers_needed > 1 && `, ${item.engineers_needed} engineers`),
      h("span", { class: "line muted" }, item.skills.map(saySkill).join(", ") || "no special skill"),
    ),
    h("td", { class: "col-work number" }, sayDuration(item.estimated_minutes)),
    h("td", { class: "col-why muted" }, reason && h("span", { title: item.reasons.map((each) => each.detail).join("\n") }, `${ruleName(reason.code)}: ${reason.detail}`)),
  );
}
