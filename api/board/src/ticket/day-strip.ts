import type { Assignment, Board } from "../contract";
import { frameOf } from "../board/frame";
import { clip, type WallSpan } from "../board/span";
import { h } from "../dom/h";
import { addMinutes, dayOf, minutesBetween, sayDay, saySpan, wallOf } from "../time/zone";
import { count } from "../words/minutes";

const HOUR = 60;

/** A mini timeline of an engineer's day: hours, meetings, breaks, trips and work that are there, and where this work would lie. */
export function dayStrip(board: Board, engineerId: string, place: Pick<Assignment, "start" | "end">): HTMLElement | false {
  const engineer = board.engineers.find((each) => each.id === engineerId);
  if (!engineer) return false;
  const zone = board.desk.time_zone;
  const wall = ({ start, end }: { start: string; end: string }): WallSpan => ({ start: wallOf(start, zone), end: wallOf(end, zone) });
  const day = dayOf(place.start, zone);
  const { firstHour, lastHour } = frameOf(board, day, false);
  const midnight = `${day}T00:00`;
  const own = wall(place);
  // The place itself is always seen whole on its first day.
  const first = Math.min(firstHour * HOUR, minutesBetween(midnight, own.start));
  const last = Math.min(24 * HOUR, Math.max(lastHour * HOUR, minutesBetween(midnight, own.end)));
  const frame = { start: addMinutes(midnight, first), end: addMinutes(midnight, last) };
  const percent = (minutes: number): string => `${((100 * minutes) / (last - first)).toFixed(2)}%`;
  const parts = (name: string, spans: readonly { start: string; end: string }[]): HTMLElement[] =>
    clip(spans.map(wall), frame).map(({ start, end }) =>
      h("span", {
        class: `strip-part strip-${name}`,
        style: `inset-inline-start:${percent(minutesBetween(frame.start, start))};inline-size:${percent(minutesBetween(start, end))}`,
      }),
    );
  const works = board.assignments.filter((each) => each.engineer_ids.includes(engineerId));
  const trips = board.trips.filter((each) => each.engineer_id === engineerId).map((each) => ({ start: each.depart, end: each.arrive }));
  const there = clip(works.map(wall), frame).length;
  return h(
    "div",
    { class: "strip", testid: "day-strip", role: "img", "aria-label": `${sayDay(day)}: ${count(there, "ticket")} there already, this one ${saySpan(own.start, own.end)}` },
    parts("hours", engineer.shifts),
    parts("busy", engineer.busy),
    parts("break", engineer.breaks),
    parts("trip", trips),
    parts("work", works),
    parts("place", [place]),
  );
}
