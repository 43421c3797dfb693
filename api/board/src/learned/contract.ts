/** The shapes of the HTTP interface of what the engine has learned. */

export type LearningMode = "ask" | "daily" | "off";

/** A change of a weight on one day; `decisions` are those that spoke for it most, of `count`. */
export interface WeightStep {
  day: string;
  before: number;
  after: number;
  decisions: string[];
  count: number;
  /** It goes back towards the desk's own, since what was learned foresees choices no better. */
  held_back: boolean;
}

/** Weights are in thousandths; a rule without bounds never moves. */
export interface LearnedWeight {
  rule: string;
  default: number;
  now: number;
  proposed: number;
  low: number | null;
  high: number | null;
  frozen: boolean;
  steps: WeightStep[];
}

export interface Preference {
  client_id: string;
  client: string;
  engineer_id: string;
  engineer: string;
  kind: "prefer" | "avoid";
  ticket_type: string | null;
  minutes: number;
  owner: string;
  reason: string;
  /** The last day on which it counts. */
  expires: string;
  is_live: boolean;
}

export type NewPreference = Pick<Preference, "client_id" | "engineer_id" | "kind" | "ticket_type" | "minutes" | "reason" | "expires">;

export interface Unexplained {
  client_id: string;
  client: string;
  engineer_id: string;
  engineer: string;
  kind: "prefer" | "avoid";
  decisions: string[];
  preference: Pick<Preference, "kind" | "ticket_type" | "minutes" | "expires"> | null;
}

export interface WeightsVersion {
  version: number;
  origin: "hand" | "learned" | "undo";
  created: string;
  created_by: string;
  undone: string | null;
  decisions: number;
  changes: { rule: string; before: number; after: number }[];
}

export interface Evidence {
  ticket_id: string;
  at: string;
  outcome: "accept" | "modify" | "reject";
  client: string;
  proposed: string | null;
  chosen: string | null;
  reason: string;
}

/** What the engine has learned of a desk. */
export interface Learning {
  mode: LearningMode;
  version: number;
  decisions: number;
  /** The share of what decisions ask for that the weights follow, 0 to 1. */
  followed: number;
  proposes: boolean;
  weights: LearnedWeight[];
  unexplained: Unexplained[];
  preferences: Preference[];
  versions: WeightsVersion[];
  /** The decisions that are named, by id. */
  evidence: Record<string, Evidence>;
}

/** How often who was recommended first is who was taken, by the weights of now and those proposed. */
export interface LearningComparison {
  days: number;
  decisions: number;
  agreed_before: number;
  agreed_after: number;
}
