/** The shapes of the HTTP interface of the scoreboard; null is what is not known. */

export interface Rate {
  decisions: number;
  first: number;
  top: number;
  top1: number | null;
  top3: number | null;
}

export interface NamedRate extends Rate {
  name: string;
  label: string;
}

export interface Spread {
  tickets: number;
  median_minutes: number;
  ninth_minutes: number;
}

export interface Standing {
  day: string;
  sla_targets: number;
  sla_met: number;
  utilization_spread_percent: number;
}

export interface Lesson {
  at: string;
  rule: string;
  before: number;
  after: number;
  decision_ids: string[];
  is_undone: boolean;
}

export interface Scoreboard {
  since: string;
  until: string;
  agreement: { whole: Rate; by_week: NamedRate[]; by_type: NamedRate[]; by_client: NamedRate[]; by_priority: NamedRate[]; by_tier: NamedRate[] };
  flow: {
    placed: number;
    reassigned: number;
    misrouted: number;
    to_assignment: Spread | null;
    to_response: Spread | null;
    responses: number;
    responses_met: number;
  };
  standings: Standing[];
  lessons: Lesson[] | null;
  taught: number | null;
  automatic: { placed: number; undone: number; stopped: number; noted: number; noted_agreed: number; lowered: number };
  addon_minutes: number | null;
}
