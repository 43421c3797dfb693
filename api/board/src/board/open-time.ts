import type { Assignment, BoardEngineer, Span, Trip } from "../contract";
import { minutesBetween, wallOf } from "../time/zone";
import { clip, cut, type WallSpan } from "./span";

const SHORTEST_MINUTES = 15;

/** Return an engineer's open time inside a frame: regular hours from now on without work, travel, meetings and breaks. */
export function openTime(
  engineer: BoardEngineer,
  work: readonly Assignment[],
  trips: readonly Trip[],
  breaks: readonly Span[],
  frame: WallSpan,
  now: string,
  zone: string,
): WallSpan[] {
  const wall = (span: { start: string; end: string }): WallSpan => ({ start: wallOf(span.start, zone), end: wallOf(span.end, zone) });
  const hours = hoursAhead(engineer, frame, now, zone);
  const taken = [
    ...engineer.busy.map(wall),
    ...breaks.map(wall),
    ...work.filter((each) => each.engineer_ids.includes(engineer.id)).map(wall),
    ...trips
      .filter((trip) => trip.engineer_id === engineer.id)
      .map((trip) => wall({ start: trip.depart, end: trip.arrive })),
  ];
  return cut(hours, taken).filter((span) => minutesBetween(span.start, span.end) >= SHORTEST_MINUTES);
}

/** Return an engineer's regular hours inside a frame, from now on. */
export function hoursAhead(engineer: BoardEngineer, frame: WallSpan, now: string, zone: string): WallSpan[] {
  const regular = engineer.shifts.filter((shift) => shift.kind === "regular");
  const hours = regular.map((shift) => ({ start: wallOf(shift.start, zone), end: wallOf(shift.end, zone) }));
  return clip(hours, { start: now > frame.start ? now : frame.start, end: frame.end });
}
