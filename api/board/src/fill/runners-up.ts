import type { RunnerUp } from "../contract";
import { h } from "../dom/h";
import type { App } from "../page/app";
import { sentence } from "../words/change";

/** What did not make it, each with why. */
export function runnersUp(app: App, tickets: readonly RunnerUp[], open: boolean): HTMLElement | null {
  if (!tickets.length) return null;
  return h(
    "details",
    { class: "runners-up", open, testid: "runners-up" },
    h("summary", {}, `What did not make it (${tickets.length})`),
    h(
      "ul",
      { class: "plain" },
      tickets.map((ticket) =>
        h(
          "li",
          {},
          h("p", {}, h("button", { class: "link", onclick: () => app.openTicket(ticket.ticket_id) }, ticket.ticket_id), ` ${ticket.summary}`),
          h("p", { class: "muted" }, `P${ticket.priority}, ${ticket.client}`),
          h("p", {}, sentence(ticket.why)),
        ),
      ),
    ),
  );
}
