import type { Board, Comparison } from "../contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { findingList } from "../proposal/findings";
import { feedback, publish } from "../proposal/publish";
import { reasonLine } from "../proposal/reason-line";
import { sayRefused, staleNotice } from "../proposal/stale";
import { NOTHING } from "../state/overlay";
import { count } from "../words/minutes";
import { comparison } from "./comparison";

interface Listeners {
  done: () => void;
  askAgain: () => void;
}

/** A finished plan: shown on the board as the whole, beside the published one in figures, to publish or to discard. */
export class PlanProposal {
  readonly element = h("div", { testid: "plan-proposal" });
  private readonly notes = h("div");
  private readonly reason = reasonLine();
  private board: Board | null = null;
  private compared: Comparison | null = null;
  private showsProposal = true;
  private isBusy = false;
  private isGone = false;

  constructor(private readonly app: App, private readonly id: string, private readonly listeners: Listeners) {
    void this.load();
  }

  accept(): void {
    if (this.compared?.changes.length) void this.publish();
  }

  /** Nobody will look at it any more: it lays nothing over the board from now on. */
  gone(): void {
    this.isGone = true;
  }

  private async load(): Promise<void> {
    fillWith(this.element, h("p", { class: "loading" }, "Comparing with the published schedule"));
    try {
      [this.compared, this.board] = await Promise.all([api.compare(this.id), api.proposalBoard(this.id)]);
      // A ticket may lie over the panel just now; what is drawn meanwhile is there when it is closed.
      if (!this.isGone) this.draw();
    } catch (error) {
      fillWith(
        this.element,
        h("p", { class: "problem-text", role: "alert" }, sayProblem(error)),
        h("button", { onclick: () => void this.load() }, "Try again"),
      );
    }
  }

  private draw(): void {
    const { app, compared } = this;
    if (!compared) return;
    this.lay();
    const may = app.desk.may("publish");
    const toggle = (shows: boolean, text: string, testid: string) =>
      h("button", { "aria-pressed": this.showsProposal === shows, testid, onclick: () => this.show(shows) }, text);
    fillWith(
      this.element,
      this.notes,
      h("div", { class: "group wide", role: "group", "aria-label": "On the board" }, toggle(false, "Published", "show-published"), toggle(true, "Proposal", "show-proposal")),
      comparison(app, compared),
      h(
        "footer",
        { class: "panel-footer" },
        may && compared.changes.length > 0 && this.reason.element,
        h(
          "div",
          { class: "buttons" },
          may && compared.changes.length > 0 &&
            h("button", { class: "primary", testid: "publish", title: "Publish (A)", onclick: () => void this.publish() }, `Publish ${count(compared.changes.length, "change")}`),
          may && h("button", { testid: "discard", onclick: () => void this.discard() }, "Discard"),
        ),
        !may && h("p", { class: "muted small" }, "Your role may look at proposals but not publish them."),
      ),
    );
  }

  private show(proposal: boolean): void {
    this.showsProposal = proposal;
    this.draw();
    this.element.querySelector<HTMLElement>(`[data-testid=${proposal ? "show-proposal" : "show-published"}]`)?.focus();
    announce(proposal ? "The board shows the proposal." : "The board shows the published schedule.");
  }

  private lay(): void {
    const changed = new Set(this.compared?.changes.map((change) => change.ticket_id));
    this.app.overlay.set(this.board && this.showsProposal ? { ...NOTHING, instead: { board: this.board, changed } } : NOTHING);
  }

  private async publish(): Promise<void> {
    // What is inert takes no clicks, but the page's own key comes here all the same.
    if (this.isBusy) return;
    this.isBusy = true;
    this.element.toggleAttribute("inert", true);
    const outcome = await publish(this.app, this.id, feedback("accept", this.reason.text()));
    this.element.toggleAttribute("inert", false);
    this.isBusy = false;
    if ("published" in outcome) return this.listeners.done();
    const { problem } = outcome;
    fillWith(
      this.notes,
      problem.isStale
        ? staleNotice(this.app, sayRefused(problem), problem.changes, () => this.listeners.askAgain())
        : [h("p", { class: "problem-text", role: "alert" }, problem.message), findingList(problem.findings, "Not allowed")],
    );
    this.element.closest(".panel-body")?.scrollTo({ top: 0 });
  }

  private async discard(): Promise<void> {
    const reason = this.reason.text();
    this.listeners.done();
    await api.discard(this.id, reason).catch(() => undefined);
    announce("Discarded. Nothing was changed.");
  }
}
