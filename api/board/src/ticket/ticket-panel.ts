import type { Assignment, Explanation, QueueItem } from "../contract";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import type { Panel } from "../page/side";
import { ruleTable } from "../proposal/rule-table";
import { overruns } from "../replan/events";
import { addMinutes, rounded, wallOf } from "../time/zone";
import { candidates } from "./candidates";
import { Decider } from "./decider";
import { plannedFacts, waitingFacts } from "./facts";
import { moveForm } from "./move-form";
import { reasonsToWait } from "./reasons";
import { SlotTimes } from "./slot-times";
import { WhoCould } from "./who-could";

/** One ticket: the facts at once, and why it is where it is as soon as the service has said so. */
export class TicketPanel implements Panel {
  readonly kind = "ticket";
  readonly title: string;
  readonly element = h("div", { class: "panel-body", testid: "ticket-panel" });
  private readonly why = h("div", { testid: "explanation" });
  private readonly decider: Decider;
  private readonly who: WhoCould;
  private readonly slots: SlotTimes;
  private isGone = false;

  constructor(private readonly app: App, readonly ticketId: string) {
    this.title = ticketId;
    this.decider = new Decider(app, ticketId, () => void this.ask());
    this.who = new WhoCould(app, ticketId, this.decider);
    this.slots = new SlotTimes(app, ticketId);
    this.element.setAttribute("data-ticket", ticketId);
    void this.ask();
  }

  published(): void {
    void this.ask();
  }

  changed(): void {
    void this.ask();
  }

  accept(): void {
    this.decider.take(1);
  }

  take(rank: number): boolean {
    return this.decider.take(rank);
  }

  reject(): void {
    this.decider.reject();
  }

  sayWhy(): void {
    this.decider.why();
  }

  gone(): void {
    this.isGone = true;
  }

  private async ask(): Promise<void> {
    this.drawFacts();
    const waits = !this.app.desk.board.value.value?.assignments.some((each) => each.ticket_id === this.ticketId);
    fillWith(this.who.element);
    if (!waits) this.decider.shown([]);
    if (waits) void this.who.ask();
    if (waits) this.slots.show();
    else this.slots.hide();
    fillWith(this.why, h("p", { class: "loading" }, waits ? "Asking why it is waiting" : "Asking why it is here, and who else could take it"));
    try {
      const explanation = await api.explanation(this.ticketId);
      if (this.isGone) return;
      this.drawWhy(explanation, waits);
      if (waits) this.who.explained(explanation);
    } catch (error) {
      const said = sayProblem(error);
      // Where nothing answers, it is said once for both questions.
      const isSaid = waits && this.who.element.textContent?.includes(said);
      fillWith(
        this.why,
        !isSaid && h("p", { class: "problem-text", role: "alert" }, said),
        h("button", { onclick: () => void this.ask() }, "Try again"),
      );
    }
  }

  private drawFacts(): void {
    const { desk, overlay } = this.app;
    const same = (each: { ticket_id: string }) => each.ticket_id === this.ticketId;
    const proposed = overlay.value.ghosts.find(same);
    const planned = overlay.value.instead?.changed.has(this.ticketId) ? overlay.value.instead.board.assignments.find(same) : undefined;
    const work = planned ?? desk.board.value.value?.assignments.find(same) ?? proposed;
    const isProposed = work !== undefined && (work === proposed || work === planned);
    const waiting = desk.queue.value.value?.find(same);
    fillWith(
      this.element,
      h("p", { class: "ticket-title" }, work?.summary ?? waiting?.summary ?? ""),
      work ? plannedFacts(this.app, work, isProposed) : waiting ? waitingFacts(waiting, desk.zone) : null,
      this.decider.element,
      work && !isProposed && this.actions(work),
      this.who.element,
      this.slots.element,
      this.why,
      !overlay.value.instead && this.byHand(work, waiting),
    );
  }

  private actions(work: Assignment): HTMLElement | null {
    const { app } = this;
    if (!app.desk.may("plan")) return null;
    const [engineer, ...others] = work.engineer_ids;
    return h(
      "div",
      { class: "buttons" },
      app.view.value === "queue" && h("button", { onclick: () => app.showOnBoard(work.ticket_id) }, "Show on the board"),
      h(
        "button",
        {
          testid: "take-off", title: "Take off the board (X)",
          onclick: () => app.openMove([{ ticket_id: work.ticket_id, engineer_ids: null, start: null }]),
        },
        "Take off the board",
      ),
      h("button", { testid: "takes-longer", title: "Plan on with more minutes for this ticket", onclick: () => app.openReplan([], overruns(work.ticket_id)) }, "Takes longer"),
      engineer && !others.length &&
        h("button", { testid: "what-can-move", onclick: () => app.openRelieve(engineer, work.start, work.end) }, "Free this time"),
    );
  }

  private byHand(work: Assignment | undefined, waiting: QueueItem | undefined): HTMLElement | null {
    const { app, ticketId } = this;
    if (work) {
      const place = { engineerIds: work.engineer_ids, start: wallOf(work.start, app.desk.zone) };
      return moveForm(app, ticketId, place, work.engineer_ids.length);
    }
    const start = rounded(addMinutes(app.desk.nowWall, 15), 15);
    return waiting ? moveForm(app, ticketId, { engineerIds: [], start }, waiting.engineers_needed) : null;
  }

  private drawWhy(explanation: Explanation, waits: boolean): void {
    const { assignment, by_rule: byRule, pinned } = explanation;
    fillWith(
      this.why,
      pinned && h("p", { class: "callout" }, icon("pin"), ` ${pinned}`),
      !assignment && reasonsToWait(this.app, explanation),
      assignment && ruleTable(byRule, "Why here: what it costs and gains, by rule", true),
      !waits && candidates(this.app, explanation),
    );
  }
}
