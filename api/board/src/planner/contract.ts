/** The shapes of the HTTP interface of changes, scenarios and what-ifs. */

import type { ByRule, Kpis, PlanState, Progress, Span } from "../contract";

/** The part of JSON Schema that the service describes changes in. */
export interface Schema {
  type?: string;
  description?: string;
  title?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  examples?: string[];
  minimum?: number;
  maximum?: number;
  anyOf?: Schema[];
  items?: Schema;
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  /** What the field names of the desk: engineer, client, site, ticket, SLA policy. */
  "x-names"?: string;
  "x-moment"?: boolean;
}

/** One thing that can be otherwise. */
export interface ChangeKind {
  change: string;
  title: string;
  description: string;
  json_schema: Schema;
}

/** One thing that is otherwise, as it was written down. */
export interface Change {
  change: string;
  [field: string]: unknown;
}

export interface Variant {
  name: string;
  changes: Change[];
}

export interface Scenario {
  name: string;
  purpose: string;
  /** What holds in every variant. */
  changes: Change[];
  variants: Variant[];
}

/** Each variant with its changes as they would be made. */
export interface Preview {
  variants: { name: string; changes: { change: Change; words: string }[] }[];
}

export type Against = "planned" | "published";

export interface WhatIfHead {
  id: string;
  state: PlanState;
  name: string;
  purpose: string;
  note: string;
  each_seconds: number;
  seeds: number;
  against: Against;
  seconds: number;
  created: string;
  created_by: string;
  progress: WhatIfProgress | null;
  error: string | null;
}

export interface WhatIf extends WhatIfHead {
  scenario: Scenario;
  comparison: Compared | null;
}

export interface WhatIfProgress {
  name: string;
  seed: number;
  done: number;
  total: number;
  progress: Progress | null;
}

/** How a figure differs over the seeds; without `low` and `high` nothing can be said of noise. */
export interface Noise {
  before: number;
  after: number;
  low: number | null;
  high: number | null;
  finding: "same" | "beyond" | "every_seed" | "within" | "one_seed";
  difference: number;
}

export interface Figure {
  name: string;
  words: string;
  unit: string;
  /** 1 where more is better, -1 where less is, 0 where it depends. */
  better: 1 | -1 | 0;
  before: number;
  after: number;
  /** Whether the difference is more than noise. */
  counts: boolean;
  noise: Noise;
}

export interface EngineerShare {
  id: string;
  name: string;
  tier: number;
  tickets: number;
  utilization_percent: number | null;
  travel_minutes: number;
}

export interface ClientShare {
  id: string;
  name: string;
  tickets: number;
  unassigned: number;
  sla_targets: number;
  sla_met: number;
}

export type FateKind = "lost" | "left_out" | "gained" | "new" | "moved" | "retimed" | "gone";

export interface Fate {
  id: string;
  summary: string;
  priority: number;
  client: string;
  kind: FateKind;
  /** Whether the seeds agree. */
  sure: boolean;
  was: FatePlace | null;
  now: FatePlace | null;
  why: string;
}

export interface FatePlace extends Span {
  engineer_ids: string[];
  engineers: string[];
}

/** One of the things that are compared; costs are in the base's prices. */
export interface SideOf {
  name: string;
  changes: string[];
  cost: number;
  cost_by_rule: ByRule;
  bound: number | null;
  broken: string[];
  kpis: Kpis | null;
  engineers: EngineerShare[];
  clients: ClientShare[];
}

export interface Beside extends SideOf {
  headline: string;
  cost_difference: number;
  cost_difference_by_rule: ByRule;
  verdict: { direction: 1 | -1 | 0; code: string; words: string };
  noise: Noise;
  repriced: boolean;
  figures: Figure[];
  tickets: Fate[];
}

/** The answer to "what if?". */
export interface Compared {
  name: string;
  purpose: string;
  summary: string;
  time_zone: string;
  seeds: number[];
  stopped: boolean;
  base_is_given: boolean;
  base: SideOf;
  variants: Beside[];
}
