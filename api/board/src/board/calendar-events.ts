import type { Calendar } from "@event-calendar/core";
import type { Assignment, Board, BoardEngineer } from "../contract";
import { lay, type Overlay } from "../state/overlay";
import { addMinutes, minutesBetween, wallOf } from "../time/zone";
import type { Face, Look } from "./face";
import type { Frame } from "./frame";
import { openTime } from "./open-time";
import { clip, cut, type WallSpan } from "./span";

type Event = Calendar.EventInput;

interface Scene {
  board: Board;
  overlay: Overlay;
  frame: Frame;
  now: string;
  mayPlan: boolean;
}

/** Return everything that the board draws, as events of the calendar on the desk's wall clock. */
export function calendarEvents(scene: Scene): Event[] {
  const { board, overlay, frame, now, mayPlan } = scene;
  const zone = board.desk.time_zone;
  const wall = (span: { start: string; end: string }): WallSpan => ({ start: wallOf(span.start, zone), end: wallOf(span.end, zone) });
  const pad = (hour: number) => (hour === 24 ? "T24:00" : `T${String(hour).padStart(2, "0")}:00`);
  const days = frame.days.map((day) => ({ start: day + pad(frame.firstHour), end: day + pad(frame.lastHour) }));
  const laid = lay(board, overlay);
  const trips = [...laid.kept, ...laid.added];
  const everything = [...board.assignments.filter((each) => !overlay.leaving.has(each.ticket_id)), ...overlay.ghosts];
  const events: Event[] = [];
  let number = 0;

  const ground = (engineer: BoardEngineer, span: WallSpan, face: Face, id = `${face.kind}:${engineer.id}:${span.start}:${number++}`) =>
    events.push({
      id, resourceIds: [engineer.id], start: span.start, end: endOfDay(span.end), display: "background",
      classNames: ["ground", `is-${face.kind}`], extendedProps: { face },
    });
  const work = (assignment: Assignment, look: Look, badge = "") => {
    for (const engineerId of assignment.engineer_ids) {
      const face: Face = { kind: "work", assignment, engineerId, look, badge };
      const span = wall(assignment);
      events.push({
        id: `${look}:${assignment.ticket_id}:${engineerId}`, resourceIds: [engineerId], ...span,
        startEditable: mayPlan && look === "published",
        classNames: ["work", `is-${look}`], extendedProps: { face },
      });
    }
  };
  const travel = (some: Board["trips"], look: Look) => {
    for (const trip of some) {
      if (trip.minutes <= 0) continue;
      events.push({
        id: `travel:${look}:${trip.engineer_id}:${trip.depart}`, resourceIds: [trip.engineer_id],
        start: wallOf(trip.depart, zone), end: wallOf(trip.arrive, zone), startEditable: false,
        classNames: ["travel", `is-${look}`], extendedProps: { face: { kind: "travel", minutes: trip.minutes, look } satisfies Face },
      });
    }
  };

  for (const engineer of board.engineers) {
    const hours = engineer.shifts.filter((shift) => shift.kind === "regular").map(wall);
    const onCall = engineer.shifts.filter((shift) => shift.kind === "on_call").map(wall);
    for (const day of days) {
      for (const span of cut([day], [...hours, ...onCall])) ground(engineer, span, { kind: "closed" });
      for (const span of cut(clip(onCall, day), hours)) ground(engineer, span, { kind: "oncall" });
      if (now > day.start) ground(engineer, { start: day.start, end: now < day.end ? now : day.end }, { kind: "past" });
      if (now >= day.start && now < day.end) {
        ground(engineer, { start: now, end: addMinutes(now, 1) }, { kind: "now" }, `now:${engineer.id}`);
      }
      if (!mayPlan) continue;
      for (const span of openTime(engineer, everything, trips, laid.breaksOf(engineer.id), day, now, zone)) {
        const minutes = minutesBetween(span.start, span.end);
        const face: Face = { kind: "open", engineerId: engineer.id, engineer: engineer.label, ...span, minutes };
        ground(engineer, span, face, `open:${engineer.id}:${span.start}:${span.end}`);
      }
    }
    for (const busy of engineer.busy) ground(engineer, wall(busy), { kind: "busy", summary: busy.summary });
    for (const pause of laid.breaksOf(engineer.id)) ground(engineer, wall(pause), { kind: "break" });
    for (const span of visits(board.assignments, engineer.id)) ground(engineer, wall(span), { kind: "visit" });
  }

  for (const assignment of board.assignments) {
    const id = assignment.ticket_id;
    work(assignment, overlay.leaving.has(id) ? "leaving" : overlay.instead?.changed.has(id) ? "changed" : "published");
  }
  travel(laid.kept, "published");
  for (const ghost of overlay.ghosts) work(ghost, "ghost", overlay.badge);
  travel(laid.added, "ghost");

  const shown = { start: days[0]?.start ?? "", end: days[days.length - 1]?.end ?? "" };
  return events.filter((event) => String(event.start) < shown.end && String(event.end) > shown.start);
}

/** The calendar knows no 24:00. */
function endOfDay(wall: string): string {
  return wall.endsWith("T24:00") ? addMinutes(wall.replace("T24:00", "T00:00"), 1440) : wall;
}

/** Return the whole spans of visits with more than one ticket on an engineer's calendar. */
function visits(assignments: readonly Assignment[], engineerId: string): { start: string; end: string }[] {
  const found = new Map<string, { start: string; end: string; tickets: number }>();
  for (const { visit, engineer_ids: engineers, start, end } of assignments) {
    if (!visit || !engineers.includes(engineerId)) continue;
    const known = found.get(visit);
    if (!known) found.set(visit, { start, end, tickets: 1 });
    else {
      if (Date.parse(start) < Date.parse(known.start)) known.start = start;
      if (Date.parse(end) > Date.parse(known.end)) known.end = end;
      known.tickets += 1;
    }
  }
  return [...found.values()].filter((visit) => visit.tickets > 1);
}
