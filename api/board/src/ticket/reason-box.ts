import type { Understood } from "../contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";

/** A line for why, which is there when somebody wants it: what was understood is shown back, and counts when she says so. */
export class ReasonBox {
  readonly element = h("div", { class: "reason-box" });
  private readonly input = h("input", {
    type: "text", maxlength: 300, testid: "decision-reason", autocomplete: "off", "aria-label": "Why",
    placeholder: "Sarah talked to them yesterday",
  });
  private readonly answer = h("div", { "aria-live": "polite" });

  constructor(private readonly decision: number) {
    const open = h("button", { class: "quiet", testid: "why", title: "Say why (W)", onclick: () => this.focus() }, "Why? (optional)", h("kbd", {}, "W"));
    fillWith(this.element, open);
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.input.blur();
        fillWith(this.element, open);
      }
    });
  }

  focus(): void {
    if (!this.input.isConnected) {
      const submit = (event: Event) => {
        event.preventDefault();
        if (this.input.value.trim()) void this.understand();
      };
      fillWith(this.element, h("form", { onsubmit: submit }, this.input, h("button", { type: "submit", testid: "say-why" }, "Say why")), this.answer);
    }
    this.input.focus();
  }

  private async understand(): Promise<void> {
    const text = this.input.value.trim();
    fillWith(this.answer, h("p", { class: "loading" }, "Reading it"));
    await this.tried(async () => {
      const understood = await api.understand(text);
      this.show(text, understood);
    });
  }

  private show(text: string, understood: Understood): void {
    const right = h(
      "button",
      { class: "primary", testid: "confirm-reason", onclick: () => void this.keep(text, true) },
      icon("check", 14),
      "That is right",
    );
    fillWith(
      this.answer,
      h("p", { testid: "understood" }, "Understood: ", h("strong", {}, understood.sentence)),
      h(
        "div",
        { class: "buttons" },
        understood.effect !== "note" && right,
        h("button", { testid: "only-words", onclick: () => void this.keep(text, false) }, "Keep my words only"),
      ),
    );
    announce(`Understood: ${understood.sentence}`);
    this.answer.querySelector("button")?.focus();
  }

  private async keep(text: string, confirmed: boolean): Promise<void> {
    await this.tried(async () => {
      await api.sayWhy(this.decision, text, confirmed);
      const said = confirmed ? "Noted, and learned from." : "Noted in your words.";
      fillWith(this.element, h("p", { class: "muted", testid: "reason-kept" }, icon("check", 14), ` \u201c${text}\u201d ${said}`));
      announce(said);
    });
  }

  private async tried(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      fillWith(this.answer, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)));
    }
  }
}
