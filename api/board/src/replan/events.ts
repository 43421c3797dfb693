import type { Change, ChangeKind } from "../planner/contract";

/** Changes that happen in the middle of a day; the others are questions of a planner's. */
const HAPPEN = new Set([
  "engineer_absent", "engineer_late", "engineer_leaves_early", "team_absent", "site_closed",
  "ticket_arrives", "ticket_cancelled", "ticket_escalates", "ticket_overruns", "ticket_shortened",
]);

/** Return the changes that can be told as events. */
export function eventsOf(kinds: readonly ChangeKind[]): ChangeKind[] {
  return kinds.filter((each) => HAPPEN.has(each.change));
}

/** Return that an engineer is away between two instants. */
export function away(engineerId: string, start: string, end: string): Change {
  return { change: "engineer_absent", engineer: engineerId, start, end, reason: "away" };
}

/** Return that a ticket takes longer than was thought; by how much is still to be said. */
export function overruns(ticketId: string): Change {
  return { change: "ticket_overruns", ticket: ticketId };
}
