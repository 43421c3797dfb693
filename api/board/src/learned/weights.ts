import type { LearnedWeight, Learning, WeightStep } from "./contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayDay } from "../time/zone";
import { ruleName } from "../words/rule";
import { evidenceList } from "./evidence";
import type { Act } from "./learned-view";
import { sayShare, sayWeight } from "./words";
import { weightBar } from "./weight-bar";

/** Every weight that has moved, would move or is held, with its steps in words; the others folded away. */
export function weightTable(known: Learning, may: boolean, zone: string, act: Act): HTMLElement {
  const moves = known.weights.filter(isOfInterest);
  const still = known.weights.filter((each) => !isOfInterest(each));
  const row = (each: LearnedWeight) => weightRow(each, known, may, zone, act);
  return h(
    "section",
    { testid: "weights" },
    h("h2", {}, "Weights"),
    moves.length > 0 && table(moves.map(row)),
    still.length > 0 &&
      h("details", {}, h("summary", {}, moves.length ? `${still.length} as the desk set them` : `All ${still.length} are as the desk set them`), table(still.map(row))),
  );
}

function isOfInterest({ now, default: own, proposed, frozen, steps }: LearnedWeight): boolean {
  return now !== own || proposed !== now || frozen || steps.length > 0;
}

function table(rows: HTMLElement[]): HTMLElement {
  const titles: [string, string][] = [["Rule", ""], ["Desk", "number"], ["Now", "number"], ["", "bar"], ["Because", ""], ["", ""]];
  return h(
    "table",
    { class: "weights" },
    h("thead", {}, h("tr", {}, titles.map(([title, name]) => h("th", { scope: "col", class: name }, title)))),
    h("tbody", {}, rows),
  );
}

function weightRow(each: LearnedWeight, { evidence }: Learning, may: boolean, zone: string, act: Act): HTMLElement {
  const { rule, now, proposed, frozen, low } = each;
  const steps = [...each.steps].reverse();
  const last = steps[0];
  const older = steps.slice(1);
  return h(
    "tr",
    { testid: "weight", "data-rule": rule, "data-now": now, "data-proposed": proposed, class: frozen ? "is-frozen" : "" },
    h("th", { scope: "row" }, ruleName(rule)),
    h("td", { class: "number muted" }, sayWeight(each.default)),
    h("td", { class: "number" }, h("strong", {}, sayWeight(now)), proposed !== now && h("span", { class: "line next" }, `next ${sayWeight(proposed)}`)),
    h("td", { class: "bar" }, weightBar(each)),
    h(
      "td",
      { class: "because" },
      last && [step(last), evidenceList(last.decisions, last.count, evidence, zone)],
      older.length > 0 &&
        h("details", { class: "evidence" }, h("summary", {}, `${older.length} before that`), h("ul", {}, older.map((old) => h("li", {}, step(old))))),
      !last && h("span", { class: "muted" }, frozen ? "Held where it is." : low === null ? "Never moves: the desk\u2019s own say." : "No decision speaks of it yet."),
    ),
    h("td", {}, may && low !== null || frozen ? freezeButton(rule, frozen, may, act) : null),
  );
}

function step({ day, before, after, count, held_back }: WeightStep): string {
  const why = held_back ? ", as what was learned foresees no better" : count ? "" : ", as older decisions fade";
  return `${sayDay(day)}: ${sayWeight(before)} to ${sayWeight(after)}, ${sayShare(before, after)}${why}`;
}

function freezeButton(rule: string, frozen: boolean, may: boolean, act: Act): HTMLElement {
  const name = ruleName(rule);
  const said = frozen ? `${name} may learn again` : `${name} stays as it is`;
  return h(
    "button",
    {
      class: "quiet", testid: "freeze", disabled: !may, "aria-pressed": frozen, "aria-label": frozen ? `Let ${name} learn again` : `Hold ${name} where it is`,
      onclick: () => void act(() => api.freeze(rule, !frozen), said),
    },
    icon("lock", 14),
    frozen ? "Held" : "Hold",
  );
}
