/** The shapes of the HTTP contract that the page reads. Instants are ISO 8601 texts; costs are thousandths of an engineer-minute. */

export type Permission = "read" | "read_own" | "plan" | "publish" | "edit" | "manage";
/** `late` misses its target by the plan, `missed` had passed it already before anybody could plan. */
export type SlaState = "met" | "tight" | "late" | "missed" | "none";
export type ByRule = Record<string, number>;

export interface Me {
  desk_id: string;
  desk_name: string;
  name: string;
  role: "admin" | "dispatcher" | "planner" | "engineer" | "viewer";
  engineer_id: string | null;
  permissions: Permission[];
  time_zone?: string;
}

export interface Desk {
  name: string;
  time_zone: string;
  clock: "fixed" | "live";
  tiles?: string | null;
  sla_policies?: { id: string }[];
}

/** A row of the desk's data, as far as lists to choose from need it. */
export interface Named {
  id: string;
  name: string;
}

export interface Sla {
  state: SlaState;
  target: "respond" | "plan" | "resolve" | null;
  due: string | null;
  margin_minutes: number | null;
}

export interface Assignment {
  ticket_id: string;
  engineer_ids: string[];
  start: string;
  end: string;
  site_id: string | null;
  travel_minutes: number;
  summary: string;
  client_id: string;
  client: string;
  priority: number;
  tier: number;
  type: string;
  sla: Sla;
  pinned: boolean;
  frozen: boolean;
  visit: string | null;
}

export interface Shift {
  start: string;
  end: string;
  hard_end: string;
  kind: string;
}

export interface Busy {
  start: string;
  end: string;
  summary: string;
  site_id: string | null;
}

export interface Span {
  start: string;
  end: string;
}

export interface BoardEngineer {
  id: string;
  label: string;
  tier: number;
  skills: string[];
  shifts: Shift[];
  busy: Busy[];
  breaks: Span[];
  utilization_percent: Record<string, number>;
  work_minutes: number;
  travel_minutes: number;
  remote_only_days: (string | number)[];
}

export interface Trip {
  engineer_id: string;
  depart: string;
  arrive: string;
  from_site: string;
  to_site: string;
  minutes: number;
}

export interface Site {
  id: string;
  name: string;
  client_id: string | null;
  latitude: number;
  longitude: number;
}

export interface Kpis {
  tickets: number;
  assigned: number;
  unassigned_by_priority: Record<string, number>;
  sla_targets: number;
  sla_met: number;
  utilization_percent: Record<string, number>;
  utilization_spread_percent: number;
  travel_minutes: number;
  work_minutes: number;
  visits: number;
  visits_saved: number;
  wrong_tier: number;
  overtime_minutes: number;
}

export interface Score {
  total: number;
  amounts: ByRule;
  hard_findings: number;
  inherited_findings: number;
}

export interface Board {
  desk: { id: string; name: string; time_zone: string; now: string; planning_window: Span };
  published_version: number | null;
  data_version: number;
  title: "published" | "proposal";
  status: string;
  engineers: BoardEngineer[];
  assignments: Assignment[];
  trips: Trip[];
  sites: Site[];
  kpis: Kpis;
  score: Score;
  unassigned: number;
}

export interface Reason {
  code: string;
  engineer_id: string | null;
  detail: string;
}

export interface QueueItem {
  ticket_id: string;
  summary: string;
  client_id: string;
  client: string;
  site_id: string | null;
  site: string | null;
  priority: number;
  tier: number;
  type: string;
  skills: { name: string; min_level: number }[];
  estimated_minutes: number;
  created: string;
  sla: Sla;
  drop_cost: number;
  reasons: Reason[];
  engineers_needed: number;
  pinned: boolean;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total?: number;
}

export interface Verdict extends Refused {
  start: string | null;
  extra_cost: number | null;
}

export interface Explanation {
  ticket_id: string;
  assignment: Assignment | null;
  by_rule: ByRule;
  verdicts: Verdict[];
  reasons: Reason[];
  relaxations: { detail?: string; words?: string }[];
  pinned: string;
}

export interface Refused {
  engineer_id: string;
  label: string;
  code: string;
  detail: string;
}

export interface Choice {
  assignment: Assignment;
  gain: number;
  by_rule: ByRule;
  why: string;
}

export interface RunnerUp {
  ticket_id: string;
  summary: string;
  client: string;
  priority: number;
  why: string;
}

export interface Alternative {
  assignments: Assignment[];
  extra_cost: number;
}

export interface Fill {
  proposal_id: string;
  base_version: number | null;
  engineer_id: string;
  start: string;
  end: string;
  free_minutes: number;
  candidates: number;
  gain: number;
  gap: number | null;
  status: "optimal" | "feasible";
  choices: Choice[];
  trips: Trip[];
  breaks: (Span & { engineer_id: string })[];
  runners_up: RunnerUp[];
  alternatives: Alternative[];
}

export interface Finding {
  constraint: string;
  is_hard: boolean;
  ticket_id: string | null;
  engineer_id: string | null;
  amount: number;
  message: string;
}

export interface Move {
  ticket_id: string;
  engineer_ids: string[] | null;
  start: string | null;
}

export interface Evaluation {
  proposal_id: string | null;
  base_version: number | null;
  cost_difference: number;
  by_rule: ByRule;
  new_findings: Finding[];
  gone_findings: Finding[];
  allowed: boolean;
  assignments: Assignment[];
  trips: Trip[];
}

export interface Placed {
  engineer_ids: string[];
  start: string;
  end: string;
}

export interface Change {
  ticket_id: string;
  summary: string;
  before: Placed | null;
  after: Placed | null;
}

export interface Proposal {
  id: string;
  origin: "fill" | "moves" | "recommendation" | "plan" | "nightly" | "replan" | "undo" | "autopilot";
  state: "proposal" | "published" | "discarded" | "expired";
  base_version: number | null;
  created: string;
  created_by: string;
  summary: string;
  changes: Change[];
}

export interface Comparison {
  changes: Change[];
  kpis: { before: Kpis; after: Kpis };
  score: { before: Score; after: Score };
  by_rule: ByRule;
}

export interface Published {
  version: number;
  published_version: number;
  changes: Change[];
  /** Of the decision on what was recommended, where it was one. */
  decision_id: number | null;
}

/** What was understood of a reason; it counts once the person has said that it is right. */
export interface Understood {
  topic: string;
  effect: "preference" | "evidence" | "note";
  /** What was understood, and what confirming it does, in words. */
  sentence: string;
}

export interface Decision {
  id: number;
  kind: "accept" | "modify" | "reject";
  reason: string;
  withdrawn: string | null;
}

export interface Feedback {
  kind: "accept" | "modify";
  reason?: string;
}

export interface Progress {
  seconds: number;
  cost: number | null;
  bound: number | null;
  gap: number | null;
  phase: string;
}

export type PlanState = "queued" | "running" | "done" | "failed" | "cancelled" | "expired";

export interface Plan {
  id: string;
  kind: "plan" | "nightly";
  state: PlanState;
  note: string;
  created: string;
  started: string | null;
  finished: string | null;
  created_by: string;
  seconds: number;
  progress: Progress | null;
  proposal_id: string | null;
  error: string | null;
}

export interface Version {
  version: number;
  state: "published" | "superseded";
  /** None, or 0, for what came with the data. */
  base_version: number | null;
  origin: string;
  created: string;
  created_by: string;
  summary: string;
}

/** One thing that is wrong with a request: where, what, and what to do. */
export interface Flaw {
  field: string;
  value: string;
  message: string;
  hint: string;
}

/** One thing that has changed since a proposal was made. */
export interface StaleChange {
  what: string;
  ticket_id: string | null;
  engineer_id: string | null;
  by: string | null;
  at: string | null;
  detail: string;
}

export interface PublishedEvent {
  version: number;
  by: string;
  summary: string;
  ticket_ids: string[];
  engineer_ids: string[];
}

export interface Calendar {
  engineer: { label: string; busy: Busy[]; time_zone?: string };
  assignments: Assignment[];
  trips: Trip[];
  sites?: { id: string; name: string }[];
}
