import type { Choice, Fill } from "../contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import type { App } from "../page/app";
import { ruleTable } from "../proposal/rule-table";
import { sayTime, wallOf } from "../time/zone";
import { sayGain, UNIT } from "../words/cost";
import { saySla, slaState } from "../words/sla";

interface Options {
  /** Tickets that are still to be decided. */
  open: ReadonlySet<string>;
  acceptOne: (ticketId: string) => void;
  dimmed: boolean;
}

/** The chosen tickets in order of time, each with what it gains, and why in the service's own sentence. */
export function choiceList(app: App, answer: Fill, options: Options): HTMLElement {
  return h(
    "ol",
    { class: `choices ${options.dimmed ? "dimmed" : ""}`, testid: "choices" },
    answer.choices.map((choice) => drawChoice(app, choice, answer.choices.length, options)),
  );
}

function drawChoice(app: App, choice: Choice, total: number, options: Options): HTMLElement {
  const { assignment: work } = choice;
  const zone = app.desk.zone;
  const state = slaState(work.sla.state);
  const isOpen = options.open.has(work.ticket_id);
  return h(
    "li",
    { class: `choice sla-${work.sla.state}`, testid: "choice", "data-ticket": work.ticket_id },
    h(
      "div",
      { class: "choice-head" },
      h("span", { class: "time" }, `${sayTime(wallOf(work.start, zone))}\u2013${sayTime(wallOf(work.end, zone))}`),
      h("strong", { title: UNIT }, sayGain(choice.gain)),
    ),
    h(
      "p",
      {},
      h("button", { class: "link", onclick: () => app.openTicket(work.ticket_id) }, work.ticket_id),
      ` ${work.summary}`,
    ),
    h(
      "p",
      { class: "muted" },
      `P${work.priority}, ${work.client}, ${app.desk.siteName(work.site_id)}`,
      work.travel_minutes > 0 && `, ${work.travel_minutes} min travel`,
    ),
    h("p", { class: `sla-text sla-${work.sla.state}` }, icon(state.icon, 13), ` ${saySla(work.sla, zone)}`),
    h("p", { class: "why", testid: "why" }, choice.why),
    ruleTable(choice.by_rule),
    isOpen
      ? total > 1 && app.desk.may("publish") && !options.dimmed &&
          h("button", { testid: "accept-one", "data-ticket": work.ticket_id, onclick: () => options.acceptOne(work.ticket_id) }, "Accept this one")
      : h("p", { class: "done" }, icon("check", 14), " Published"),
  );
}
