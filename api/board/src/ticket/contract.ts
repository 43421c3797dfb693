/** The shapes of the HTTP interface of who could take a ticket, when, and what goes along. */

import type { Assignment, Refused } from "../contract";

/** What a dispatcher weighs when she gives work to somebody. */
export type Factor = "skills" | "availability" | "familiarity" | "workload";

export interface Recommended {
  engineer_id: string;
  label: string;
  tier: number;
  assignment: Assignment;
  /** Against leaving the ticket out: below zero is better. */
  cost: number;
  /** Less is better. */
  factors: Record<Factor, number>;
  why: string;
}

export interface Recommendation {
  ticket_id: string;
  /** The best first. */
  ranked: Recommended[];
  refused: Refused[];
  /** How many more could take it, at a higher cost. */
  others: number;
  /** Who of a higher tier is free now. */
  escalation: { engineer_id: string; label: string; tier: number }[];
}

/** A place with its price. */
export type PricedPlace = Omit<Recommended, "why">;

export interface Offer extends PricedPlace {
  day: string;
  part: "morning" | "afternoon";
  /** Above the cheapest offer. */
  extra_cost: number;
}

export interface Offers {
  ticket_id: string;
  /** By time. */
  offers: Offer[];
  /** Half days with a place that are not offered. */
  others: number;
}

/** Another ticket of the client on the same trip, priced with those before it taken along too. */
export interface AddOn extends PricedPlace {
  travel_saved_minutes: number;
}

export interface AddOns {
  ticket_id: string;
  place: PricedPlace;
  add_ons: AddOn[];
}
