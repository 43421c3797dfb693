import type { Learning, LearningComparison } from "./contract";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { count } from "../words/minutes";
import { ruleName } from "../words/rule";
import type { Act } from "./learned-view";
import { sayShare } from "./words";

const DAYS = 7;
const NAMED = 3;

/** What the decisions propose, what last week would have been with it, and the button that makes it count. */
export function proposed(known: Learning, may: boolean, act: Act): HTMLElement {
  const changes = known.weights
    .filter((each) => each.proposed !== each.now)
    .sort((a, b) => change(b) - change(a));
  const named = changes.slice(0, NAMED).map((each) => `${ruleName(each.rule)} ${sayShare(each.now, each.proposed)}`);
  const rest = changes.length - named.length;
  const week = h("p", { class: "muted", testid: "hindsight" });
  void api.learningComparison(DAYS).then(
    (found) => fillWith(week, sayWeek(found)),
    () => fillWith(week),
  );
  return h(
    "div",
    { class: "callout proposed", testid: "learned-proposal" },
    h("p", {}, icon("plus"), h("strong", {}, ` ${count(changes.length, "weight")} would change: `), named.join(", "), rest > 0 && `, and ${rest} more`),
    week,
    may &&
      h(
        "div",
        { class: "buttons" },
        h("button", { class: "primary", testid: "apply-learned", onclick: () => void act(api.applyLearned, "The learned weights count from now on") }, "Let it count"),
        h("span", { class: "muted small" }, known.mode === "daily" ? "It will by itself, after midnight." : "It waits for your click, and can be undone."),
      ),
  );
}

function change({ now, proposed }: { now: number; proposed: number }): number {
  return now && proposed ? Math.abs(Math.log(proposed / now)) : Math.abs(proposed - now);
}

function sayWeek({ decisions, agreed_before: before, agreed_after: after }: LearningComparison): string {
  if (!decisions) return "";
  return `Of the last ${DAYS} days\u2019 ${count(decisions, "decision")}, the first engineer was your choice in ${before}; with these weights it would have been in ${after}.`;
}
