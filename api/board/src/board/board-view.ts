import type { Assignment } from "../contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { mapDock } from "../map/map-dock";
import type { App } from "../page/app";
import { lay } from "../state/overlay";
import { instantOf, sayMoment, sayZone, wallOf } from "../time/zone";
import { SLA_STATES } from "../words/sla";
import { calendarEvents } from "./calendar-events";
import { dayBar } from "./day-bar";
import { frameOf } from "./frame";
import { HoverCard } from "./hover-card";
import { away } from "../replan/events";
import { MoveMode } from "./move-mode";
import { hoursAhead, openTime } from "./open-time";
import { Roving } from "./roving";
import { openSlotMenu } from "./slot-menu";
import type { WallSpan } from "./span";
import { Timeline } from "./timeline";

/** The schedule board: engineers down, time across. */
export class BoardView {
  readonly element: HTMLElement;
  private readonly host = h("div", { class: "timeline", testid: "timeline", role: "group", "aria-label": "Calendars of the engineers" });
  private readonly zone = h("p", { class: "muted zone", testid: "zone" });
  private readonly notice = h("div", { class: "notice", hidden: true });
  private readonly roving = new Roving(this.host);
  private readonly move: MoveMode;
  private readonly card: HoverCard;
  private readonly timeline: Timeline;
  private waiting = false;
  private lastDrop = 0;

  constructor(private readonly app: App) {
    const { desk } = app;
    this.move = new MoveMode(app);
    const frame = h("div", { class: "timeline-frame" }, this.zone, this.host);
    this.card = new HoverCard(this.host, desk, (id, isGhost) => this.find(id, isGhost), () => !this.move.isOn);
    this.timeline = new Timeline(
      this.host,
      {
        click: (engineerId, at, x, y) => this.clickOpen(engineerId, at, x, y),
        select: (engineerId, start, end, x, y) => this.offer(engineerId, start, end, x, y),
        drop: (ticketId, from, to, start) => this.drop(ticketId, from, to, start),
        dragging: () => this.card.hide(),
      },
      { zone: () => desk.zone, nameOf: desk.nameOf, mayPlan: desk.may("plan") },
    );
    this.element = h(
      "section",
      { class: "board", "aria-label": "Schedule board", testid: "board" },
      dayBar(app),
      this.notice,
      frame,
      legend(),
      mapDock(app),
    );
    this.host.addEventListener("click", (event) => this.click(event));
    this.host.addEventListener("keydown", (event) => this.key(event));
    // While the board is drawn again the focus is nowhere for a moment; a key pressed just then still carries the work.
    document.addEventListener("keydown", (event) => {
      if (this.move.isOn && document.activeElement === document.body) this.key(event);
    });
    for (const store of [desk.board, app.overlay, app.day, app.week]) store.listen(() => this.schedule());
    // Work is carried on the board; whoever looks at something else has put it down.
    app.view.listen(() => this.cancelMove());
    // The line at the present time moves on.
    setInterval(() => this.schedule(), 60_000);
    this.draw();
  }

  /** Put the focus on a ticket's work where it is shown. */
  focusTicket(ticketId: string): void {
    setTimeout(() => this.roving.focusTicket(ticketId), 60);
  }

  /** Put the focus back where it was on the board, when it has got lost. */
  refocus(): void {
    setTimeout(() => {
      if (document.activeElement === document.body) this.roving.focusCurrent();
    }, 60);
  }

  /** Stop moving work by the keyboard; returns whether it was going on. */
  cancelMove(): boolean {
    const was = this.move.isOn;
    this.move.cancel();
    return was;
  }

  /** While a whole plan is shown instead of the published schedule, it is decided about and not changed. */
  private get mayChange(): boolean {
    return this.app.desk.may("plan") && this.app.overlay.value.instead === null;
  }

  /** Several changes of one moment are drawn once. */
  private schedule(): void {
    if (this.waiting) return;
    this.waiting = true;
    queueMicrotask(() => {
      this.waiting = false;
      this.draw();
    });
  }

  private draw(): void {
    const { desk, overlay, day, week } = this.app;
    const known = desk.board.value;
    const board = overlay.value.instead?.board ?? known.value;
    this.drawNotice(Boolean(board?.engineers.length), known.problem);
    if (!board?.engineers.length) return;
    this.roving.remember();
    this.card.hide();
    const zone = sayZone(board.desk.time_zone, `${day.value}T12:00Z`);
    this.zone.textContent = zone;
    this.zone.title = `All times are those of ${zone}.`;
    const frame = frameOf(board, day.value, week.value);
    const events = calendarEvents({ board, overlay: overlay.value, frame, now: desk.nowWall, mayPlan: this.mayChange });
    this.timeline.show({ engineers: board.engineers, events, frame });
    // The calendar draws in the next frame; the stops are there only then.
    requestAnimationFrame(() => {
      this.timeline.tidy();
      this.roving.restore();
    });
  }

  private drawNotice(hasBoard: boolean, problem: string | null): void {
    this.host.hidden = !hasBoard;
    this.notice.hidden = hasBoard && !problem;
    const retry = h("button", { onclick: () => void this.app.desk.loadBoard() }, "Try again");
    if (problem) {
      fillWith(this.notice, h("p", { class: "problem-text", role: "alert" }, icon("warning"), `The board could not be loaded. ${problem}`), retry);
    } else if (!this.app.desk.board.value.value) {
      fillWith(this.notice, h("p", { class: "loading" }, "Loading the board"));
    } else if (!hasBoard) {
      fillWith(this.notice, h("p", {}, "This desk has no engineers yet. Import the desk\u2019s data, and their calendars show here."));
    }
  }

  private find(ticketId: string, isGhost = false): Assignment | undefined {
    const { overlay, desk } = this.app;
    const ghost = overlay.value.ghosts.find((each) => each.ticket_id === ticketId);
    if (isGhost && ghost) return ghost;
    const board = overlay.value.instead?.board ?? desk.board.value.value;
    return board?.assignments.find((each) => each.ticket_id === ticketId) ?? ghost;
  }

  private click(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    // The release of a drag is no click.
    if (Date.now() - this.lastDrop < 120) return;
    const face = target?.closest<HTMLElement>(".face[data-ticket]");
    if (face?.dataset.ticket) return this.app.openTicket(face.dataset.ticket);
    const slot = target?.closest<HTMLElement>(".open-slot");
    if (slot) this.offerAt(slot);
    const name = target?.closest<HTMLElement>("[data-time-of]");
    if (name) this.offerDay(name);
  }

  private offerAt(slot: HTMLElement): void {
    const { engineer, start, end } = slot.dataset;
    const box = slot.getBoundingClientRect();
    if (engineer && start && end) this.offer(engineer, start, end, box.left + 12, box.bottom + 4);
  }

  /** Offer what can be done with an engineer's hours of the first shown day on which she has some ahead. */
  private offerDay(name: HTMLElement): void {
    const { desk, day, week } = this.app;
    const { timeOf } = name.dataset;
    const [engineer, board] = [timeOf && desk.engineer(timeOf), desk.board.value.value];
    if (!engineer || !board) return;
    const days = frameOf(board, day.value, week.value).days.map((each) => hoursAhead(engineer, wholeDay(each), desk.nowWall, desk.zone));
    const hours = days.find((each) => each.length > 0);
    const [first, last] = [hours?.[0], hours?.[hours.length - 1]];
    const box = name.getBoundingClientRect();
    if (first && last) this.offer(engineer.id, first.start, last.end, box.left + 12, box.bottom + 4);
    else announce(`${engineer.label} has no hours ahead here.`);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    const handled = this.move.key(event) || this.workKey(event, target) || this.roving.walk(event.key);
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private workKey(event: KeyboardEvent, target: HTMLElement | null): boolean {
    const { ticket, engineer } = target?.dataset ?? {};
    if (!ticket || !engineer || !this.mayChange) return false;
    const key = event.key.toLowerCase();
    if (key === "m") {
      const work = this.find(ticket);
      if (work) this.move.begin(work, engineer);
      return true;
    }
    if (key === "f") {
      const work = this.find(ticket);
      if (work) this.app.openRelieve(engineer, work.start, work.end);
      return true;
    }
    if (key === "x" || key === "delete") {
      this.app.openMove([{ ticket_id: ticket, engineer_ids: null, start: null }]);
      return true;
    }
    return false;
  }

  private clickOpen(engineerId: string, at: string, x: number, y: number): void {
    const { desk, overlay } = this.app;
    const board = desk.board.value.value;
    const engineer = desk.engineer(engineerId);
    if (!board || !engineer || !this.mayChange) return;
    const frame = wholeDay(at.slice(0, 10));
    const laid = lay(board, overlay.value);
    const work = [...board.assignments.filter((each) => !overlay.value.leaving.has(each.ticket_id)), ...overlay.value.ghosts];
    const open = openTime(engineer, work, [...laid.kept, ...laid.added], laid.breaksOf(engineerId), frame, desk.nowWall, desk.zone);
    const holds = (span: WallSpan) => span.start <= at && at < span.end;
    // Travel, a meeting or a break: what is around it may be freed.
    const slot = open.find(holds) ?? hoursAhead(engineer, frame, desk.nowWall, desk.zone).find(holds);
    if (slot) this.offer(engineerId, slot.start, slot.end, x + 4, y + 4);
    else announce(`${engineer.label} has no open time at ${sayMoment(at)}.`);
  }

  private offer(engineerId: string, start: string, end: string, x: number, y: number): void {
    if (!this.mayChange) return;
    this.card.hide();
    openSlotMenu({ engineer: this.app.desk.nameOf(engineerId), start, end, x, y }, this.app.desk.zone, {
      fill: (from, to) => this.app.openFill(engineerId, from, to),
      free: (from, to) => this.app.openRelieve(engineerId, from, to),
      away: (from, to) => this.app.openReplan([away(engineerId, from, to)]),
      hasWork: (from, to) => this.worksOf(engineerId).some((span) => span.start < to && from < span.end),
      closed: () => this.timeline.unselect(),
    });
  }

  private worksOf(engineerId: string): WallSpan[] {
    const { desk } = this.app;
    const own = desk.board.value.value?.assignments.filter((each) => each.engineer_ids.includes(engineerId)) ?? [];
    return own.map((each) => ({ start: wallOf(each.start, desk.zone), end: wallOf(each.end, desk.zone) }));
  }

  private drop(ticketId: string, from: string, to: string, start: string): void {
    this.lastDrop = Date.now();
    const work = this.find(ticketId);
    if (!work) return;
    const engineers = [...new Set(work.engineer_ids.map((id) => (id === from ? to : id)))];
    this.app.openMove([{ ticket_id: ticketId, engineer_ids: engineers, start: instantOf(start, this.app.desk.zone) }]);
  }
}

function wholeDay(day: string): WallSpan {
  return { start: `${day}T00:00`, end: `${day}T24:00` };
}

function legend(): HTMLElement {
  return h(
    "div",
    { class: "legend", role: "group", "aria-label": "Legend" },
    Object.entries(SLA_STATES).map(([state, { word, icon: sign }]) =>
      h("span", {}, h("i", { class: `swatch sla-${state}` }, icon(sign, 11)), word),
    ),
    h("span", {}, h("i", { class: "swatch ghost" }), "Proposed"),
    h("span", {}, h("i", { class: "swatch travel" }), "Travel"),
    h("span", {}, h("i", { class: "swatch visit" }), "One visit"),
    h("span", {}, h("i", { class: "swatch busy" }), "Meeting"),
    h("span", {}, h("i", { class: "swatch closed" }), "Outside hours"),
    h("span", {}, icon("pin", 12), "Pinned"),
  );
}
