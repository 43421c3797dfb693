import type { Assignment, Calendar, Me } from "../contract";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import { toast } from "../dom/toast";
import { signOut } from "../session/session";
import { dayOf, sayLongDay, sayTime, sayZone, wallOf } from "../time/zone";
import { saySla } from "../words/sla";
import { sayWho } from "../words/who";

const EVERY_MS = 60_000;

interface Entry {
  start: string;
  end: string;
  draw: () => HTMLElement[];
  className: string;
}

/** An engineer's own calendar: the days that hold something, one under the other, readable on a phone. */
export async function startOwnCalendar(page: HTMLElement, me: Me): Promise<void> {
  const body = h("div", { class: "own-days", testid: "own-calendar" });
  document.title = `${sayWho(me.name)} \u00b7 Openday`;
  page.replaceChildren(
    h(
      "header",
      { class: "top-bar" },
      h("span", { class: "brand" }, "Openday"),
      h("span", { class: "desk-name" }, me.desk_name),
      h("span", { class: "spacer" }),
      h("span", { class: "who" }, sayWho(me.name)),
      h("button", { class: "quiet", testid: "sign-out", onclick: () => void signOut() }, "Sign out"),
    ),
    h("main", { class: "own", tabindex: 0 }, h("h1", {}, "Your calendar"), body),
  );
  let before = "";
  const load = async () => {
    try {
      const calendar = await api.calendar(me.engineer_id ?? "");
      const text = JSON.stringify(calendar.assignments);
      if (before && before !== text) toast("Your plan has changed.");
      fillWith(body, draw(calendar, calendar.engineer.time_zone));
      // The days before today are above it, for whoever scrolls up.
      if (!before) document.getElementById("today")?.scrollIntoView();
      before = text;
    } catch (error) {
      fillWith(body, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)), h("button", { onclick: () => void load() }, "Try again"));
    }
  };
  fillWith(body, h("p", { class: "loading" }, "Loading your calendar"));
  await load();
  // An engineer may not follow the whole desk; asking now and then is enough for one calendar, most answers are "unchanged".
  setInterval(() => void load(), EVERY_MS);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void load();
  });
}

function draw(calendar: Calendar, zone: string | undefined): (HTMLElement | null)[] {
  // Without a zone the times are read as they are written, which is the desk's wall clock.
  const wall = (instant: string) => (zone ? wallOf(instant, zone) : instant.slice(0, 16));
  const entries: Entry[] = [
    ...calendar.assignments.map((work) => ({ start: work.start, end: work.end, className: `sla-${work.sla.state}`, draw: () => describe(work, placeOf(calendar, work.site_id), zone) })),
    ...calendar.engineer.busy.map((busy) => ({ start: busy.start, end: busy.end, className: "busy", draw: () => [h("p", {}, busy.summary)] })),
    ...calendar.trips.map((trip) => ({ start: trip.depart, end: trip.arrive, className: "trip", draw: () => [h("p", { class: "muted" }, icon("car", 14), ` ${trip.minutes} min travel`)] })),
  ].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const days = Map.groupBy(entries, (entry) => wall(entry.start).slice(0, 10));
  if (!entries.length) return [h("p", { class: "empty" }, "Nothing is planned for you yet.")];
  return [
    zone ? h("p", { class: "muted" }, `Times in ${sayZone(zone, calendar.assignments[0]?.start ?? Date.now())}`) : null,
    ...[...days].map(([day, some], place) =>
      h(
        "section",
        { id: place > 0 && zone && day === dayOf(Date.now(), zone) ? "today" : null },
        h("h2", {}, sayLongDay(day)),
        h(
          "ol",
          { class: "plain" },
          some.map((entry) =>
            h("li", { class: `own-entry ${entry.className}`, testid: "own-entry" }, h("span", { class: "time" }, `${sayTime(wall(entry.start))} to ${sayTime(wall(entry.end))}`), h("div", {}, entry.draw())),
          ),
        ),
      ),
    ),
  ];
}

function placeOf(calendar: Calendar, siteId: string | null): string {
  return siteId ? calendar.sites?.find((site) => site.id === siteId)?.name || siteId : "Remote";
}

function describe(work: Assignment, place: string, zone: string | undefined): HTMLElement[] {
  return [
    h("p", {}, h("strong", {}, work.client), ` ${work.summary}`),
    h("p", { class: "muted" }, `${work.ticket_id}, P${work.priority}, ${place}`),
    ...(zone ? [h("p", { class: `sla-text sla-${work.sla.state}` }, saySla(work.sla, zone))] : []),
  ];
}
