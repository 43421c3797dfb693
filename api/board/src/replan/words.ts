import { sayDifference, wholeMinutes } from "../words/cost";
import { count } from "../words/minutes";
import type { ReplanChange, ReplanPlan } from "./contract";

/** What each plan of the frontier is called, and what it may do. */
export const FREEDOMS: Record<ReplanPlan["freedom"], { name: string; does: string }> = {
  no_change: { name: "No change", does: "what can stay stays" },
  few_changes: { name: "Few changes", does: "only what this concerns is planned anew" },
  free_hand: { name: "Free hand", does: "everything ahead may move" },
};

/** Return what a plan moves: `3 moves that cannot be avoided, 1 new place`. */
export function sayMoves({ changes, placed }: ReplanPlan): string {
  const isForced = changes.length > 0 && changes.every((each) => each.lost_its_place);
  const moves = changes.length ? count(changes.length, "move") : "nothing moves";
  return `${moves}${isForced ? " that cannot be avoided" : ""}${placed.length ? `, ${count(placed.length, "new place")}` : ""}`;
}

/** Return a plan's price against the one that changes least, and what it would be if changing cost nothing. */
export function sayPrice(plan: ReplanPlan, least: ReplanPlan): string {
  if (plan === least) return "";
  const free = plan.cost - plan.cost_of_changes - (least.cost - least.cost_of_changes);
  const whole = sayDifference(plan.cost - least.cost);
  return wholeMinutes(free) === wholeMinutes(plan.cost - least.cost) ? whole : `${whole}; if changing were free, it ${sayDifference(free)}`;
}

/** Return how many clients who had been told a time are told another one, or nothing; who comes then is not told. */
export function sayTold(plan: ReplanPlan): string {
  const isAnotherTime = ({ was, now }: ReplanChange) => now === null || Date.parse(now.start) !== Date.parse(was.start);
  const told = new Set(plan.changes.filter((each) => each.client_told && isAnotherTime(each)).map((each) => each.was.client_id)).size;
  return told ? `${count(told, "client")} had been told another time.` : "";
}

/** Return a move in words without the ticket that it begins with. */
export function withoutTicket(words: string, ticketId: string): string {
  return words.startsWith(`${ticketId} `) ? words.slice(ticketId.length + 1) : words;
}
