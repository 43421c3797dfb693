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

/** A move that was turned down, kept as a decision, and the ways that leave alone what is to stay. */
export interface Refused {
  decision_id: number;
  ticket_id: string;
  keep: string;
  ways: Relief;
}

/** What is to stay: a ticket, or a client with all its work; and the decision that says so, where one was kept. */
export interface Kept {
  id: string;
  label: string;
  decision: number | null;
}
