import type { ByRule } from "../contract";

const RULE_NAMES: Record<string, string> = {
  breaks: "Breaks",
  certificates: "Certificates",
  client_preference: "Agreed preference",
  daily_cap: "Daily cap",
  dependencies: "Waits for other work",
  effort: "Time the work needs",
  excluded_engineer: "Excluded engineer",
  familiarity: "Knows the client",
  labour_cost: "Labour cost",
  one_thing_at_a_time: "One thing at a time",
  over_qualification: "Skills kept for harder work",
  overtime: "Overtime",
  pinned: "Pinned",
  preferred_engineer: "Preferred engineer",
  promptness: "Sooner is better",
  recent_contact: "Spoke to the client last",
  required_engineer: "Required engineer",
  same_engineer: "Same engineer for a group",
  skill_fit: "Skill fit",
  skill_tier: "Tier",
  skills: "Skills",
  sla_plan: "SLA: plan by",
  sla_resolution: "SLA: resolve by",
  sla_response: "SLA: respond by",
  stability: "Published work stays",
  territory: "Territory",
  tier_stretch: "Higher tier than needed",
  time_windows: "Time windows",
  together: "Engineers together",
  travel: "Travel",
  unassigned: "Left undone",
  visit_batching: "One visit instead of two",
  working_hours: "Working hours",
  workload_balance: "Even load",
};
/** Why somebody may or may not take a ticket, where that is no rule. */
const CODES: Record<string, string> = {
  here: "Planned here",
  possible: "Possible",
  no_room: "Calendar is full",
  no_time: "No common time",
};

/** Every rule there is, by name. */
export const RULES = Object.keys(RULE_NAMES);

/** Return a rule's name, or a verdict's code, for people. */
export function ruleName(rule: string): string {
  const known = RULE_NAMES[rule] ?? CODES[rule];
  if (known) return known;
  const words = rule.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Return prices that round to a minute or more, the largest effect first. */
export function rankedRules(byRule: ByRule): [rule: string, cost: number][] {
  return Object.entries(byRule)
    .filter(([, cost]) => Math.abs(cost) >= 500)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
}
