import type { Assignment, Evaluation, Move, PublishedEvent } from "../contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import type { Panel } from "../page/side";
import { findingList, foldedFindings } from "../proposal/findings";
import { feedback, publish } from "../proposal/publish";
import { reasonLine } from "../proposal/reason-line";
import { ruleTable } from "../proposal/rule-table";
import { sayRefused, staleNotice } from "../proposal/stale";
import { ghosts, NOTHING } from "../state/overlay";
import { sayMoment, wallOf } from "../time/zone";
import { sayList, sayPublished } from "../words/change";
import { sayDifference, saySigned, UNIT } from "../words/cost";
import { saySla } from "../words/sla";

/** A move made by hand: what it breaks, what it costs, and whether to keep it. */
export class MovePanel implements Panel {
  readonly kind = "move";
  readonly title: string;
  readonly element = h("div", { class: "panel-body", testid: "move-panel" });
  private readonly notes = h("div");
  private readonly content = h("div");
  private readonly footer = h("footer", { class: "panel-footer" });
  private readonly reason = reasonLine();
  private readonly asking = new AbortController();
  private evaluation: Evaluation | null = null;
  private proposalId: string | null = null;
  private isBusy = false;

  constructor(
    private readonly app: App,
    private readonly moves: Move[],
    private readonly recommended?: (signal: AbortSignal) => Promise<Evaluation>,
    beside: HTMLElement = h("div"),
  ) {
    const ids = sayList(moves.map((move) => move.ticket_id));
    const isThere = (move: Move) => app.desk.board.value.value?.assignments.some((each) => each.ticket_id === move.ticket_id);
    this.title = moves.every((move) => !move.engineer_ids) ? `Take ${ids} off the board` : moves.some(isThere) ? `Move ${ids}` : `Place ${ids}`;
    this.element.append(this.notes, this.content, beside, this.footer);
    this.layAsAsked();
    void this.ask();
  }

  dismiss(): void {
    this.app.side.close(this);
    announce("Left as it was.");
  }

  accept(): void {
    if (this.evaluation?.allowed) void this.keep();
  }

  published(event: PublishedEvent): void {
    if (!this.evaluation) return;
    const text = `${sayPublished(event, this.app.desk.nameOf)} after this was computed. Keeping checks it first.`;
    fillWith(this.notes, staleNotice(this.app, text, [], () => void this.ask()));
  }

  gone(): void {
    this.asking.abort();
    // A move that was only tried expires: whoever takes her own idea back has turned down nothing of anybody's.
    this.app.overlay.set(NOTHING);
  }

  /** Show the work where it was put while the answer is on its way. */
  private layAsAsked(): void {
    const leaving = new Set(this.moves.map((move) => move.ticket_id));
    const board = this.app.desk.board.value.value;
    const placed = this.moves.flatMap((move): Assignment[] => {
      const work = board?.assignments.find((each) => each.ticket_id === move.ticket_id);
      if (!work || !move.engineer_ids || !move.start) return [];
      const end = new Date(Date.parse(move.start) + Date.parse(work.end) - Date.parse(work.start)).toISOString();
      return [{ ...work, engineer_ids: move.engineer_ids, start: move.start, end, visit: null }];
    });
    this.app.overlay.set(ghosts(placed, { leaving }));
  }

  private async ask(): Promise<void> {
    fillWith(this.notes);
    fillWith(this.footer);
    fillWith(this.content, h("p", { class: "loading" }, "Checking the rules and the price"));
    try {
      const { signal } = this.asking;
      const evaluation = await (this.recommended?.(signal) ?? api.evaluate(this.moves, signal));
      this.evaluation = evaluation;
      this.proposalId = evaluation.proposal_id;
      this.draw(evaluation);
    } catch (error) {
      if (this.asking.signal.aborted) return;
      this.app.overlay.set(NOTHING);
      fillWith(this.content, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
      fillWith(
        this.footer,
        h("div", { class: "buttons" }, h("button", { onclick: () => void this.ask() }, "Try again"), this.leaveButton("Close")),
      );
    }
  }

  private draw(evaluation: Evaluation): void {
    const { app, moves } = this;
    const hard = evaluation.new_findings.filter((finding) => finding.is_hard);
    const soft = evaluation.new_findings.filter((finding) => !finding.is_hard);
    if (evaluation.allowed) {
      const badge = `${saySigned(evaluation.cost_difference)} min`;
      const leaving = new Set(moves.map((move) => move.ticket_id));
      const redone = this.engineersOf(evaluation).map((engineerId) => ({ engineerId, day: null }));
      app.overlay.set(ghosts(evaluation.assignments, { leaving, badge, redone, trips: evaluation.trips }));
    } else {
      // What a rule forbids goes back to its place at once.
      app.overlay.set(NOTHING);
    }
    const verdict = evaluation.allowed ? `Allowed. It ${sayDifference(evaluation.cost_difference)}.` : "Not allowed. It stays where it was.";
    fillWith(
      this.content,
      h("ul", { class: "plain moves" }, moves.map((move) => h("li", {}, this.sayMove(move, evaluation)))),
      h(
        "p",
        { class: `headline ${evaluation.allowed ? "" : "refused"}`, testid: "verdict", title: UNIT },
        icon(evaluation.allowed ? "check" : "warning"),
        h("strong", {}, verdict),
      ),
      findingList(hard, "Rules that forbid it"),
      // What a forbidden move would cost is of no interest to anybody.
      evaluation.allowed && findingList(soft, "What it brings", evaluation.by_rule),
      evaluation.allowed && foldedFindings(evaluation.gone_findings, "What it settles", "gone-findings"),
      evaluation.allowed && ruleTable(evaluation.by_rule, "Difference by rule"),
    );
    const may = app.desk.may("publish");
    const keep = h(
      "button",
      { class: "primary", testid: "keep", disabled: !evaluation.allowed || !this.proposalId, title: "Keep (A)", onclick: () => void this.keep() },
      "Keep",
    );
    const leave = this.leaveButton(evaluation.allowed ? "Leave it as it was" : "Close");
    fillWith(
      this.footer,
      may && evaluation.allowed && this.reason.element,
      h("div", { class: "buttons" }, may && keep, leave),
      !may && h("p", { class: "muted small" }, "Your role may try moves but not publish them."),
    );
    (may && evaluation.allowed ? keep : leave).focus();
    announce([verdict, ...(hard.length ? hard : soft).map((finding) => finding.message)].join(" "));
  }

  /** Return whose calendars a move touches; the service states all their trips. */
  private engineersOf(evaluation: Evaluation): string[] {
    const moved = new Set(this.moves.map((move) => move.ticket_id));
    const before = this.app.desk.board.value.value?.assignments.filter((each) => moved.has(each.ticket_id)) ?? [];
    return [...new Set([...before, ...evaluation.assignments].flatMap((each) => each.engineer_ids))];
  }

  private leaveButton(text: string): HTMLButtonElement {
    return h("button", { testid: "leave", title: `${text} (Esc)`, onclick: () => this.dismiss() }, text);
  }

  private sayMove(move: Move, evaluation: Evaluation): (string | HTMLElement)[] {
    const { desk } = this.app;
    const placed = evaluation.assignments.find((each) => each.ticket_id === move.ticket_id);
    const before = desk.board.value.value?.assignments.find((each) => each.ticket_id === move.ticket_id);
    const from = before ? `${sayList(before.engineer_ids.map(desk.nameOf))}, ${sayMoment(wallOf(before.start, desk.zone))}` : "the queue";
    const who = sayList((placed?.engineer_ids ?? move.engineer_ids ?? []).map(desk.nameOf));
    const start = placed?.start ?? move.start;
    const to = start && move.engineer_ids ? `${who}, ${sayMoment(wallOf(start, desk.zone))}` : "the queue";
    return [
      h("strong", {}, move.ticket_id),
      ` ${placed?.summary ?? before?.summary ?? ""}`,
      h("p", {}, `From ${from} to `, h("b", {}, to)),
      ...(placed ? [h("p", { class: `sla-text sla-${placed.sla.state}` }, saySla(placed.sla, desk.zone))] : []),
    ];
  }

  private async keep(): Promise<void> {
    // What is inert takes no clicks, but the page's own key comes here all the same.
    if (this.isBusy || !this.proposalId || !this.evaluation) return;
    this.isBusy = true;
    this.element.toggleAttribute("inert", true);
    const outcome = await publish(this.app, this.proposalId, feedback(this.recommended ? "accept" : "modify", this.reason.text()));
    this.element.toggleAttribute("inert", false);
    this.isBusy = false;
    if ("published" in outcome) {
      this.proposalId = null;
      this.app.side.close(this);
      const placed = this.evaluation.assignments[0]?.ticket_id;
      if (placed && this.app.view.value === "board") this.app.showOnBoard(placed);
      return;
    }
    const { problem } = outcome;
    fillWith(
      this.notes,
      problem.isStale
        ? staleNotice(this.app, sayRefused(problem), problem.changes, () => void this.ask())
        : [h("p", { class: "problem-text", role: "alert" }, problem.message), findingList(problem.findings, "Not allowed")],
    );
  }
}
