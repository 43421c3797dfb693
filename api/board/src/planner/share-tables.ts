import { h } from "../dom/h";
import { sayHours, sayNumber } from "../words/minutes";
import type { Beside, ClientShare, EngineerShare, SideOf } from "./contract";

/** What each variant gives every engineer. */
export function engineerTable(base: SideOf, variants: readonly Beside[]): HTMLElement {
  const say = (each: EngineerShare) => [
    each.utilization_percent === null ? "no time" : `${Math.round(each.utilization_percent)} %`,
    `${sayNumber(each.tickets)} tickets, ${sayHours(each.travel_minutes)} travel`,
  ];
  return shareTable("Engineers", "engineers", [base, ...variants].map((side) => ({ name: side.name, shares: side.engineers })), (each) => `${each.name}, tier ${each.tier}`, say, "not there");
}

/** What each variant gives every client with open work. */
export function clientTable(base: SideOf, variants: readonly Beside[]): HTMLElement {
  const say = (each: ClientShare) => [
    each.sla_targets ? `SLA ${sayNumber(each.sla_met)} of ${sayNumber(each.sla_targets)}` : "no SLA target",
    `${sayNumber(each.tickets)} tickets${each.unassigned ? `, ${sayNumber(each.unassigned)} left out` : ""}`,
  ];
  return shareTable("Clients", "clients", [base, ...variants].map((side) => ({ name: side.name, shares: side.clients })), (each) => each.name, say, "no work");
}

interface Column<S> {
  name: string;
  shares: readonly S[];
}

function shareTable<S extends { id: string }>(title: string, testid: string, columns: Column<S>[], nameOf: (share: S) => string, say: (share: S) => (string | undefined)[], absent: string): HTMLElement {
  const rows = new Map<string, S>();
  for (const { shares } of columns) for (const each of shares) if (!rows.has(each.id)) rows.set(each.id, each);
  return h(
    "details",
    { class: "card wide", testid: `${testid}-table` },
    h("summary", {}, h("h3", {}, `${title} (${rows.size})`)),
    h(
      "div",
      { class: "table-scroll", tabindex: 0, role: "region", "aria-label": title },
      h(
        "table",
        { class: "figures-table beside" },
        h("thead", {}, h("tr", {}, h("td", {}), columns.map(({ name }) => h("th", { scope: "col", class: "number" }, name)))),
        h("tbody", {}, [...rows].map(([id, row]) => h("tr", {}, h("th", { scope: "row" }, nameOf(row)), columns.map(({ shares }) => shareCell(shares.find((each) => each.id === id), say, absent))))),
      ),
    ),
  );
}

function shareCell<S>(share: S | undefined, say: (share: S) => (string | undefined)[], absent: string): HTMLElement {
  if (!share) return h("td", { class: "number muted" }, absent);
  const [first, second] = say(share);
  return h("td", { class: "number" }, first, h("span", { class: "word muted" }, second));
}
