import type { Explanation } from "../contract";
import type { Recommendation } from "./contract";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { sayList } from "../words/change";
import { UNIT } from "../words/cost";
import { count } from "../words/minutes";
import { placeList, possibleOf, verdictList } from "./candidates";
import { stripKey } from "./day-strip";
import type { Decider } from "./decider";
import { proposeButton } from "./propose-button";
import { rankedList } from "./ranked";
import { refusals } from "./refusals";

const BARS = "A bar is what a factor costs above the best of these: the shorter, the better.";

/** Who could take a ticket that waits: the best engineers with what speaks for each, then everybody else in short. */
export class WhoCould {
  /** Empty until it is asked for. */
  readonly element = h("div");
  private readonly section = h("section", { testid: "verdicts" });
  private readonly title = h("h3", {}, "Who could take it");
  /** The part that waits for the explanation, which takes longer. */
  private readonly others = h("div");
  private answer: Recommendation | null = null;
  private explanation: Explanation | null = null;

  constructor(private readonly app: App, private readonly ticketId: string, private readonly decider: Decider) {}

  async ask(): Promise<void> {
    this.answer = this.explanation = null;
    this.decider.shown([]);
    fillWith(this.others);
    fillWith(this.element, this.section);
    fillWith(this.section, this.title, h("p", { class: "loading" }, "Ranking the engineers"));
    try {
      this.answer = await api.recommendation(this.ticketId);
      this.draw(this.answer);
    } catch (error) {
      fillWith(this.section, this.title, h("p", { class: "problem-text", role: "alert", testid: "no-ranking" }, sayProblem(error)), this.others);
    }
    this.drawOthers();
  }

  /** Take in what the explanation says of every engineer; it may come before the ranking or after it. */
  explained(explanation: Explanation): void {
    this.explanation = explanation;
    this.drawOthers();
  }

  private draw({ ranked, refused, escalation }: Recommendation): void {
    this.decider.shown(ranked);
    fillWith(
      this.section,
      this.title,
      ranked.length
        ? [
            h("p", { class: "muted small", title: UNIT }, "Prices are against leaving it out.", ranked.length > 1 && ` ${BARS}`),
            stripKey(),
            rankedList(this.app, ranked, this.decider),
            this.decider.rejectButton(),
          ]
        : h("p", { class: "empty", testid: "nobody" }, "Nobody can take it as things are."),
      this.others,
      escalation.length > 0 &&
        h(
          "p",
          { class: "callout", testid: "escalation" },
          h("span", {}, icon("people", 14), h("strong", {}, " Escalation: free now "), sayList(escalation.map((each) => `${each.label} (tier ${each.tier})`))),
        ),
      refusals(refused),
    );
  }

  private drawOthers(): void {
    const { app, answer, explanation } = this;
    if (!answer) return fillWith(this.others, explanation && verdictList(app, explanation));
    if (!answer.others) return fillWith(this.others);
    const words = `${count(answer.others, "other")} could too, at a higher cost`;
    const shown = new Set(answer.ranked.map((each) => each.engineer_id));
    const rest = possibleOf(explanation?.verdicts ?? []).filter((verdict) => !shown.has(verdict.engineer_id));
    fillWith(
      this.others,
      rest.length
        ? h("details", { testid: "others" }, h("summary", {}, words), placeList(app, this.ticketId, rest, proposeButton))
        : h("p", { class: "muted", testid: "others" }, words),
    );
  }
}
