import type { Board } from "../contract";
import { addDays, dayOf, mondayOf, wallOf, weekdayOf } from "../time/zone";

/** The days and hours that the board shows. */
export interface Frame {
  days: string[];
  firstHour: number;
  lastHour: number;
}

/** Return the first and last day of the planning window; its end is exclusive. */
export function windowDays(board: Board): [first: string, last: string] {
  const { planning_window: window, time_zone: zone } = board.desk;
  return [dayOf(window.start, zone), dayOf(Date.parse(window.end) - 1, zone)];
}

/** Return a day, or the day of the planning window that is nearest to it. */
export function withinWindow(day: string, board: Board): string {
  const [first, last] = windowDays(board);
  return day < first ? first : day > last ? last : day;
}

/** Return the days to show: one, or those of its week on which somebody works, and the hours in which anything happens. */
export function frameOf(board: Board, day: string, week: boolean): Frame {
  const zone = board.desk.time_zone;
  const spans = [
    ...board.engineers.flatMap((engineer) => engineer.shifts.filter((shift) => shift.kind === "regular")),
    ...board.assignments,
    ...board.trips.map((trip) => ({ start: trip.depart, end: trip.arrive })),
  ].map((span) => [wallOf(span.start, zone), wallOf(span.end, zone)] as const);

  let days = [day];
  if (week) {
    const monday = mondayOf(day);
    const used = new Set(spans.map(([start]) => start.slice(0, 10)));
    days = Array.from({ length: 7 }, (_, index) => addDays(monday, index)).filter(
      (each) => used.has(each) || ![0, 6].includes(weekdayOf(each)),
    );
  }

  const shown = new Set(days);
  let [first, last] = [24, 0];
  for (const [start, end] of spans) {
    // Work that goes on over a night says nothing about the hours in between.
    if (shown.has(start.slice(0, 10))) first = Math.min(first, hourOf(start));
    if (shown.has(end.slice(0, 10)) && end.slice(11) !== "00:00") last = Math.max(last, Math.ceil(hourOf(end)));
  }
  if (first >= last) return { days, firstHour: 8, lastHour: 18 };
  return { days, firstHour: Math.floor(first), lastHour: last };
}

function hourOf(wall: string): number {
  return Number(wall.slice(11, 13)) + Number(wall.slice(14, 16)) / 60;
}
