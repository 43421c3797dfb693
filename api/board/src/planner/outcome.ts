import { h } from "../dom/h";
import type { App } from "../page/app";
import { sayStamp, wallOf } from "../time/zone";
import { count, sayNumber } from "../words/minutes";
import { sayWho } from "../words/who";
import type { Beside, Compared, WhatIf } from "./contract";
import { costBars } from "./cost-bars";
import { fateList } from "./fate-list";
import { figuresTable } from "./figures-table";
import { withSigns } from "./words";
import { clientTable, engineerTable } from "./share-tables";

/** So many changes at most stand in a headline; more of them are listed. */
const SAID = 3;

/** What came out of a what-if: the variants beside the desk as it is. */
export function outcome(app: App, run: WhatIf, compared: Compared): HTMLElement {
  const { variants, base } = compared;
  return h(
    "article",
    { class: "outcome", testid: "outcome", "aria-label": "What came out" },
    h(
      "header",
      { class: "outcome-head" },
      h("h2", { tabindex: -1 }, compared.name),
      h("a", { class: "button", href: `/what-ifs/${encodeURIComponent(run.id)}/report`, target: "_blank", rel: "noopener", testid: "report" }, "Report to keep or send"),
    ),
    compared.purpose && h("p", { class: "muted" }, compared.purpose),
    h("p", { class: "muted small" }, sayRun(app, run, compared)),
    // Of several variants each has its own sentence below, and the summary says them all once more.
    variants.length === 1 && h("p", { class: "headline", testid: "headline" }, withSigns(variants[0]?.headline ?? compared.summary)),
    compared.stopped && h("p", { class: "callout warn", testid: "stopped" }, `Stopped early: ${sayNumber(compared.seeds.length)} of ${sayNumber(run.seeds)} schedules of each are compared.`),
    variants.length > 1 && h("div", { class: "outcome-variants" }, variants.map(variantCard)),
    variants.length === 1 && variants[0] ? brokenRules(variants[0]) : null,
    h("div", { class: variants.length === 1 ? "outcome-tables two-across" : "outcome-tables" }, figuresTable(base, variants), costBars(variants), engineerTable(base, variants), clientTable(base, variants)),
    variants.map((variant) => fateList(app, variant, variants.length > 1)),
  );
}

/** Return who ran it, when and how. */
function sayRun(app: App, { created, created_by, each_seconds }: WhatIf, { seeds, base_is_given }: Compared): string {
  const beside = base_is_given ? "the published schedule" : "the desk planned as it is";
  const how = `${count(seeds.length, "schedule")} of each, ${sayNumber(each_seconds)} s a schedule`;
  return `Beside ${beside}; ${how}. Run by ${sayWho(created_by)}, ${sayStamp(wallOf(created, app.desk.zone))}.`;
}

function variantCard(variant: Beside): HTMLElement {
  return h(
    "section",
    { class: `card verdict-${variant.verdict.direction}`, testid: "variant-card" },
    h("h3", {}, variant.name),
    h("p", { testid: "headline" }, withSigns(variant.headline)),
    variant.changes.length > SAID && h("ul", { class: "muted small" }, variant.changes.map((words) => h("li", {}, words))),
    brokenRules(variant),
  );
}

function brokenRules({ broken }: Beside): HTMLElement | null {
  if (!broken.length) return null;
  return h(
    "details",
    { class: "callout warn", testid: "broken" },
    h("summary", {}, `It breaks rules that hold now (${broken.length})`),
    h("ul", {}, broken.slice(0, 30).map((words) => h("li", {}, words))),
  );
}
