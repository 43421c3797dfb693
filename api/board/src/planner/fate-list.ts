import { h } from "../dom/h";
import type { App } from "../page/app";
import { sayMoment, wallOf } from "../time/zone";
import type { Beside, Fate, FateKind, FatePlace } from "./contract";
import { FATES } from "./words";

const OPEN_AT_MOST = 12;

/** What becomes of tickets in a variant, with why; those on which the schedules do not agree stand apart. */
export function fateList(app: App, variant: Beside, isNamed: boolean): HTMLElement {
  const kinds = (Object.keys(FATES) as FateKind[]).map((kind) => ({ kind, fates: variant.tickets.filter((each) => each.kind === kind) }));
  return h(
    "section",
    { class: "card wide fates", testid: "fates" },
    h("h3", {}, isNamed ? `Tickets: ${variant.name}` : "Tickets"),
    variant.tickets.length === 0 && h("p", { class: "empty" }, "Every ticket is where it was."),
    kinds.filter(({ fates }) => fates.length > 0).map(({ kind, fates }) => fateGroup(app, kind, fates)),
  );
}

function fateGroup(app: App, kind: FateKind, fates: Fate[]): HTMLElement {
  const sure = fates.filter((each) => each.sure);
  const unsure = fates.filter((each) => !each.sure);
  const lines = (some: Fate[]) => h("ul", { class: "plain" }, some.map((fate) => fateLine(app, fate)));
  return h(
    "details",
    { open: kind === "lost" || kind === "gained" ? fates.length <= OPEN_AT_MOST : false, testid: `fates-${kind}` },
    h("summary", {}, `${FATES[kind]} (${fates.length})`),
    sure.length > 0 && lines(sure),
    unsure.length > 0 &&
      h("div", { class: "unsure" }, h("p", { class: "muted small" }, "Here the schedules of the seeds do not agree; another good one may leave these as they were."), lines(unsure)),
  );
}

function fateLine(app: App, fate: Fate): HTMLElement {
  const { zone } = app.desk;
  const isKnown = app.desk.board.value.value?.assignments.some((each) => each.ticket_id === fate.id) || app.desk.queue.value.value?.some((each) => each.ticket_id === fate.id);
  const name = isKnown ? h("button", { class: "link", onclick: () => app.openTicket(fate.id) }, fate.id) : h("strong", {}, fate.id);
  return h(
    "li",
    { testid: "fate" },
    h("p", {}, name, ` P${fate.priority} ${fate.summary}, ${fate.client}`),
    h("p", { class: "muted" }, `${sayPlace(fate.was, zone)} \u2192 ${sayPlace(fate.now, zone)}`),
    fate.why && h("p", { class: "why small" }, fate.why),
  );
}

function sayPlace(place: FatePlace | null, zone: string): string {
  return place ? `${place.engineers.join(" and ")}, ${sayMoment(wallOf(place.start, zone))}` : "nobody";
}
