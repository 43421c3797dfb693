import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { followJob } from "../http/job-events";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { sayNumber } from "../words/minutes";
import { sayPhase } from "../words/phase";
import { putInAddress, whatIfInAddress } from "./address";
import type { Scenario, WhatIf, WhatIfProgress } from "./contract";
import type { Draft } from "./draft";
import { outcome } from "./outcome";

const RUNNING = new Set(["queued", "running"]);

/** A what-if from its start to what came out: watched, stopped, shown. Its id stands in the address, so that a reload finds it. */
export class Running {
  readonly element = h("div", { class: "outcome-place", testid: "outcome-place" });
  private follower: { close: () => void } | null = null;
  private shownId = whatIfInAddress();
  private isStarting = false;

  constructor(private readonly app: App, private readonly onChange: () => void) {}

  /** Show the what-if that the address named when the page was opened, if any. */
  async resume(): Promise<void> {
    if (this.shownId && !this.element.hasChildNodes()) await this.open(this.shownId);
  }

  /** Let the address name what is shown. */
  nameInAddress(): void {
    putInAddress(this.shownId);
  }

  /** Start a what-if; of two clicks in a row the second one does nothing. */
  async start(draft: Draft, scenario: Scenario): Promise<void> {
    if (this.isStarting) return;
    this.isStarting = true;
    this.drop();
    fillWith(this.element, h("p", { class: "loading" }, "Starting"));
    try {
      this.show(await api.startWhatIf(scenario, draft.seconds, draft.seeds, draft.against));
      this.onChange();
    } catch (error) {
      this.say(sayProblem(error));
    }
    this.isStarting = false;
  }

  async open(id: string): Promise<void> {
    this.drop();
    fillWith(this.element, h("p", { class: "loading" }, "Reading what came out"));
    try {
      this.show(await api.whatIf(id));
    } catch (error) {
      this.shownId = null;
      putInAddress(null);
      this.say(sayProblem(error));
    }
  }

  private show(run: WhatIf): void {
    this.shownId = run.id;
    putInAddress(run.id);
    if (RUNNING.has(run.state)) this.watch(run);
    else this.ended(run);
  }

  private watch(run: WhatIf): void {
    const bar = h("progress", { max: 1, value: 0, "aria-label": "Schedules made" });
    const words = h("p", { class: "loading", testid: "run-progress" }, run.state === "queued" ? "Waiting for its turn" : "Beginning");
    const stop = h("button", { testid: "run-stop" }, "Stop and compare what is done");
    stop.addEventListener("click", () => {
      stop.disabled = true;
      stop.textContent = "Stopping";
      api.stopWhatIf(run.id).catch((error: unknown) => this.say(sayProblem(error)));
    });
    fillWith(this.element, h("section", { class: "card running", "aria-label": "Under way" }, words, bar, this.app.desk.may("plan") && stop));
    const hear = (news: WhatIfProgress) => {
      bar.value = shareDone(news, run.each_seconds);
      words.textContent = sayProgress(news);
    };
    if (run.progress) hear(run.progress);
    this.follower = followJob<WhatIfProgress>(`/what-ifs/${encodeURIComponent(run.id)}`, () => api.whatIf(run.id), {
      progress: hear,
      end: () => void this.arrived(run.id),
    });
    announce("It is being run.");
  }

  private async arrived(id: string): Promise<void> {
    if (id !== this.shownId) return;
    try {
      this.ended(await api.whatIf(id));
    } catch (error) {
      this.say(sayProblem(error));
    }
    this.onChange();
  }

  private ended(run: WhatIf): void {
    this.drop();
    const { comparison } = run;
    if (comparison) {
      const shown = outcome(this.app, run, comparison);
      fillWith(this.element, shown);
      scrollTo(shown);
      shown.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
      announce(comparison.summary);
    } else {
      this.say(run.error ?? "It was stopped before there was anything to compare.");
    }
  }

  private drop(): void {
    this.follower?.close();
    this.follower = null;
  }

  private say(text: string): void {
    fillWith(this.element, h("p", { class: "problem-text", role: "alert", testid: "run-problem" }, icon("warning"), ` ${text}`));
  }
}

/** Bring something to the top of the part of the page that scrolls, and move nothing around it. */
function scrollTo(shown: HTMLElement): void {
  const scroller = shown.closest(".planner-scroll");
  scroller?.scrollBy({ top: shown.getBoundingClientRect().top - scroller.getBoundingClientRect().top });
}

/** Return how much of all is done, the schedule that is being made counted by its seconds. */
export function shareDone({ done, total, progress }: WhatIfProgress, seconds: number): number {
  return total ? Math.min(1, (done + Math.min(1, (progress?.seconds ?? 0) / seconds)) / total) : 0;
}

export function sayProgress({ name, done, total, progress }: WhatIfProgress): string {
  const phase = progress ? `: ${sayPhase(progress.phase)}` : "";
  return `Schedule ${sayNumber(Math.min(done + 1, total))} of ${sayNumber(total)}, \u201c${name}\u201d${phase}`;
}
