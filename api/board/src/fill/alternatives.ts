import type { Assignment, Fill } from "../contract";
import { h } from "../dom/h";
import type { App } from "../page/app";
import { sayTime, wallOf } from "../time/zone";
import { sayDifference, UNIT } from "../words/cost";

/** Other ways to fill the time, to be looked at on the board and taken instead. */
export function alternativeList(app: App, answer: Fill, shown: number, show: (index: number) => void): HTMLElement | null {
  if (!answer.alternatives.length) return null;
  const line = (work: Assignment) => `${sayTime(wallOf(work.start, app.desk.zone))} ${work.ticket_id} ${work.summary}`;
  const option = (index: number, title: string, lines: string[]) =>
    h(
      "label",
      { class: "option" },
      h("input", { type: "radio", name: "way", checked: shown === index, testid: `alternative-${index}`, onchange: () => show(index) }),
      h("span", {}, h("strong", { title: UNIT }, title), lines.map((text) => h("span", { class: "muted line" }, text))),
    );
  return h(
    "fieldset",
    { class: "alternatives" },
    h("legend", {}, "Ways to fill it"),
    option(0, "The best", []),
    answer.alternatives.map((other, index) =>
      option(index + 1, `Other way ${index + 1}, ${sayDifference(other.extra_cost)}`, other.assignments.map(line)),
    ),
  );
}
