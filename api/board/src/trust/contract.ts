/** The shapes of the HTTP interface of the trust ladder. */

export type Level = "assist" | "shadow" | "suggest" | "autopilot";

/** A kind of ticket; null is any. */
export interface Category {
  client_id: string | null;
  type: string | null;
  priority: number | null;
  tier: number | null;
}

export interface PolicyWanted {
  category: Category;
  level: Level;
  threshold: number;
  window_minutes: number;
}

export interface Policy extends PolicyWanted {
  words: string;
  since: string | null;
  lowered: string;
  standing: { outcomes: number; agreed: number; evidence: number };
}

export interface TrustWanted {
  is_on: boolean;
  daily_limit: number;
  policies: PolicyWanted[];
}

export interface Trust {
  version: number;
  is_on: boolean;
  daily_limit: number;
  done_today: number;
  policies: Policy[];
}

export interface Otherwise {
  ticket_id: string;
  at: string;
  proposed: string | null;
  chosen: string | null;
  probability: number | null;
}

export interface Preview {
  tickets: number;
  acted: number;
  otherwise: number;
  precision: number | null;
  below: number;
  over_limit: number;
  unknown: number;
  examples: Otherwise[];
}

export interface Tried {
  since: string | null;
  before: Preview;
  after: Preview;
}

export interface TrustAction {
  id: string;
  ticket_id: string;
  summary: string;
  step: "person" | "note" | "suggest" | "act";
  state:
    | "left" | "noted" | "waiting" | "published" | "kept" | "undone" | "moved" | "decided" | "stopped" | "withdrawn" | "failed" | "gone";
  reason: string;
  category: string;
  label: string | null;
  start: string | null;
  why: string;
  probability: number | null;
  chosen: string | null;
  is_agreed: boolean | null;
  due: string | null;
  ended: string | null;
  ended_by: string | null;
  version: number | null;
}
