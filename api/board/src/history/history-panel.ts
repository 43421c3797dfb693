import type { Version } from "../contract";
import { fillWith, h } from "../dom/h";
import { api, itemsOf } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import type { Panel } from "../page/side";
import { sayMoment, sayStamp, wallOf } from "../time/zone";
import { sayWho } from "../words/who";

const ORIGINS: Record<string, string> = {
  fill: "Fill", moves: "By hand", recommendation: "Recommended", plan: "Team plan", nightly: "Nightly plan", replan: "Replanned", undo: "Undo", import: "Import", autopilot: "On its own",
};

/** What was published, when and by whom, the newest first; each can be taken back while nothing later stands on it. */
export class HistoryPanel implements Panel {
  readonly kind = "history";
  readonly title = "History";
  readonly element = h("div", { class: "panel-body", testid: "history-panel" });

  constructor(private readonly app: App) {
    void this.load();
  }

  published(): void {
    void this.load();
  }

  changed(): void {
    void this.load();
  }

  private async load(): Promise<void> {
    if (!this.element.childElementCount) fillWith(this.element, h("p", { class: "loading" }, "Loading the versions"));
    try {
      const versions = itemsOf(await api.versions()).sort((a, b) => b.version - a.version);
      fillWith(
        this.element,
        versions.length > 0 && this.app.desk.isStandingStill &&
          h("p", { class: "muted small" }, `Times are when it was done. The desk\u2019s own clock stands still at ${sayMoment(this.app.desk.nowWall)}.`),
        versions.length
          ? h("ol", { class: "plain versions" }, versions.map((version) => this.draw(version)))
          : h("p", { class: "empty" }, "Nothing has been published yet."),
      );
    } catch (error) {
      fillWith(
        this.element,
        h("p", { class: "problem-text", role: "alert" }, sayProblem(error)),
        h("button", { onclick: () => void this.load() }, "Try again"),
      );
    }
  }

  private draw(version: Version): HTMLElement {
    const { desk } = this.app;
    const isNow = version.state === "published";
    return h(
      "li",
      { testid: "version", "data-version": version.version, class: isNow ? "is-now" : "" },
      h(
        "p",
        {},
        h("strong", {}, `Version ${version.version}`),
        isNow && h("span", { class: "chip" }, "on the board"),
        h("span", { class: "muted" }, ` ${ORIGINS[version.origin] ?? version.origin}`),
      ),
      h("p", {}, version.summary),
      h("p", { class: "muted" }, `${sayWho(version.created_by)}, ${sayStamp(wallOf(version.created, desk.zone))}`),
      h(
        "div",
        { class: "buttons" },
        desk.may("publish") && Boolean(version.base_version) &&
          h(
            "button",
            {
              testid: "undo-version", "aria-label": `Undo this: version ${version.version}`,
              onclick: (event: Event) => void this.undo(version.version, event.currentTarget as HTMLButtonElement),
            },
            "Undo this",
          ),
        h("a", { href: `/schedules/${version.version}/export.csv`, download: `schedule-${version.version}.csv` }, "CSV"),
      ),
    );
  }

  private async undo(version: number, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    await this.app.undo(version);
    await this.load();
  }
}
