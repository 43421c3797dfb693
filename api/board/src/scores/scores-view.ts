import { fillWith, h } from "../dom/h";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { addDays, sayDay, wallOf } from "../time/zone";
import { ruleName } from "../words/rule";
import type { NamedRate, Scoreboard } from "./contract";
import { lineChart } from "./line-chart";
import { rateBars } from "./rate-bars";
import { tiles } from "./tiles";

const SPANS: [days: number, text: string][] = [[7, "1 week"], [28, "4 weeks"], [56, "8 weeks"], [182, "6 months"]];

/** The scoreboard: how far the engine and the dispatcher agree, and how the desk is doing. */
export class ScoresView {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "scores-scroll", tabindex: 0, role: "region", "aria-label": "Figures" });
  private readonly spans: HTMLButtonElement[];
  private days = 56;

  constructor(private readonly app: App) {
    this.spans = SPANS.map(([days, text]) =>
      h("button", { "aria-pressed": days === this.days, testid: `span-${days}`, onclick: () => this.show(days) }, text),
    );
    this.element = h(
      "section",
      { class: "scores", "aria-label": "Scoreboard", testid: "scores", hidden: true },
      h("div", { class: "queue-bar" }, h("h1", {}, "Scoreboard"), h("div", { class: "group", role: "group", "aria-label": "Time" }, this.spans)),
      this.body,
    );
  }

  /** The view has come into sight: what it shows may have become more meanwhile. */
  shown(): void {
    void this.load();
  }

  private show(days: number): void {
    this.days = days;
    for (const [at, [each]] of SPANS.entries()) this.spans[at]?.setAttribute("aria-pressed", String(each === days));
    void this.load();
  }

  private async load(): Promise<void> {
    if (!this.body.querySelector(".tiles")) fillWith(this.body, h("p", { class: "loading" }, "Counting"));
    const { days } = this;
    try {
      const found = await api.scoreboard(days);
      if (days === this.days) this.draw(found);
    } catch (error) {
      fillWith(this.body, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)), h("button", { onclick: () => void this.load() }, "Try again"));
    }
  }

  private draw(found: Scoreboard): void {
    const { agreement } = found;
    fillWith(
      this.body,
      tiles(found),
      h(
        "div",
        { class: "cards" },
        weeks(agreement.by_week),
        standings(found),
        agreement.by_type.length > 0 && rateBars("By type", agreement.by_type),
        agreement.by_client.length > 0 && rateBars("By client", agreement.by_client),
        agreement.by_priority.length > 0 && rateBars("By priority", [...agreement.by_priority].sort(byName), (part) => `P${part.name}`),
        agreement.by_tier.length > 0 && rateBars("By tier", [...agreement.by_tier].sort(byName), (part) => `Tier ${part.name}`),
        this.lessons(found),
      ),
    );
  }

  private lessons({ lessons }: Scoreboard): HTMLElement | null {
    if (!lessons?.length) return null;
    const { zone } = this.app.desk;
    return h(
      "section",
      { class: "card" },
      h("h2", {}, "What decisions changed"),
      h(
        "table",
        { class: "figures-table" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Day"), h("th", { scope: "col" }, "Rule"), h("th", { scope: "col", class: "number" }, "Weight"), h("th", { scope: "col", class: "number" }, "Decisions"))),
        h(
          "tbody",
          {},
          [...lessons].reverse().slice(0, 12).map((each) =>
            h(
              "tr",
              {},
              h("td", {}, sayDay(wallOf(each.at, zone).slice(0, 10))),
              h("td", {}, ruleName(each.rule), each.is_undone && h("span", { class: "muted" }, ", undone")),
              h("td", { class: "number" }, `${(each.before / 1000).toFixed(2)} \u2192 ${(each.after / 1000).toFixed(2)}`),
              h("td", { class: "number" }, String(each.decision_ids.length)),
            ),
          ),
        ),
      ),
    );
  }
}

function byName(one: NamedRate, other: NamedRate): number {
  return one.name.localeCompare(other.name);
}

function weeks(parts: readonly NamedRate[]): HTMLElement {
  const percent = (share: number | null) => (share === null ? null : 100 * share);
  const all = filled(parts);
  return h(
    "section",
    { class: "card", testid: "agreement-chart" },
    h("h2", {}, "Agreement, week by week"),
    parts.length
      ? lineChart(
          all.map(([week]) => sayDay(week).replace(/^\w+ /, "")),
          [
            { name: "one of three", className: "line-b", values: all.map(([, part]) => percent(part?.top3 ?? null)) },
            { name: "the first", className: "line-a", values: all.map(([, part]) => percent(part?.top1 ?? null)) },
          ],
          100,
          " %",
        )
      : h("p", { class: "empty", testid: "no-decisions" }, "Unknown yet: no decision on a recommendation has been recorded. Accept, change or reject one in the queue."),
  );
}

/** Return every week from the first to the last, those without decisions too. */
function filled(parts: readonly NamedRate[]): [week: string, part: NamedRate | null][] {
  const known = new Map(parts.map((part) => [part.name, part]));
  const last = parts[parts.length - 1]?.name ?? "";
  const found: [string, NamedRate | null][] = [];
  for (let week = parts[0]?.name ?? "~"; week <= last; week = addDays(week, 7)) found.push([week, known.get(week) ?? null]);
  return found;
}

function standings({ standings: days }: Scoreboard): HTMLElement {
  const met = days.map((each) => (each.sla_targets ? (100 * each.sla_met) / each.sla_targets : null));
  return h(
    "section",
    { class: "card", testid: "sla-chart" },
    h("h2", {}, "The plan at the end of each day"),
    days.length > 0 && h("p", { class: "muted small" }, "SLA met in %, spread of utilization in points."),
    days.length
      ? lineChart(
          days.map((each) => sayDay(each.day).replace(/^\w+ /, "")),
          [
            { name: "SLA met", className: "line-a", values: met },
            { name: "spread", className: "line-c", values: days.map((each) => each.utilization_spread_percent) },
          ],
          100,
          "",
        )
      : h("p", { class: "empty" }, "Unknown: nothing was published in this time."),
  );
}
