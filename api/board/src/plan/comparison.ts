import type { Change, Comparison, Kpis } from "../contract";
import { h } from "../dom/h";
import type { App } from "../page/app";
import { ruleTable } from "../proposal/rule-table";
import { sayChange, sortChanges } from "../words/change";
import { sayGain, UNIT, wholeMinutes } from "../words/cost";
import { sayHours, sayNumber } from "../words/minutes";

interface Figure {
  name: string;
  of: (kpis: Kpis) => number;
  say: (value: number) => string;
  /** Whether more is better, less is better, or neither. */
  better: 1 | -1 | 0;
}

const plain = (value: number) => sayNumber(Math.round(value * 10) / 10);

const FIGURES: Figure[] = [
  { name: "Tickets placed", of: (kpis) => kpis.assigned, say: plain, better: 1 },
  { name: "SLA targets met", of: (kpis) => kpis.sla_met, say: plain, better: 1 },
  { name: "Travel", of: (kpis) => kpis.travel_minutes, say: sayHours, better: -1 },
  // More work means more visits; whether they are good ones the travel says.
  { name: "Visits", of: (kpis) => kpis.visits, say: plain, better: 0 },
  { name: "Uneven load (spread)", of: (kpis) => kpis.utilization_spread_percent, say: (value) => `${plain(value)} %`, better: -1 },
  { name: "Overtime", of: (kpis) => kpis.overtime_minutes, say: sayHours, better: -1 },
  { name: "Above its tier", of: (kpis) => kpis.wrong_tier, say: plain, better: -1 },
];

/** A proposal beside the published schedule: the gain, the figures, the prices and every change. */
export function comparison(app: App, compared: Comparison): HTMLElement {
  const { kpis, score, changes } = compared;
  const gain = score.before.total - score.after.total;
  return h(
    "div",
    { testid: "compare" },
    h("p", { class: "headline" }, h("strong", { title: UNIT, testid: "gain" }, sayGain(gain))),
    h(
      "table",
      { class: "figures-table" },
      h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col", class: "number" }, "Published"), h("th", { scope: "col", class: "number" }, "Proposal"))),
      h(
        "tbody",
        {},
        FIGURES.map((figure) => figureRow(figure, kpis.before, kpis.after)),
        h(
          "tr",
          {},
          h("th", { scope: "row", title: UNIT }, "Cost, engineer-minutes"),
          h("td", { class: "number" }, sayNumber(wholeMinutes(score.before.total))),
          h("td", { class: "number" }, sayNumber(wholeMinutes(score.after.total))),
        ),
      ),
    ),
    ruleTable(compared.by_rule, "Cost by rule"),
    changeList(app, changes),
  );
}

function figureRow(figure: Figure, before: Kpis, after: Kpis): HTMLElement {
  const [old, now] = [figure.of(before), figure.of(after)];
  const sign = Math.sign(now - old) * figure.better;
  const word = sign > 0 ? "better" : sign < 0 ? "worse" : "";
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, figure.name),
    h("td", { class: "number" }, figure.say(old)),
    h("td", { class: `number ${word}` }, figure.say(now), word && h("span", { class: "word" }, ` ${word}`)),
  );
}

function changeList(app: App, changes: readonly Change[]): HTMLElement {
  const { added, moved, removed } = sortChanges(changes);
  const group = (title: string, some: Change[], open: boolean) =>
    some.length > 0 &&
    h(
      "details",
      { open, testid: "changes" },
      h("summary", {}, `${title} (${some.length})`),
      h(
        "ul",
        { class: "plain" },
        some.map((change) =>
          h(
            "li",
            {},
            h("p", {}, h("button", { class: "link", onclick: () => app.openTicket(change.ticket_id) }, change.ticket_id), ` ${change.summary}`),
            h("p", { class: "muted" }, sayChange(change, app.desk.nameOf, app.desk.zone)),
          ),
        ),
      ),
    );
  if (!changes.length) return h("p", { class: "empty" }, "The proposal is the published schedule: nothing to change.");
  return h("div", {}, group("New on the board", added, added.length <= 12), group("Moved", moved, moved.length <= 12), group("Taken off", removed, true));
}
