import type { Plan, Progress, PublishedEvent } from "../contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api, itemsOf } from "../http/api";
import { followJob } from "../http/job-events";
import { Problem, sayProblem } from "../http/problem";
import type { App } from "../page/app";
import type { Panel } from "../page/side";
import { NOTHING } from "../state/overlay";
import { sayStamp, wallOf } from "../time/zone";
import { sayPublished } from "../words/change";
import { GAP, sayGap, UNIT, wholeMinutes } from "../words/cost";
import { sayNumber } from "../words/minutes";
import { sayPhase } from "../words/phase";
import { sayWho } from "../words/who";
import { staleNotice } from "../proposal/stale";
import { planChart } from "./plan-chart";
import { PlanProposal } from "./plan-proposal";

const RUNNING = new Set(["queued", "running"]);

/** Planning the whole team: start, watch, stop with the best so far, then decide about the proposal. */
export class PlanPanel implements Panel {
  readonly kind = "plan";
  readonly title = "Plan the team";
  readonly element = h("div", { class: "panel-body", testid: "plan-panel" });
  private readonly notes = h("div");
  private readonly content = h("div");
  private follower: { close: () => void } | null = null;
  private clock: ReturnType<typeof setInterval> | undefined;
  private proposal: PlanProposal | null = null;
  private isGone = false;

  constructor(private readonly app: App, planId?: string) {
    this.element.append(this.notes, this.content);
    void this.open(planId);
  }

  accept(): void {
    this.proposal?.accept();
  }

  published(event: PublishedEvent): void {
    if (!this.proposal) return;
    const text = `${sayPublished(event, this.app.desk.nameOf)} after this was planned. Publishing checks it first.`;
    fillWith(this.notes, staleNotice(this.app, text, [], () => this.drawStart([])));
  }

  gone(): void {
    // A plan that is being made goes on without anybody watching, and a proposal stays to be decided later.
    this.isGone = true;
    this.proposal?.gone();
    this.follower?.close();
    clearInterval(this.clock);
    this.app.overlay.set(NOTHING);
  }

  private async open(planId?: string): Promise<void> {
    fillWith(this.content, h("p", { class: "loading" }, "Looking for plans"));
    try {
      if (planId) return this.attach(await api.plan(planId));
      const plans = itemsOf(await api.plans());
      const running = plans.find((plan) => RUNNING.has(plan.state));
      if (running) this.attach(running);
      else this.drawStart(await undecided(plans));
    } catch (error) {
      this.drawStart([]);
      this.say(error);
    }
  }

  private drawStart(waiting: Plan[]): void {
    this.drop();
    const seconds = h("input", { type: "number", min: 1, max: 3600, step: 1, value: 30, required: true, testid: "plan-seconds" });
    const note = h("input", { type: "text", maxlength: 200, placeholder: "Monday, after the patch night", testid: "plan-note" });
    const start = h("button", { class: "primary", type: "submit", testid: "plan-start" }, "Start");
    fillWith(
      this.content,
      h("p", {}, "Plans every open ticket for the whole team, with as little change to published work as it is worth. Nothing changes on the board until you publish."),
      h(
        "form",
        {
          class: "plan-form",
          onsubmit: (event: Event) => {
            event.preventDefault();
            void this.start(Number(seconds.value), note.value.trim());
          },
        },
        h("label", {}, h("span", {}, "Seconds to think"), seconds),
        h("label", {}, h("span", {}, "Name of this plan (optional)"), note),
        h("p", { class: "muted small" }, "Leave is read from the calendars, not from here."),
        start,
      ),
      waiting.length > 0 && [
        h("h3", {}, "Plans to decide about"),
        h(
          "ul",
          { class: "plain" },
          waiting.map((plan) =>
            h(
              "li",
              {},
              h("button", { class: "link", testid: "waiting-plan", onclick: () => this.attach(plan) }, plan.kind === "nightly" ? "Nightly plan" : plan.note || "Plan of the team"),
              h("span", { class: "muted" }, ` ${sayWho(plan.created_by)}, ${sayStamp(wallOf(plan.created, this.app.desk.zone))}`),
            ),
          ),
        ),
      ],
    );
    seconds.focus();
    seconds.select();
  }

  private async start(seconds: number, note: string): Promise<void> {
    fillWith(this.notes);
    try {
      this.attach(await api.startPlan(seconds, note));
    } catch (error) {
      this.say(error);
    }
  }

  private attach(plan: Plan): void {
    if (this.isGone) return;
    if (!RUNNING.has(plan.state)) return void this.ended(plan, plan.error);
    this.drop();
    const points: Progress[] = [];
    const figures = h("dl", { class: "facts", testid: "plan-progress" });
    const chart = h("div");
    const bar = h("progress", { max: plan.seconds, value: 0, "aria-label": "Time used" });
    const stop = h(
      "button",
      {
        testid: "plan-stop",
        onclick: () => {
          stop.disabled = true;
          stop.textContent = "Stopping";
          api.stopPlan(plan.id).catch((error: unknown) => this.say(error));
        },
      },
      "Stop and keep the best",
    );
    const phase = h("p", { class: "loading" }, plan.state === "queued" ? "Waiting for its turn" : "Planning");
    fillWith(this.content, plan.note && h("p", { class: "muted" }, plan.note), phase, bar, chart, figures, h("div", { class: "buttons" }, stop));
    stop.focus();
    let heardAt = 0;
    // News come only with better plans, which may take a while; the seconds go on meanwhile.
    const tell = () => {
      const last = points[points.length - 1];
      if (!last) return;
      const seconds = Math.min(plan.seconds, last.seconds + (performance.now() - heardAt) / 1000);
      bar.value = seconds;
      fillWith(figures, progressRows({ ...last, seconds }, plan.seconds));
    };
    this.clock = setInterval(tell, 1000);
    this.follower = followJob<Progress>(`/plans/${encodeURIComponent(plan.id)}`, () => api.plan(plan.id), {
      progress: (progress) => {
        points.push(progress);
        heardAt = performance.now();
        phase.textContent = sayPhase(progress.phase);
        fillWith(chart, points.length > 1 && [planChart(points, plan.seconds), chartKey()]);
        tell();
      },
      end: (ended) => void this.ended({ ...plan, ...ended }, null),
    });
    announce("Planning has started.");
  }

  private async ended(plan: Plan, error: string | null): Promise<void> {
    if (this.isGone) return;
    this.drop();
    if (plan.proposal_id) {
      this.proposal = new PlanProposal(this.app, plan.proposal_id, {
        done: () => this.app.side.close(this),
        askAgain: () => this.drawStart([]),
      });
      fillWith(this.content, this.proposal.element);
      announce("The plan is ready.");
      return;
    }
    const known = error ?? (await api.plan(plan.id).catch(() => null))?.error;
    const text = plan.state === "cancelled" ? "The plan was stopped before there was anything to keep." : `The plan did not come about. ${known ?? ""}`;
    this.drawStart([]);
    fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, icon("warning"), ` ${text}`));
  }

  private drop(): void {
    this.follower?.close();
    clearInterval(this.clock);
    this.follower = null;
    this.proposal?.gone();
    this.proposal = null;
    this.app.overlay.set(NOTHING);
    fillWith(this.notes);
  }

  private say(error: unknown): void {
    const flaws = error instanceof Problem ? error.message : sayProblem(error);
    fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, icon("warning"), ` ${flaws}`));
  }
}

/** Return the finished plans whose proposals nobody has decided about. */
async function undecided(plans: Plan[]): Promise<Plan[]> {
  const done = plans.filter((plan) => plan.state === "done" && plan.proposal_id).slice(0, 5);
  const proposals = await Promise.all(done.map((plan) => api.proposal(plan.proposal_id ?? "").catch(() => null)));
  return done.filter((_, index) => proposals[index]?.state === "proposal");
}

function progressRows(progress: Progress, seconds: number): HTMLElement[] {
  const minutes = (cost: number | null) => (cost === null ? "not known yet" : sayNumber(wholeMinutes(cost)));
  const row = (name: string, value: string, title = "") => [h("dt", { title: title || null }, name), h("dd", {}, value)];
  return [
    ...row("Time", `${Math.round(progress.seconds)} of ${sayNumber(seconds)} s`),
    ...row("Cost so far", minutes(progress.cost), UNIT),
    ...row("No plan costs less than", minutes(progress.bound), UNIT),
    ...row("How good it is", sayGap(progress.gap, false), GAP),
  ];
}

function chartKey(): HTMLElement {
  return h("p", { class: "chart-key muted small" }, h("i", { class: "cost" }), "cost of the best plan so far ", h("i", { class: "bound" }), "no plan costs less");
}
