import type { Assignment, Board, Span, Trip } from "../contract";
import { dayOf } from "../time/zone";

/** What a proposal lays over the published board while it is looked at. */
export interface Overlay {
  /** Work where a proposal would put it. */
  ghosts: Assignment[];
  /** Tickets whose published place is shown as left behind. */
  leaving: ReadonlySet<string>;
  /** Calendars of which the proposal states all trips, and the breaks where it has any. */
  redone: readonly Redone[];
  trips: readonly Trip[];
  breaks: readonly BreakOf[];
  /** A whole schedule to show in place of the published one, the work that differs marked. */
  instead: { board: Board; changed: ReadonlySet<string> } | null;
  /** A badge at the ghosts, such as the price of a move. */
  badge: string;
}

/** A day of an engineer, or all of them. */
export interface Redone {
  engineerId: string;
  day: string | null;
}

export type BreakOf = Span & { engineer_id: string };

export const NOTHING: Overlay = {
  ghosts: [], leaving: new Set(), redone: [], trips: [], breaks: [], instead: null, badge: "",
};

/** Return an overlay of new work. */
export function ghosts(assignments: Assignment[], more: Partial<Overlay> = {}): Overlay {
  return { ...NOTHING, ghosts: assignments, leaving: new Set(assignments.map((each) => each.ticket_id)), ...more };
}

/** What is left of a board's trips and breaks under an overlay, and which of the overlay's trips are new. */
export interface Laid {
  kept: Trip[];
  added: Trip[];
  breaksOf: (engineerId: string) => Span[];
}

/** Lay an overlay over a board: what it redoes goes, unless it comes back the same. */
export function lay(board: Board, overlay: Overlay): Laid {
  const zone = board.desk.time_zone;
  const isRedone = (engineerId: string, instant: string) =>
    overlay.redone.some((each) => each.engineerId === engineerId && (each.day === null || each.day === dayOf(instant, zone)));
  const key = (trip: Trip) => `${trip.engineer_id} ${Date.parse(trip.depart)} ${Date.parse(trip.arrive)} ${trip.to_site}`;
  const [stated, known] = [new Set(overlay.trips.map(key)), new Set(board.trips.map(key))];
  const days = new Set(overlay.breaks.map((each) => `${each.engineer_id} ${dayOf(each.start, zone)}`));
  return {
    kept: board.trips.filter((trip) => !isRedone(trip.engineer_id, trip.depart) || stated.has(key(trip))),
    added: overlay.trips.filter((trip) => !known.has(key(trip))),
    breaksOf: (engineerId) => [
      ...(board.engineers.find((each) => each.id === engineerId)?.breaks ?? []).filter((each) => !days.has(`${engineerId} ${dayOf(each.start, zone)}`)),
      ...overlay.breaks.filter((each) => each.engineer_id === engineerId),
    ],
  };
}
