import { h } from "../dom/h";
import { count } from "../words/minutes";
import type { Against } from "./contract";
import { type Draft, effort } from "./draft";

interface Listeners {
  set: (change: Partial<Draft>) => void;
  run: () => void;
}

const AGAINST: [against: Against, text: string][] = [["planned", "the desk planned as it is"], ["published", "the published schedule"]];
/** So long at most may all schedules of a what-if take together, in seconds. */
const MOST_SECONDS = 3600;

/** How a draft is run: seconds for a schedule, schedules for a variant, beside what; and how long that takes. */
export class RunBar {
  readonly element: HTMLElement;
  private readonly seconds: HTMLInputElement;
  private readonly seeds: HTMLInputElement;
  private readonly against = h("select", { testid: "against" }, AGAINST.map(([value, text]) => h("option", { value }, text)));
  private readonly button = h("button", { class: "primary", type: "submit", testid: "run", "aria-describedby": "run-effort" }, "Run");
  private readonly effort = h("p", { id: "run-effort", testid: "run-effort" });

  constructor(private readonly listeners: Listeners) {
    this.seconds = this.number("each-seconds", 300, "seconds");
    this.seeds = this.number("seeds", 5, "seeds");
    this.against.addEventListener("change", () => listeners.set({ against: this.against.value === "published" ? "published" : "planned" }));
    const submit = (event: Event) => {
      event.preventDefault();
      listeners.run();
    };
    this.element = h(
      "form",
      { class: "run-form", onsubmit: submit },
      h("label", {}, h("span", {}, "Seconds for a schedule"), this.seconds),
      h("label", {}, h("span", {}, "Schedules of each"), this.seeds),
      h("label", {}, h("span", {}, "Beside"), this.against),
      this.button,
      this.effort,
    );
  }

  /** Show how a draft is run, or why it cannot be yet. */
  show(draft: Draft, why: string): void {
    const { schedules, seconds } = effort(draft);
    const reason = why || (seconds > MOST_SECONDS ? "All together may take an hour at most: give fewer seconds or schedules." : "");
    // A field in which somebody is typing keeps what she has typed.
    for (const [input, value] of [[this.seconds, draft.seconds], [this.seeds, draft.seeds]] as const) {
      if (input !== document.activeElement) input.value = String(value);
    }
    this.against.value = draft.against;
    this.button.disabled = reason !== "";
    this.effort.classList.toggle("muted", !reason);
    const oneSeed = draft.seeds < 2 ? " One schedule of each cannot tell a difference from noise." : "";
    this.effort.textContent = reason || `${count(schedules, "schedule")}, about ${sayAbout(seconds)}.${oneSeed}`;
  }

  private number(testid: string, max: number, name: "seconds" | "seeds"): HTMLInputElement {
    const input = h("input", { type: "number", min: 1, max, step: 1, required: true, testid });
    input.addEventListener("change", () => {
      if (input.checkValidity() && input.value) this.listeners.set({ [name]: Number(input.value) });
      else input.reportValidity();
    });
    return input;
  }
}

function sayAbout(seconds: number): string {
  return seconds < 90 ? count(Math.round(seconds), "second") : count(Math.round(seconds / 60), "minute");
}
