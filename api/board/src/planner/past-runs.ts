import { fillWith, h } from "../dom/h";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { sayStamp, wallOf } from "../time/zone";
import { sayWho } from "../words/who";
import type { Scenario, WhatIfHead } from "./contract";

const STATES: Record<string, string> = { queued: "waits", running: "is being run", done: "", failed: "failed", cancelled: "stopped before anything was done" };

/** What has been run at this desk: to be looked at again, or to be taken up again. */
export class PastRuns {
  readonly element = h("div", { class: "past-runs", testid: "past-runs" });

  constructor(private readonly app: App, private readonly open: (id: string) => void, private readonly take: (scenario: Scenario) => void) {}

  async load(): Promise<void> {
    const found = await api.whatIfs().catch(() => null);
    if (!found) return;
    const runs = found.items;
    if (!runs.length) return fillWith(this.element);
    const isOpen = this.element.querySelector("details")?.open ?? false;
    fillWith(
      this.element,
      h("details", { open: isOpen }, h("summary", { testid: "past-runs-head" }, `Run before (${runs.length})`), h("ul", { class: "plain" }, runs.map((run) => this.line(run)))),
    );
  }

  private line(run: WhatIfHead): HTMLElement {
    const state = STATES[run.state] ?? run.state;
    const when = `${sayWho(run.created_by)}, ${sayStamp(wallOf(run.created, this.app.desk.zone))}`;
    return h(
      "li",
      { testid: "past-run" },
      h("button", { class: "link", testid: "open-run", onclick: () => this.open(run.id) }, run.name),
      h("span", { class: "muted" }, ` ${when}${state && `, ${state}`} `),
      this.app.desk.may("plan") && h("button", { class: "link small", testid: "take-up", "aria-label": `Take up ${run.name} again`, onclick: () => void this.takeUp(run.id) }, "Take up again"),
    );
  }

  private async takeUp(id: string): Promise<void> {
    try {
      this.take((await api.whatIf(id)).scenario);
    } catch (error) {
      this.element.append(h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
    }
  }
}
