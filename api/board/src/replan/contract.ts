/** The shapes of the HTTP interface of planning on after something has happened. */

import type { Assignment, ByRule } from "../contract";
import type { Change } from "../planner/contract";

export interface ReplanChange {
  ticket_id: string;
  summary: string;
  words: string;
  was: Assignment;
  /** Null is waiting. */
  now: Assignment | null;
  client_told: boolean;
  /** Whether it could not have stayed in any plan. */
  lost_its_place: boolean;
}

export interface ReplanPlan {
  proposal_id: string;
  freedom: "no_change" | "few_changes" | "free_hand";
  changes: ReplanChange[];
  placed: { ticket_id: string; summary: string; words: string; now: Assignment }[];
  cost: number;
  /** The part of it that leaving what was published costs. */
  cost_of_changes: number;
  by_rule: ByRule;
}

/** Plans from the fewest changes to the most. */
export interface Replanned {
  base_version: number;
  events: { change: Change; words: string }[];
  /** Work under way and pins that cannot hold, in words. */
  let_go: string[];
  plans: ReplanPlan[];
}
