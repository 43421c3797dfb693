import type { Assignment, QueueItem } from "../contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import type { App } from "../page/app";
import { saySpan, wallOf } from "../time/zone";
import { sayList } from "../words/change";
import { count, sayDuration } from "../words/minutes";
import { saySkill } from "../words/skill";
import { sayStateAndSla, sayWaitingSla, slaState } from "../words/sla";

/** What is to know of work that has a place, published or only proposed. */
export function plannedFacts(app: App, work: Assignment, isGhost: boolean): HTMLElement {
  const { desk } = app;
  const state = slaState(work.sla.state);
  return facts([
    ["State", isGhost ? "Proposed, not published" : "On the board"],
    ["Client", work.client],
    ["Place", desk.siteName(work.site_id)],
    ["Who", sayList(work.engineer_ids.map(desk.nameOf))],
    ["When", saySpan(wallOf(work.start, desk.zone), wallOf(work.end, desk.zone))],
    ["Kind", `P${work.priority}, tier ${work.tier}, ${work.type.replaceAll("_", " ")}`],
    ["SLA", h("span", { class: `sla-text sla-${work.sla.state}` }, icon(state.icon, 13), ` ${sayStateAndSla(work.sla, desk.zone)}`)],
    ["Travel", work.travel_minutes ? `${work.travel_minutes} min before` : null],
    ["Fixed", work.pinned ? "Pinned by a person" : work.frozen ? "Frozen, it starts soon" : null],
  ]);
}

/** What is to know of work that waits. */
export function waitingFacts(item: QueueItem, zone: string): HTMLElement {
  const state = slaState(item.sla.state);
  return facts([
    ["State", "Waiting"],
    ["Client", item.client],
    ["Place", item.site ?? (item.site_id || "Remote")],
    ["Kind", `P${item.priority}, tier ${item.tier}, ${item.type.replaceAll("_", " ")}`],
    ["Needs", [sayDuration(item.estimated_minutes), item.engineers_needed > 1 ? count(item.engineers_needed, "engineer") : "", ...item.skills.map(saySkill)].filter(Boolean).join(", ")],
    ["SLA", h("span", { class: `sla-text sla-${item.sla.state}` }, icon(state.icon, 13), ` ${sayWaitingSla(item.sla, zone)}`)],
    ["Fixed", item.pinned ? "Pinned by a person" : null],
  ]);
}

function facts(rows: [name: string, value: string | HTMLElement | null][]): HTMLElement {
  return h("dl", { class: "facts" }, rows.map(([name, value]) => value && [h("dt", {}, name), h("dd", {}, value)]));
}
