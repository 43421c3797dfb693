import type { Move } from "../contract";
import type { Kept, Relief, Way } from "./contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { readTime, timeInput } from "../dom/time-input";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import type { Panel } from "../page/side";
import { findingList } from "../proposal/findings";
import { feedback, publish } from "../proposal/publish";
import { reasonLine } from "../proposal/reason-line";
import { sayRefused, staleNotice } from "../proposal/stale";
import { ghosts, NOTHING } from "../state/overlay";
import { dayOf, instantOf, sayDay, sayTime, wallOf } from "../time/zone";
import { sayPublished } from "../words/change";
import { count } from "../words/minutes";
import { wayList } from "./way-list";

/** The answer to "what can move?": whole ways to free an engineer's time, shown on the board, and one click to do it. */
export class RelievePanel implements Panel {
  readonly kind = "relieve";
  readonly title: string;
  readonly element = h("div", { class: "panel-body", testid: "relieve-panel" });
  private readonly notes = h("div");
  private readonly content = h("div");
  private readonly footer = h("footer", { class: "panel-footer" });
  private readonly reason = reasonLine();
  private asking: AbortController | null = null;
  /** What was refused to move. */
  private kept: Kept[] = [];
  private found: Relief | null = null;
  private shown = 0;
  private isBusy = false;

  constructor(private readonly app: App, private readonly engineerId: string, private start: string, private end: string) {
    this.title = `Free time of ${app.desk.nameOf(engineerId)}`;
    this.element.append(this.times(), this.notes, this.content, this.footer);
    void this.ask();
  }

  accept(): void {
    if (this.mayAccept && !this.isBusy) void this.publishWay();
  }

  published(event: Parameters<typeof sayPublished>[0]): void {
    const text = `${sayPublished(event, this.app.desk.nameOf)} after this was computed. Publishing checks it first.`;
    if (this.found) fillWith(this.notes, staleNotice(this.app, text, [], () => void this.ask()));
  }

  changed(): void {
    if (!this.isBusy) void this.ask();
  }

  gone(): void {
    this.asking?.abort();
    this.app.overlay.set(NOTHING);
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    // What was found is of another time or other things to stay: nothing of it may be published any more.
    this.found = null;
    this.app.overlay.set(NOTHING);
    fillWith(this.notes);
    fillWith(this.content, h("p", { class: "loading" }, "Looking for what can move"));
    fillWith(this.footer);
    try {
      const found = await api.relieve(this.engineerId, this.start, this.end, this.keeping, asking.signal);
      if (!asking.signal.aborted) this.show(found);
    } catch (error) {
      if (asking.signal.aborted) return;
      fillWith(this.content, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)), h("button", { onclick: () => void this.ask() }, "Try again"));
    }
  }

  private show(found: Relief): void {
    this.found = found;
    this.shown = 0;
    this.draw();
    announce(`${count(found.options.length, "way")} found.`);
  }

  private get keeping(): string[] {
    return this.kept.map((each) => each.id);
  }

  /** Turn a move of a way down and show what is left; whoever may decide is learned from. */
  private async refuse(way: Way, ticketId: string, kept: Omit<Kept, "decision">): Promise<void> {
    if (this.isBusy) return;
    if (!this.app.desk.may("publish")) {
      this.kept.push({ ...kept, decision: null });
      return this.ask();
    }
    this.setBusy(true);
    fillWith(this.notes);
    const asked = { engineer_id: this.engineerId, start: this.start, end: this.end, keep: this.keeping, moves: way.moves.map(moveOf) };
    try {
      const refused = await api.refuseMove(asked, ticketId, kept.id, this.reason.text().trim());
      this.kept.push({ ...kept, decision: refused.decision_id });
      this.show(refused.ways);
    } catch (error) {
      fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
    }
    this.setBusy(false);
  }

  /** Let what was to stay move after all, and take the decision back. */
  private async letMove(kept: Kept): Promise<void> {
    if (this.isBusy) return;
    this.setBusy(true);
    try {
      if (kept.decision !== null) await api.withdraw(kept.decision);
    } catch (error) {
      fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
      return;
    } finally {
      this.setBusy(false);
    }
    this.kept = this.kept.filter((each) => each !== kept);
    await this.ask();
  }

  private setBusy(isBusy: boolean): void {
    this.isBusy = isBusy;
    this.element.toggleAttribute("inert", isBusy);
  }

  /** What was turned down, with the way back. */
  private keptList(): HTMLElement | false {
    return (
      this.kept.length > 0 &&
      h(
        "section",
        {},
        h("h3", {}, "To stay, as you said"),
        h("p", { class: "muted" }, this.kept.some((each) => each.decision !== null) ? "Kept as your decision: the weights learn from it." : "Only for this question."),
        h(
          "ul",
          { testid: "kept" },
          this.kept.map((each) =>
            h("li", {}, `${each.label} `, h("button", { class: "link small", type: "button", testid: "let-move", "aria-label": `Let ${each.label} move`, onclick: () => void this.letMove(each) }, "Let it move")),
          ),
        ),
      )
    );
  }

  /** The time to free, to be made longer or shorter on its day. */
  private times(): HTMLElement {
    const { zone } = this.app.desk;
    const day = dayOf(this.start, zone);
    const from = timeInput(sayTime(wallOf(this.start, zone)), "From", "relieve-from");
    const to = timeInput(sayTime(wallOf(this.end, zone)), "To", "relieve-to");
    const submit = (event: Event) => {
      event.preventDefault();
      const [start, end] = [readTime(from.value), readTime(to.value)];
      if (!start || !end || end <= start) return fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, "Two times are needed, the end after the start."));
      [this.start, this.end] = [instantOf(`${day}T${start}`, zone), instantOf(`${day}T${end}`, zone)];
      void this.ask();
    };
    return h("form", { class: "slot-times", onsubmit: submit }, h("span", {}, sayDay(day)), from, h("span", {}, "to"), to, h("button", { testid: "relieve-ask", type: "submit" }, "Look"));
  }

  private get way(): Way | undefined {
    return this.found?.options[this.shown];
  }

  private get mayAccept(): boolean {
    return this.app.desk.may("publish") && (this.way?.moves.length ?? 0) > 0;
  }

  private draw(): void {
    const { app, found } = this;
    if (!found) return;
    this.lay();
    fillWith(
      this.content,
      h("p", { class: "muted" }, "Every way keeps all rules. It is shown on the board; nothing is changed before you publish it."),
      found.options.length > 0 &&
        wayList(app, found, this.shown, {
          show: (index) => {
            this.shown = index;
            this.draw();
          },
          keep: (way, ticketId, kept) => void this.refuse(way, ticketId, kept),
        }),
      found.options.length === 0 && h("p", { class: "empty", testid: "no-way" }, "There is no way to free this time.", found.blocked.slice(0, 3).map((words) => h("span", { class: "line" }, `${words}.`))),
      this.keptList(),
      found.stays.length > 0 &&
        h("section", {}, h("h3", {}, "Stays"), h("ul", { testid: "stays" }, found.stays.map((each) => h("li", {}, `${each.ticket_id} ${each.summary}, which ${each.why}.`)))),
    );
    fillWith(
      this.footer,
      this.mayAccept && this.reason.element,
      h(
        "div",
        { class: "buttons" },
        this.mayAccept && h("button", { class: "primary", testid: "take-way", title: "Publish (A)", onclick: () => this.accept() }, "Publish this way"),
        h("button", { testid: "leave", title: "Close (Esc)", onclick: () => this.app.side.close(this) }, "Close"),
      ),
    );
  }

  /** Lay the shown way over the board. */
  private lay(): void {
    const moves = this.way?.moves ?? [];
    const now = moves.flatMap((move) => move.now ?? []);
    this.app.overlay.set(ghosts(now, { leaving: new Set(moves.map((move) => move.ticket_id)) }));
  }

  /** Judge the shown way once more, as it is now, and publish it. */
  private async publishWay(): Promise<void> {
    const { way } = this;
    if (!way) return;
    this.setBusy(true);
    try {
      const judged = await api.evaluate(way.moves.map(moveOf));
      if (!judged.allowed || !judged.proposal_id) {
        fillWith(this.notes, findingList(judged.new_findings, "This way is not allowed any more"));
      } else {
        const outcome = await publish(this.app, judged.proposal_id, feedback("accept", this.reason.text()));
        if ("published" in outcome) this.app.side.close(this);
        else fillWith(this.notes, staleNotice(this.app, sayRefused(outcome.problem), outcome.problem.changes, () => void this.ask()));
      }
    } catch (error) {
      fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
    }
    this.setBusy(false);
  }
}

function moveOf({ ticket_id, now }: Way["moves"][number]): Move {
  return now ? { ticket_id, engineer_ids: now.engineer_ids, start: now.start } : { ticket_id, engineer_ids: null, start: null };
}
