import type { Recommended } from "./contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { findingList } from "../proposal/findings";
import { feedback, publish } from "../proposal/publish";
import { sayMoment, wallOf } from "../time/zone";
import { ReasonBox } from "./reason-box";

/** What a person decides about a waiting ticket at one stroke, how it is taken back, and where she may say why. */
export class Decider {
  /** What was decided, empty before. */
  readonly element = h("div", { testid: "decided" });
  private ranked: readonly Recommended[] = [];
  private reason: ReasonBox | null = null;
  private isBusy = false;

  constructor(private readonly app: App, private readonly ticketId: string, private readonly askAgain: () => void) {}

  /** Take in who is ranked; nobody where the ticket has a place, or the answer is on its way. */
  shown(ranked: readonly Recommended[]): void {
    this.ranked = ranked;
  }

  /** Give the ticket to the engineer of a rank, and publish it; returns whether there is one. */
  take(rank: number): boolean {
    const each = this.ranked[rank - 1];
    if (!each || this.isBusy || !this.app.desk.may("publish")) return Boolean(each);
    void this.busy(() => this.give(each));
    return true;
  }

  /** Take none of them; the ticket waits on. */
  reject(): void {
    if (!this.ranked.length || this.isBusy || !this.app.desk.may("publish")) return;
    void this.busy(async () => {
      const { decision_id: id } = await api.reject(this.ticketId, this.ids());
      this.say("Left waiting: nobody of these.", id, async () => {
        await api.withdraw(id);
        this.clear("Taken back. It is open again.");
        this.askAgain();
      });
    });
  }

  why(): void {
    this.reason?.focus();
  }

  rejectButton(): HTMLElement | false {
    if (!this.app.desk.may("publish")) return false;
    return h("button", { testid: "reject", title: "Leave it waiting (R)", onclick: () => this.reject() }, "Nobody of these", h("kbd", {}, "R"));
  }

  private async give(each: Recommended): Promise<void> {
    const { app, ticketId } = this;
    const evaluation = await api.take(ticketId, each.engineer_id, this.ids());
    const place = evaluation.assignments.find((work) => work.ticket_id === ticketId);
    if (place?.start !== each.assignment.start) {
      this.problem(`${each.label} would no longer begin as shown. Here is who could take it now.`);
      return this.askAgain();
    }
    if (!evaluation.allowed || !evaluation.proposal_id) {
      return this.problem("Not allowed as things are now.", findingList(evaluation.new_findings, "Rules that forbid it"));
    }
    const outcome = await publish(app, evaluation.proposal_id, feedback("accept", ""));
    if ("problem" in outcome) {
      this.problem(outcome.problem.message);
      return this.askAgain();
    }
    const { version, decision_id: id } = outcome.published;
    const when = sayMoment(wallOf(place.start, app.desk.zone));
    this.say(`${each.label} has it, ${when}.`, id, async () => {
      await app.undo(version);
      this.clear("");
    });
  }

  private ids(): string[] {
    return this.ranked.map((each) => each.engineer_id);
  }

  private async busy(run: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    try {
      await run();
    } catch (error) {
      this.problem(sayProblem(error));
    } finally {
      this.isBusy = false;
    }
  }

  private say(text: string, decision: number | null, undo: () => Promise<void>): void {
    this.reason = decision === null ? null : new ReasonBox(decision);
    const button = h(
      "button",
      { testid: "undo-decision", onclick: () => void ((button.disabled = true), this.busy(undo)) },
      icon("undo", 14),
      "Undo",
    );
    fillWith(
      this.element,
      h(
        "div",
        { class: "callout decided" },
        h("div", { class: "decided-line" }, icon("check"), h("strong", {}, text), button),
        this.reason?.element,
      ),
    );
    announce(text);
  }

  private problem(text: string, more: HTMLElement | null = null): void {
    this.reason = null;
    fillWith(this.element, h("p", { class: "problem-text", role: "alert" }, text), more);
  }

  private clear(text: string): void {
    this.reason = null;
    fillWith(this.element, text && h("p", { class: "muted" }, text));
    if (text) announce(text);
  }
}
