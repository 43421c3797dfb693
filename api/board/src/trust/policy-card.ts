import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import type { Level, Policy, PolicyWanted } from "./contract";
import { LEVELS, sayShare, sayStanding } from "./words";

interface Told {
  changed: (wanted: PolicyWanted) => void;
  removed: () => void;
}

/** One kind of ticket: its level, its line, how it is doing, and what another line would have done. */
export class PolicyCard {
  readonly element = h("li", { class: "policy", testid: "policy" });
  /** Where the preview of a change is shown. */
  readonly preview = h("div", { class: "policy-preview", "aria-live": "polite", testid: "policy-preview" });
  private readonly line = h("div", { class: "policy-line" });
  private readonly does = h("p", { class: "muted small" });

  constructor(private now: PolicyWanted, known: Policy | null, words: string, mayChange: boolean, private readonly told: Told) {
    const name = words[0]?.toUpperCase() + words.slice(1);
    const levels = h("div", { class: "group wide levels", role: "group", "aria-label": `Level for ${words}` });
    const buttons = (Object.keys(LEVELS) as Level[]).map((level) =>
      h(
        "button",
        {
          testid: `level-${level}`, disabled: !mayChange, title: LEVELS[level].does, "aria-pressed": now.level === level,
          onclick: () => {
            this.set({ level });
            for (const [at, each] of (Object.keys(LEVELS) as Level[]).entries()) buttons[at]?.setAttribute("aria-pressed", String(each === level));
          },
        },
        LEVELS[level].name,
      ),
    );
    levels.append(...buttons);
    fillWith(
      this.element,
      h(
        "header",
        { class: "policy-head" },
        h("h3", {}, name),
        mayChange && h("button", { class: "quiet bare", "aria-label": `Remove the level for ${words}`, title: "Remove", onclick: () => told.removed() }, icon("close", 14)),
      ),
      known?.lowered && h("p", { class: "callout warn", testid: "lowered" }, icon("warning"), ` It ${known.lowered}.`),
      levels,
      this.does,
      this.line,
      known && h("p", { class: "muted small" }, sayStanding(known)),
      this.preview,
    );
    this.drawLine(mayChange);
  }

  private set(change: Partial<PolicyWanted>): void {
    this.now = { ...this.now, ...change };
    if (change.level) this.drawLine(true);
    this.told.changed(this.now);
  }

  private drawLine(mayChange: boolean): void {
    const { level, threshold, window_minutes } = this.now;
    this.does.textContent = LEVELS[level].does;
    const shown = h("output", { class: "threshold-value" }, sayShare(threshold));
    const slider = h("input", {
      type: "range", min: 50, max: 99, step: 1, value: Math.round(threshold * 100), disabled: !mayChange, testid: "threshold",
      "aria-label": "Least confidence at which it acts", "aria-valuetext": sayShare(threshold),
    });
    slider.addEventListener("input", () => {
      const share = Number(slider.value) / 100;
      shown.textContent = sayShare(share);
      slider.setAttribute("aria-valuetext", sayShare(share));
      this.set({ threshold: share });
    });
    const minutes = h("input", { type: "number", min: 1, max: 1440, value: window_minutes, disabled: !mayChange, "aria-label": "Minutes to stop it", testid: "window" });
    minutes.addEventListener("change", () => {
      if (minutes.checkValidity() && minutes.value) this.set({ window_minutes: Number(minutes.value) });
    });
    fillWith(
      this.line,
      level !== "assist" && h("label", { class: "threshold" }, h("span", { class: "muted" }, "From"), slider, shown),
      level === "suggest" && h("label", { class: "window" }, h("span", { class: "muted" }, "Can be stopped for"), minutes, h("span", { class: "muted" }, "min")),
    );
  }
}
