import { h } from "../dom/h";
import { saySigned, UNIT, wholeMinutes } from "../words/cost";
import { sayNumber } from "../words/minutes";
import type { Beside, Figure, SideOf } from "./contract";
import { isBetter, sayFigure, sayNoise, sayStep } from "./words";

/** The figures side by side; a difference is marked only where it is more than what the seeds make of it. */
export function figuresTable(base: SideOf, variants: readonly Beside[]): HTMLElement {
  const names = variants[0]?.figures.map((each) => each.name) ?? [];
  return h(
    "section",
    { class: "card wide" },
    h("h3", { id: "figures-head" }, "Figures"),
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-labelledby": "figures-head" },
      h(
        "table",
        { class: "figures-table beside", testid: "figures" },
        h("thead", {}, h("tr", {}, h("td", {}), [base, ...variants].map((each) => h("th", { scope: "col", class: "number" }, each.name)))),
        h("tbody", {}, costRow(base, variants), names.map((name) => figureRow(name, variants))),
      ),
    ),
    h("p", { class: "muted small" }, "Coloured is what differs by more than the schedules of one variant differ among themselves."),
  );
}

function costRow(base: SideOf, variants: readonly Beside[]): HTMLElement {
  return h(
    "tr",
    {},
    h("th", { scope: "row", title: UNIT }, "Cost, engineer-minutes"),
    h("td", { class: "number" }, sayNumber(wholeMinutes(base.cost))),
    variants.map(({ cost, cost_difference, verdict }) =>
      h(
        "td",
        { class: `number ${verdict.direction < 0 ? "better" : verdict.direction > 0 ? "worse" : ""}` },
        sayNumber(wholeMinutes(cost)),
        h("span", { class: "step" }, saySigned(cost_difference)),
        h("span", { class: "word" }, verdict.words),
      ),
    ),
  );
}

function figureRow(name: string, variants: readonly Beside[]): HTMLElement {
  const figures = variants.map((each) => each.figures.find((figure) => figure.name === name));
  const [first] = figures;
  return h(
    "tr",
    { testid: `figure-${name}` },
    h("th", { scope: "row" }, first?.words ?? name),
    h("td", { class: "number" }, first ? sayFigure(first.before, first.unit) : ""),
    figures.map((figure) => (figure ? figureCell(figure) : h("td", {}))),
  );
}

function figureCell(figure: Figure): HTMLElement {
  const better = isBetter(figure);
  const word = better === null ? sayNoise(figure) : better ? "better" : "worse";
  const isMarked = figure.counts && figure.after !== figure.before;
  return h(
    "td",
    { class: `number ${better === null ? "" : better ? "better" : "worse"}` },
    sayFigure(figure.after, figure.unit),
    h("span", { class: isMarked ? "step" : "step muted" }, sayStep(figure)),
    word && h("span", { class: better === null ? "word muted" : "word" }, word),
  );
}
