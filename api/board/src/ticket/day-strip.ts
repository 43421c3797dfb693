import type { Assignment, Board } from "../contract";
import { frameOf } from "../board/frame";
import { clip, type WallSpan } from "../board/span";
import { h } from "../dom/h";
import { addMinutes, dayOf, minutesBetween, sayDay, saySpan, sayTime, wallOf } from "../time/zone";
import { count } from "../words/minutes";

const HOUR = 60;
const MOST_MARKS = 6;

type Span = { start: string; end: string };

/** A mini timeline of an engineer's day: hours, meetings, breaks, trips and work that are there, and where this work would lie. */
export function dayStrip(board: Board, engineerId: string, place: Pick<Assignment, "start" | "end">): HTMLElement | false {
  const engineer = board.engineers.find((each) => each.id === engineerId);
  if (!engineer) return false;
  const zone = board.desk.time_zone;
  const wall = ({ start, end }: Span): WallSpan => ({ start: wallOf(start, zone), end: wallOf(end, zone) });
  const day = dayOf(place.start, zone);
  const { firstHour, lastHour } = frameOf(board, day, false);
  const midnight = `${day}T00:00`;
  const own = wall(place);
  // The place itself is always seen whole on its first day.
  const first = Math.min(firstHour * HOUR, minutesBetween(midnight, own.start));
  const last = Math.min(24 * HOUR, Math.max(lastHour * HOUR, minutesBetween(midnight, own.end)));
  const frame = { start: addMinutes(midnight, first), end: addMinutes(midnight, last) };
  const percent = (minutes: number): string => `${((100 * minutes) / (last - first)).toFixed(2)}%`;
  const parts = <T extends Span>(name: string, spans: readonly T[], say: (span: T) => string): HTMLElement[] =>
    spans.flatMap((span) =>
      clip([wall(span)], frame).map(({ start, end }) =>
        h("span", {
          class: `strip-part strip-${name}`,
          title: `${say(span)}, ${sayTime(start)} to ${sayTime(end)}`,
          style: `inset-inline-start:${percent(minutesBetween(frame.start, start))};inline-size:${percent(minutesBetween(start, end))}`,
        }),
      ),
    );
  const works = board.assignments.filter((each) => each.engineer_ids.includes(engineerId));
  const trips = board.trips.filter((each) => each.engineer_id === engineerId).map((each) => ({ start: each.depart, end: each.arrive }));
  const there = clip(works.map(wall), frame).length;
  const marks = hourMarks(first, last).map((minute) => ({ minute, at: percent(minute - first) }));
  return h(
    "div",
    { class: "strip-box" },
    h(
      "div",
      { class: "strip", testid: "day-strip", role: "img", "aria-label": `${sayDay(day)}: ${count(there, "ticket")} there already, this one ${saySpan(own.start, own.end)}` },
      parts("hours", engineer.shifts, () => "Working hours"),
      marks.map(({ at }) => h("span", { class: "strip-mark", style: `inset-inline-start:${at}` })),
      parts("busy", engineer.busy, (busy) => busy.summary || "Meeting"),
      parts("break", engineer.breaks, () => "Break"),
      parts("trip", trips, () => "Travel"),
      parts("work", works, (work) => `${work.ticket_id} ${work.summary}`),
      parts("place", [place], () => "This one"),
    ),
    h(
      "div",
      { class: "strip-scale", "aria-hidden": "true" },
      marks.map(({ minute, at }) => {
        // A time at either end stays inside; every other one is centred under its mark.
        const shift = minute === first ? 0 : last - minute < HOUR / 2 ? -100 : -50;
        return h("span", { style: `inset-inline-start:${at};transform:translateX(${shift}%)` }, sayTime(addMinutes(midnight, minute)));
      }),
    ),
  );
}

/** Return the whole hours at which a scale has its marks, in minutes of the day, a few at even distances. */
export function hourMarks(first: number, last: number): number[] {
  const step = HOUR * ([1, 2, 3, 4].find((hours) => (last - first) / HOUR / hours <= MOST_MARKS) ?? 6);
  const marks: number[] = [];
  for (let at = Math.ceil(first / step) * step; at <= last && at < 24 * HOUR; at += step) marks.push(at);
  return marks;
}

/** What the parts of the strips mean, once for all of them. */
export function stripKey(): HTMLElement {
  const sign = (name: string, text: string) => h("span", {}, h("i", { class: `strip-${name}` }), text);
  return h(
    "p",
    { class: "strip-key muted small", testid: "strip-key" },
    sign("place", "this one"),
    sign("work", "work"),
    sign("trip", "travel"),
    sign("busy", "meeting"),
    sign("break", "break"),
    sign("off", "off"),
  );
}
