/** The shapes of the HTTP interface of what can move out of an engineer's time. */

import type { Assignment, ByRule } from "../contract";

/** A ticket with its place until now and its place then; null is waiting. */
export interface Moved {
  ticket_id: string;
  words: string;
  was: Assignment | null;
  now: Assignment | null;
}

/** A way to free the time; it breaks no rule. */
export interface Way {
  cost_difference: number;
  by_rule: ByRule;
  moves: Moved[];
}

/** Ways to free an engineer's time, the cheapest first, and what stays in it. */
export interface Relief {
  engineer_id: string;
  start: string;
  end: string;
  options: Way[];
  stays: { ticket_id: string; summary: string; why: string }[];
  blocked: string[];
}
