import type { QueueItem } from "../contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import type { App } from "../page/app";
import { count, sayNumber } from "../words/minutes";
import { byUrgency, EVERYTHING, type Filter, passes } from "./filter";
import { COLUMNS, queueRow } from "./queue-row";

const ROWS_AT_ONCE = 150;

/** The queue: what waits for a place, the most urgent first. */
export class QueueView {
  readonly element: HTMLElement;
  private filter: Filter = EVERYTHING;
  private rows = ROWS_AT_ONCE;
  private current = "";
  private readonly search = h("input", { type: "search", placeholder: "Search  ( / )", "aria-label": "Search the queue", testid: "queue-search" });
  private readonly priority = h("select", { "aria-label": "Priority", testid: "queue-priority" });
  private readonly client = h("select", { "aria-label": "Client", testid: "queue-client" });
  private readonly place = h("select", { "aria-label": "On-site or remote", testid: "queue-place" });
  private readonly total = h("p", { class: "muted", testid: "queue-total" });
  private readonly body = h("tbody");
  private readonly under = h("div", { class: "notice" });

  constructor(private readonly app: App) {
    this.element = h(
      "section",
      { class: "queue", "aria-label": "Queue", testid: "queue" },
      h("div", { class: "queue-bar" }, h("h1", {}, "Waiting work"), this.search, this.priority, this.client, this.place, this.total),
      h(
        "div",
        { class: "queue-scroll" },
        h(
          "table",
          {},
          h("thead", {}, h("tr", {}, COLUMNS.map(([title, className]) => h("th", { scope: "col", class: className }, title)))),
          this.body,
        ),
        this.under,
      ),
    );
    choices(this.priority, "All priorities", [1, 2, 3, 4].map((each) => [String(each), `P${each}`]));
    choices(this.place, "Any place", [["site", "On-site"], ["remote", "Remote"]]);
    this.search.addEventListener("input", () => this.setFilter({ text: this.search.value }));
    this.search.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") this.focusRow(0);
      if (event.key === "Escape" && this.search.value) {
        event.stopPropagation();
        this.search.value = "";
        this.setFilter({ text: "" });
      }
    });
    this.priority.addEventListener("change", () => this.setFilter({ priority: this.priority.value }));
    this.client.addEventListener("change", () => this.setFilter({ client: this.client.value }));
    this.place.addEventListener("change", () => this.setFilter({ place: this.place.value as Filter["place"] }));
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("focusin", (event) => {
      const row = event.target instanceof HTMLElement ? event.target.dataset.row : undefined;
      if (row) this.enter(row);
    });
    app.desk.queue.listen(() => this.draw());
    app.shownTicket.listen(() => this.markOpen());
    this.draw();
  }

  /** The view has come into sight. */
  shown(): void {
    const { queue } = this.app.desk;
    if (!queue.value.value && !queue.value.loading) void this.app.desk.loadQueue();
  }

  focusSearch(): void {
    this.search.focus();
    this.search.select();
  }

  private setFilter(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.rows = ROWS_AT_ONCE;
    this.draw();
    announce(this.total.textContent ?? "");
  }

  private draw(): void {
    const { value, problem } = this.app.desk.queue.value;
    const hadFocus = this.body.contains(document.activeElement);
    const all = value ?? [];
    const shown = all.filter((item) => passes(item, this.filter)).sort(byUrgency);
    this.drawClients(all);
    this.total.textContent = value ? (shown.length === all.length ? count(all.length, "ticket") : `${sayNumber(shown.length)} of ${count(all.length, "ticket")}`) : "";
    fillWith(
      this.body,
      shown.slice(0, this.rows).map((item) => queueRow(item, this.app.desk.zone, () => this.open(item))),
    );
    fillWith(
      this.under,
      problem && [
        h("p", { class: "problem-text", role: "alert" }, icon("warning"), `The queue could not be loaded. ${problem}`),
        h("button", { onclick: () => void this.app.desk.loadQueue() }, "Try again"),
      ],
      !value && !problem && h("p", { class: "loading" }, "Loading the queue"),
      value && !all.length && h("p", { class: "empty", testid: "queue-empty" }, "Nothing waits. Every ticket has its place on the board."),
      all.length > 0 && !shown.length && [
        h("p", { class: "empty" }, "No ticket passes this filter."),
        h("button", { onclick: () => this.clear() }, "Show all"),
      ],
      shown.length > this.rows &&
        h("button", { onclick: () => ((this.rows += ROWS_AT_ONCE), this.draw()) }, `Show more, ${sayNumber(shown.length - this.rows)} are left`),
    );
    // Reasons are found when a ticket is opened; a column of nothing would only take room.
    this.element.classList.toggle("without-reasons", !shown.some((item) => item.reasons.length));
    const stops = this.stops();
    if (!stops.some((stop) => stop.dataset.row === this.current)) this.current = stops[0]?.dataset.row ?? "";
    this.enter(this.current);
    this.markOpen();
    if (hadFocus) stops.find((stop) => stop.dataset.row === this.current)?.focus();
  }

  /** Mark the row whose ticket the side shows. */
  private markOpen(): void {
    for (const row of this.body.rows) row.classList.toggle("is-open", row.dataset.ticket === this.app.shownTicket.value);
  }

  private drawClients(items: readonly QueueItem[]): void {
    const clients = new Map(items.map((item) => [item.client_id, item.client]));
    const { client: chosen } = this.filter;
    // Whose last ticket has just found a place is still what the queue is narrowed to.
    if (chosen && !clients.has(chosen)) clients.set(chosen, this.client.selectedOptions[0]?.text ?? chosen);
    const sorted = [...clients].sort(([, a], [, b]) => a.localeCompare(b));
    choices(this.client, "All clients", sorted);
    this.client.value = chosen;
  }

  private clear(): void {
    this.filter = EVERYTHING;
    this.search.value = this.priority.value = this.client.value = this.place.value = "";
    this.draw();
  }

  private open(item: QueueItem): void {
    this.enter(item.ticket_id);
    this.stops().find((stop) => stop.dataset.row === item.ticket_id)?.focus();
    this.app.openTicket(item.ticket_id);
  }

  private stops(): HTMLElement[] {
    return [...this.body.querySelectorAll<HTMLElement>("[data-row]")];
  }

  private enter(row: string): void {
    this.current = row;
    for (const stop of this.stops()) stop.tabIndex = stop.dataset.row === row ? 0 : -1;
  }

  private focusRow(index: number): void {
    const stop = this.stops()[index];
    stop?.focus();
    stop?.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    const stops = this.stops();
    const place = stops.findIndex((stop) => stop.dataset.row === this.current);
    const target = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: stops.length - 1, PageDown: place + 10, PageUp: place - 10 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.focusRow(Math.max(0, Math.min(stops.length - 1, target)));
  }
}

/** Give a list of choices its options; the first one chooses everything. */
function choices(select: HTMLSelectElement, everything: string, options: [value: string, text: string][]): void {
  const value = select.value;
  fillWith(select, h("option", { value: "" }, everything), options.map(([each, text]) => h("option", { value: each }, text)));
  select.value = value;
}
