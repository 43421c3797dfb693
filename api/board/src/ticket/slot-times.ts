import type { Offer, Offers } from "./contract";
import { fillWith, h } from "../dom/h";
import { toast } from "../dom/toast";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { own } from "../state/own-versions";
import { minutesBetween, sayDay, sayMoment, saySpan, sayTime, wallOf } from "../time/zone";
import { sayDifference, UNIT } from "../words/cost";
import { count } from "../words/minutes";
import { saySla } from "../words/sla";

const HOUR = 60;

/** Appointment times to offer to a client: a small timeline a day, asked for when it is opened, and one click more to book. */
export class SlotTimes {
  /** Empty until there is a ticket that waits. */
  readonly element = h("div");
  private readonly content = h("div", { class: "slot-days" });
  private readonly chosen = h("div");
  private readonly fold = h(
    "details",
    { testid: "slots", ontoggle: () => void this.opened() },
    h("summary", {}, "Times to offer to the client"),
    this.content,
    this.chosen,
  );
  private isAsked = false;

  constructor(private readonly app: App, private readonly ticketId: string) {}

  /** Show that times can be asked for; what was offered before is forgotten. */
  show(): void {
    this.isAsked = false;
    fillWith(this.element, this.fold);
    if (this.fold.open) void this.opened();
  }

  hide(): void {
    fillWith(this.element);
  }

  private async opened(): Promise<void> {
    if (this.isAsked || !this.fold.open) return;
    this.isAsked = true;
    fillWith(this.chosen);
    fillWith(this.content, h("p", { class: "loading" }, "Looking for times"));
    try {
      this.draw(await api.slots(this.ticketId));
    } catch (error) {
      this.isAsked = false;
      fillWith(this.content, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
    }
  }

  private draw({ offers, others }: Offers): void {
    const days = [...Map.groupBy(offers, (offer) => offer.day)];
    const span = this.hoursOf(offers);
    fillWith(
      this.content,
      offers.length === 0 && h("p", { class: "empty" }, "Nobody has room for it in the planning window."),
      days.map(([day, those]) =>
        h(
          "div",
          { class: "slot-day", role: "group", "aria-label": sayDay(day) },
          h("span", { class: "muted small" }, sayDay(day)),
          h("div", { class: "slot-track" }, those.map((offer) => this.button(offer, span))),
        ),
      ),
      others > 0 && h("p", { class: "muted small" }, `${count(others, "other half day")} could be offered too.`),
    );
  }

  /** Return the wall minutes between which all offers lie, whole hours. */
  private hoursOf(offers: readonly Offer[]): [from: number, to: number] {
    const from = Math.min(...offers.map((offer) => this.wallMinute(offer, "start")));
    const to = Math.max(...offers.map((offer) => this.wallMinute(offer, "end")));
    return [Math.floor(from / HOUR) * HOUR, Math.ceil(to / HOUR) * HOUR];
  }

  private wallMinute(offer: Offer, side: "start" | "end"): number {
    return minutesBetween(`${offer.day}T00:00`, wallOf(offer.assignment[side], this.app.desk.zone));
  }

  private button(offer: Offer, [from, to]: [number, number]): HTMLElement {
    const start = this.wallMinute(offer, "start");
    const end = this.wallMinute(offer, "end");
    const place = (minute: number) => `${((100 * (minute - from)) / (to - from)).toFixed(2)}%`;
    const { zone } = this.app.desk;
    const more = offer.extra_cost > 0 ? sayDifference(offer.extra_cost) : "the cheapest";
    const words = `${saySpan(wallOf(offer.assignment.start, zone), wallOf(offer.assignment.end, zone))}, ${offer.label}, ${more}`;
    const button = h(
      "button",
      {
        class: `slot slot-${offer.part} ${offer.extra_cost > 0 ? "" : "best"}`,
        style: `inset-inline-start:${place(start)};inline-size:${place(from + end - start)}`,
        testid: "offer",
        title: words,
        "aria-label": words,
        "aria-pressed": "false",
        onclick: () => this.choose(offer, button),
      },
      sayTime(wallOf(offer.assignment.start, zone)),
    );
    return button;
  }

  private choose(offer: Offer, button: HTMLElement): void {
    for (const each of this.content.querySelectorAll(".slot")) each.setAttribute("aria-pressed", String(each === button));
    const { desk } = this.app;
    const work = offer.assignment;
    const book = h("button", { class: "primary", testid: "book", onclick: () => void this.book(offer) }, "Book and publish");
    fillWith(
      this.chosen,
      h(
        "div",
        { class: `callout sla-${work.sla.state}`, testid: "slot-chosen" },
        h("strong", {}, `${saySpan(wallOf(work.start, desk.zone), wallOf(work.end, desk.zone))}, ${offer.label}`),
        h("p", { class: "muted", title: UNIT }, `${sayDifference(offer.cost)} against leaving it out`, work.travel_minutes > 0 && `, ${work.travel_minutes} min travel`),
        h("p", { class: "sla-text" }, saySla(work.sla, desk.zone)),
        desk.may("publish") ? h("div", { class: "buttons" }, book) : h("p", { class: "muted small" }, "Your role may look but not book."),
      ),
    );
    if (desk.may("publish")) book.focus();
  }

  private async book(offer: Offer): Promise<void> {
    const { start } = offer.assignment;
    this.chosen.toggleAttribute("inert", true);
    try {
      await own.claim(api.book(this.ticketId, offer.engineer_id, start));
      toast(`Booked ${sayMoment(wallOf(start, this.app.desk.zone))} with ${offer.label}`, { own: true });
      await this.app.desk.refresh();
      this.app.openTicket(this.ticketId);
    } catch (error) {
      fillWith(this.chosen, h("p", { class: "problem-text", role: "alert", testid: "slot-refused" }, sayProblem(error)));
      this.isAsked = false;
    }
    this.chosen.toggleAttribute("inert", false);
  }
}
