import { windowDays } from "../board/frame";
import { h } from "../dom/h";
import { readTime, timeInput } from "../dom/time-input";
import type { App } from "../page/app";
import { addDays, instantOf, minutesBetween, sayDay, sayTime } from "../time/zone";

interface Place {
  engineerIds: readonly string[];
  /** The wall at which it starts. */
  start: string;
}

/** Choose engineer, day and time for a ticket without dragging anything; what the move costs is asked for before it counts. */
export function moveForm(app: App, ticketId: string, now: Place, engineersNeeded: number): HTMLElement | null {
  const board = app.desk.board.value.value;
  if (!board || !app.desk.may("plan")) return null;
  const several = engineersNeeded > 1;
  const who = h(
    "select",
    { "aria-label": several ? "Engineers" : "Engineer", testid: "move-engineer", multiple: several || null, size: several ? 4 : null },
    board.engineers.map((engineer) => h("option", { value: engineer.id, selected: now.engineerIds.includes(engineer.id) }, engineer.label)),
  );
  const [first, last] = windowDays(board);
  const days = Array.from({ length: minutesBetween(`${first}T00:00`, `${last}T00:00`) / 1440 + 1 }, (_, index) => addDays(first, index));
  const day = h(
    "select",
    { "aria-label": "Day", testid: "move-day" },
    days.map((each) => h("option", { value: each, selected: each === now.start.slice(0, 10) }, sayDay(each))),
  );
  const time = timeInput(sayTime(now.start), "Start", "move-time");
  const submit = (event: Event) => {
    event.preventDefault();
    const engineers = [...who.selectedOptions].map((option) => option.value);
    const start = readTime(time.value);
    if (!engineers.length || !start) return;
    app.openMove([{ ticket_id: ticketId, engineer_ids: engineers, start: instantOf(`${day.value}T${start}`, app.desk.zone) }]);
  };
  return h(
    "details",
    { class: "move-form" },
    h("summary", {}, now.engineerIds.length ? "Move it by hand" : "Place it by hand"),
    h("form", { onsubmit: submit }, who, h("div", { class: "buttons" }, day, time, h("button", { type: "submit", testid: "move-try" }, "Try it"))),
  );
}
