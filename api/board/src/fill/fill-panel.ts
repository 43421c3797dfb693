import type { Assignment, Evaluation, Fill, PublishedEvent } from "../contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { api } from "../http/api";
import type { Problem } from "../http/problem";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import type { Panel } from "../page/side";
import { findingList } from "../proposal/findings";
import { feedback, publish } from "../proposal/publish";
import { reasonLine } from "../proposal/reason-line";
import { sayRefused, staleNotice } from "../proposal/stale";
import { ghosts, NOTHING } from "../state/overlay";
import { dayOf, saySpan, wallOf } from "../time/zone";
import { sayPublished } from "../words/change";
import { GAP, sayGain, sayGap, UNIT } from "../words/cost";
import { count, sayDuration } from "../words/minutes";
import { alternativeList } from "./alternatives";
import { choiceList } from "./choices";
import { runnersUp } from "./runners-up";

/** The answer to "what should Mike do this afternoon?": ghosts on the board, reasons and decisions at the side. */
export class FillPanel implements Panel {
  readonly kind = "fill";
  readonly title: string;
  readonly element = h("div", { class: "panel-body", testid: "fill-panel" });
  private readonly notes = h("div");
  private readonly content = h("div");
  private readonly footer = h("footer", { class: "panel-footer" });
  private readonly reason = reasonLine();
  private readonly asking = new AbortController();
  private answer: Fill | null = null;
  /** What is still to be decided, and the proposal that holds it. */
  private open: Assignment[] = [];
  private proposalId: string | null = null;
  /** What is left after some was accepted, as the service has priced it on top of that. */
  private rest: Evaluation | null = null;
  /** 0 is the best answer, others count the alternatives from 1. */
  private shown = 0;
  private busy = false;
  /** The service has refused to publish it: what it stood on has changed. */
  private isStale = false;

  constructor(private readonly app: App, private readonly engineerId: string, private readonly start: string, private readonly end: string) {
    this.title = `Fill ${app.desk.nameOf(engineerId)}`;
    this.element.append(this.notes, this.content, this.footer);
    void this.ask();
  }

  dismiss(): void {
    void this.discard(this.reason.text());
  }

  accept(): void {
    if (this.mayAccept && !this.busy) void (this.shown === 0 ? this.acceptAll() : this.acceptAlternative());
  }

  published(event: PublishedEvent): void {
    if (!this.answer) return;
    const text = `${sayPublished(event, this.app.desk.nameOf)} after this was computed. Accepting checks it first.`;
    fillWith(this.notes, staleNotice(this.app, text, [], () => this.askAgain()));
  }

  gone(): void {
    this.asking.abort();
    // A proposal that is only left behind expires; to discard one is a judgement, and the service learns from it.
    this.app.overlay.set(NOTHING);
  }

  private get when(): string {
    const zone = this.app.desk.zone;
    return saySpan(wallOf(this.start, zone), wallOf(this.end, zone));
  }

  private async ask(): Promise<void> {
    fillWith(this.content, h("p", { class: "loading" }, `Looking for the best work, ${this.when}`));
    try {
      const answer = await api.fill(this.engineerId, this.start, this.end, this.asking.signal);
      this.answer = answer;
      this.proposalId = answer.proposal_id;
      this.open = answer.choices.map((choice) => choice.assignment);
      this.draw();
      // Enter accepts at once, unless the person has gone on to something else meanwhile.
      if (this.element.parentElement?.contains(document.activeElement)) this.element.querySelector<HTMLElement>("[data-testid=accept-all]")?.focus();
      announce(`${count(answer.choices.length, "ticket")} proposed, ${sayGain(answer.gain)}.`);
    } catch (error) {
      if (this.asking.signal.aborted) return;
      fillWith(
        this.content,
        h("p", { class: "problem-text", role: "alert" }, sayProblem(error)),
        h("button", { onclick: () => void this.ask() }, "Try again"),
      );
    }
  }

  private askAgain(): void {
    this.app.side.close(this);
    this.app.openFill(this.engineerId, this.start, this.end);
  }

  private draw(): void {
    const answer = this.answer;
    if (!answer) return;
    const { app, open } = this;
    this.lay();
    fillWith(
      this.content,
      h("p", { class: "muted" }, `${this.when}. ${sayDuration(answer.free_minutes)} open, ${count(answer.candidates, "ticket")} competed.`),
      answer.choices.length > 0 &&
        h(
          "p",
          { class: "headline" },
          h("strong", { testid: "gain", title: UNIT }, sayGain(answer.gain)),
          h("span", { testid: "gap", title: GAP }, sayGap(answer.gap, answer.status === "optimal")),
        ),
      answer.choices.length
        ? choiceList(app, answer, {
            open: new Set(open.map((each) => each.ticket_id)),
            acceptOne: (ticket) => void this.acceptOne(ticket),
            dimmed: this.shown > 0 || this.isStale || !this.proposalId,
          })
        : h("p", { class: "empty", testid: "nothing-fits" }, answer.runners_up.length ? "Nothing that is waiting fits here. Below is what came closest, and why not." : "Nothing that is waiting fits here."),
      open.length === answer.choices.length && !this.isStale &&
        alternativeList(app, answer, this.shown, (index) => {
          this.shown = index;
          this.draw();
          announce(index === 0 ? "Showing the best answer." : `Showing alternative ${index}.`);
        }),
      runnersUp(app, answer.runners_up, answer.choices.length === 0),
    );
    const may = app.desk.may("publish");
    const leave = open.length && !this.isStale ? "Discard" : "Close";
    const isStuck = may && open.length > 0 && !this.isStale && !this.mayAccept;
    fillWith(
      this.footer,
      this.mayAccept && this.reason.element,
      h(
        "div",
        { class: "buttons" },
        isStuck && h("button", { class: "primary", testid: "ask-again", onclick: () => this.askAgain() }, "Ask again"),
        this.mayAccept &&
          h("button", { class: "primary", testid: "accept-all", title: "Accept (A)", onclick: () => this.accept() }, this.acceptWords()),
        h("button", { testid: "discard", title: `${leave} (Esc)`, onclick: () => this.dismiss() }, leave),
      ),
      !may && h("p", { class: "muted small" }, "Your role may look at proposals but not publish them."),
    );
  }

  /** Whether there is something to accept: another way is asked for by its moves, the best answer by its proposal. */
  private get mayAccept(): boolean {
    const isOffered = this.shown > 0 || this.proposalId !== null;
    return this.app.desk.may("publish") && this.answer !== null && this.open.length > 0 && !this.isStale && isOffered;
  }

  private acceptWords(): string {
    if (this.shown > 0) return `Accept other way ${this.shown}`;
    return this.open.length > 1 ? `Accept all ${this.open.length}` : "Accept";
  }

  /** Lay the shown answer over the board. */
  private lay(): void {
    // What was refused is on nobody's way to the board any more.
    if (this.isStale) return this.app.overlay.set(NOTHING);
    const other = this.shown > 0 ? this.answer?.alternatives[this.shown - 1] : undefined;
    if (other || !this.answer) return this.app.overlay.set(ghosts(other?.assignments ?? []));
    if (this.rest) {
      const redone = [{ engineerId: this.engineerId, day: null }];
      return this.app.overlay.set(ghosts(this.open, { redone, trips: this.rest.trips }));
    }
    const { trips, breaks, start } = this.answer;
    // The service states the whole day that it fills; nothing is stated where nothing fits.
    const redone = this.open.length ? [{ engineerId: this.engineerId, day: dayOf(start, this.app.desk.zone) }] : [];
    this.app.overlay.set(ghosts(this.open, redone.length ? { redone, trips, breaks } : {}));
  }

  private async acceptAll(): Promise<void> {
    const all = this.open.length === this.answer?.choices.length;
    await this.decide(undefined, all ? "accept" : "modify", () => this.finish());
  }

  private async acceptOne(ticket: string): Promise<void> {
    const rest = this.open.filter((each) => each.ticket_id !== ticket);
    await this.decide([ticket], rest.length ? "modify" : "accept", () => (rest.length ? this.goOn(rest) : this.finish()));
  }

  /** Publish the open proposal or some tickets of it, and say at the top when that does not work. */
  private async decide(tickets: string[] | undefined, kind: "accept" | "modify", done: () => void | Promise<void>): Promise<void> {
    if (this.busy || !this.proposalId) return;
    this.setBusy(true);
    const outcome = await publish(this.app, this.proposalId, feedback(kind, this.reason.text()), tickets);
    if ("problem" in outcome) this.tell(outcome.problem);
    else await done();
    this.setBusy(false);
  }

  /** The published version has moved on; what is left is asked for anew on top of it. */
  private async goOn(rest: Assignment[]): Promise<void> {
    this.open = rest;
    this.proposalId = null;
    const moves = rest.map(({ ticket_id, engineer_ids, start }) => ({ ticket_id, engineer_ids, start }));
    try {
      const evaluation = await api.evaluate(moves);
      this.proposalId = evaluation.proposal_id;
      this.rest = evaluation;
      if (!evaluation.allowed) fillWith(this.notes, findingList(evaluation.new_findings, "What is left does not fit any more"));
    } catch (error) {
      fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
    }
    this.draw();
  }

  private async acceptAlternative(): Promise<void> {
    const other = this.answer?.alternatives[this.shown - 1];
    if (!other || this.busy) return;
    this.setBusy(true);
    try {
      const moves = other.assignments.map(({ ticket_id, engineer_ids, start }) => ({ ticket_id, engineer_ids, start }));
      const evaluation = await api.evaluate(moves);
      if (!evaluation.allowed || !evaluation.proposal_id) {
        fillWith(this.notes, findingList(evaluation.new_findings, "This way is not allowed any more"));
      } else {
        const outcome = await publish(this.app, evaluation.proposal_id, feedback("modify", this.reason.text()));
        if ("problem" in outcome) this.tell(outcome.problem);
        else this.app.side.close(this);
      }
    } catch (error) {
      fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
    }
    this.setBusy(false);
  }

  private tell(problem: Problem): void {
    if (problem.isStale) {
      this.isStale = true;
      // Closing it is no judgement: it was overtaken, not turned down.
      this.proposalId = null;
      this.draw();
      fillWith(this.notes, staleNotice(this.app, sayRefused(problem), problem.changes, () => this.askAgain()));
    } else {
      fillWith(
        this.notes,
        h("p", { class: "problem-text", role: "alert" }, problem.message),
        findingList(problem.findings, "Not allowed"),
      );
    }
    this.element.scrollTop = 0;
  }

  private setBusy(busy: boolean): void {
    this.busy = busy;
    this.element.toggleAttribute("inert", busy);
    this.element.setAttribute("aria-busy", String(busy));
  }

  private finish(): void {
    this.proposalId = null;
    this.app.side.close(this);
    const first = this.answer?.choices[0]?.assignment.ticket_id;
    if (first && this.app.view.value === "board") this.app.showOnBoard(first);
  }

  private async discard(reason: string): Promise<void> {
    const id = this.proposalId;
    this.proposalId = null;
    this.app.side.close(this);
    if (id) await api.discard(id, reason).catch(() => undefined);
    if (this.answer?.choices.length) announce("Discarded. Nothing was changed.");
  }
}
