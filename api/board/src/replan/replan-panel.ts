import type { PublishedEvent } from "../contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import type { Panel } from "../page/side";
import { openChangeForm } from "../planner/change-form";
import type { Change } from "../planner/contract";
import { sayWritten } from "../planner/stack-card";
import { findingList } from "../proposal/findings";
import { feedback, publish } from "../proposal/publish";
import { reasonLine } from "../proposal/reason-line";
import { sayRefused, staleNotice } from "../proposal/stale";
import { ghosts, NOTHING } from "../state/overlay";
import { sayPublished } from "../words/change";
import { count } from "../words/minutes";
import type { Replanned, ReplanPlan } from "./contract";
import { eventsOf } from "./events";
import { frontier } from "./frontier";
import { FREEDOMS } from "./words";

/** The answer to "what now?": what has happened, plans from no change to a free hand, and one click to publish one. */
export class ReplanPanel implements Panel {
  readonly kind = "replan";
  readonly title = "Replan";
  readonly element = h("div", { class: "panel-body", testid: "replan-panel" });
  private readonly happened = h("section", { testid: "happened" });
  private readonly notes = h("div");
  private readonly content = h("div");
  private readonly footer = h("footer", { class: "panel-footer" });
  private readonly reason = reasonLine();
  private asking: AbortController | null = null;
  private found: Replanned | null = null;
  private shown = 0;
  private isBusy = false;
  private isGone = false;

  constructor(private readonly app: App, private events: Change[]) {
    this.element.append(this.happened, this.notes, this.content, this.footer);
    this.drawHappened();
    if (events.length) void this.ask();
    else this.drawStart();
  }

  accept(): void {
    if (this.mayAccept && !this.isBusy) void this.publishPlan();
  }

  published(event: PublishedEvent): void {
    const text = `${sayPublished(event, this.app.desk.nameOf)} after this was planned. Publishing checks it first.`;
    if (this.found) fillWith(this.notes, staleNotice(this.app, text, [], () => void this.ask()));
  }

  changed(): void {
    if (this.asking && !this.isBusy) void this.ask();
  }

  gone(): void {
    this.isGone = true;
    this.asking?.abort();
    this.app.overlay.set(NOTHING);
  }

  /** Ask for one more event, or for what is still to be said of one. */
  async tell(half?: Change, at?: number): Promise<void> {
    const { catalogue } = this.app;
    try {
      await catalogue.load();
    } catch (error) {
      return this.say(sayProblem(error));
    }
    if (this.isGone) return;
    const done = (made: Change) => this.set(at === undefined ? [...this.events, made] : this.events.map((each, index) => (index === at ? made : each)));
    openChangeForm({ kinds: eventsOf(catalogue.kinds), choices: catalogue.choices, before: this.events, title: "What has happened?", done, ...(half ? { change: half } : {}) });
  }

  private set(events: Change[]): void {
    this.events = events;
    this.found = null;
    this.drawHappened();
    void this.ask();
  }

  private drawHappened(): void {
    const { kinds } = this.app.catalogue;
    const words = (each: Change, at: number) => this.found?.events[at]?.words ?? sayWritten(each, kinds);
    fillWith(
      this.happened,
      h("h3", {}, "What has happened"),
      this.events.length > 0 &&
        h(
          "ul",
          { class: "changes" },
          this.events.map((each, at) =>
            h(
              "li",
              { testid: "event-told" },
              h("button", { class: "link change-words", title: "Change it", onclick: () => void this.tell(each, at) }, words(each, at)),
              h("button", { class: "quiet bare small-tool", "aria-label": `Take out: ${words(each, at)}`, title: "Take out", onclick: () => this.set(this.events.filter((_, index) => index !== at)) }, icon("close", 14)),
            ),
          ),
        ),
      h("button", { class: this.events.length ? "quiet" : "", testid: "tell-event", onclick: () => void this.tell() }, icon("plus", 14), this.events.length ? "Something else" : "Say what has happened"),
    );
  }

  private drawStart(): void {
    fillWith(
      this.content,
      h("p", { class: "muted" }, "Say what has happened, or plan on where the desk\u2019s data says it already. Work under way never moves, and nothing is changed before you publish a plan."),
      h("button", { testid: "replan-ask", onclick: () => void this.ask() }, "Plan on with the data as it is"),
    );
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    // What was found answers another question: nothing of it may be published any more.
    this.found = null;
    fillWith(this.notes);
    fillWith(this.footer);
    this.app.overlay.set(NOTHING);
    fillWith(this.content, h("p", { class: "loading" }, "Planning on: with no change, with few, and with a free hand"));
    try {
      const found = await api.replan(this.events, asking.signal);
      if (asking.signal.aborted) return;
      this.found = found;
      // A plan with few changes is what is taken most often; where there is none, the one that changes least.
      this.shown = Math.max(0, found.plans.findIndex((plan) => plan.freedom === "few_changes"));
      this.drawHappened();
      this.draw();
      announce(`${count(found.plans.length, "plan")} to choose from.`);
    } catch (error) {
      if (asking.signal.aborted) return;
      fillWith(this.content, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)), h("button", { onclick: () => void this.ask() }, "Try again"));
    }
  }

  private get plan(): ReplanPlan | undefined {
    return this.found?.plans[this.shown];
  }

  private get mayAccept(): boolean {
    return this.app.desk.may("publish") && this.plan !== undefined;
  }

  private draw(): void {
    const { app, found, plan } = this;
    if (!found || !plan) return;
    app.overlay.set(ghosts([...plan.changes.flatMap((each) => each.now ?? []), ...plan.placed.map((each) => each.now)], { leaving: new Set(plan.changes.map((each) => each.ticket_id)) }));
    const show = (index: number) => {
      this.shown = index;
      this.draw();
      this.content.querySelector<HTMLElement>(`[data-testid="freedom-${this.plan?.freedom ?? ""}"]`)?.focus();
    };
    fillWith(
      this.content,
      found.let_go.length > 0 && h("section", { class: "callout warn", testid: "let-go" }, found.let_go.map((words) => h("p", {}, words))),
      frontier(app, found, this.shown, show),
    );
    fillWith(
      this.footer,
      this.mayAccept && this.reason.element,
      h(
        "div",
        { class: "buttons" },
        this.mayAccept && h("button", { class: "primary", testid: "publish", title: "Publish (A)", onclick: () => this.accept() }, `Publish: ${FREEDOMS[plan.freedom].name.toLowerCase()}`),
        h("button", { testid: "leave", title: "Close (Esc)", onclick: () => app.side.close(this) }, "Close"),
      ),
      this.events.length > 0 && this.mayAccept && h("p", { class: "muted small" }, "What has happened is written into the desk\u2019s data with it; undo takes back both."),
      !this.mayAccept && h("p", { class: "muted small" }, "Your role may look at plans but not publish them."),
    );
  }

  private async publishPlan(): Promise<void> {
    const { plan } = this;
    if (!plan) return;
    this.isBusy = true;
    this.element.toggleAttribute("inert", true);
    const outcome = await publish(this.app, plan.proposal_id, feedback("accept", this.reason.text()));
    this.element.toggleAttribute("inert", false);
    this.isBusy = false;
    if ("published" in outcome) return this.app.side.close(this);
    const { problem } = outcome;
    fillWith(this.notes, problem.isStale ? staleNotice(this.app, sayRefused(problem), problem.changes, () => void this.ask()) : [h("p", { class: "problem-text", role: "alert" }, problem.message), findingList(problem.findings, "Not allowed")]);
    this.element.scrollTo({ top: 0 });
  }

  private say(text: string): void {
    fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, text));
  }
}
