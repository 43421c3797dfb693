import type { Sla, SlaState } from "../contract";
import type { IconName } from "../dom/icon";
import { sayMoment, wallOf } from "../time/zone";
import { sayDuration } from "./minutes";

/** The word, and the sign beside the colour, of each SLA state; late is what the plan makes late. */
export const SLA_STATES: Record<SlaState, { word: string; icon: IconName }> = {
  met: { word: "In time", icon: "check" },
  tight: { word: "Tight", icon: "clock" },
  late: { word: "Late", icon: "warning" },
  missed: { word: "Already missed", icon: "past" },
  none: { word: "No SLA", icon: "dash" },
};

/** Return the word and the sign of a state; one that a newer service adds counts as none. */
export function slaState(state: string): { word: string; icon: IconName } {
  return SLA_STATES[state as SlaState] ?? SLA_STATES.none;
}

const NO_TARGET = "No SLA target is open";
const TO_COME = { respond: "Respond by", plan: "Plan by", resolve: "Resolve by" };
const GONE = { respond: "Response was due", plan: "Plan was due", resolve: "Resolution was due" };

function sayTarget(sla: Sla, due: string, zone: string): string {
  return `${(sla.state === "missed" ? GONE : TO_COME)[sla.target ?? "resolve"]} ${sayMoment(wallOf(due, zone))}`;
}

/** Return how planned work stands to its SLA: `Resolve by Tue 3 Mar 17:00, 46 min to spare`. */
export function saySla(sla: Sla, zone: string): string {
  if (sla.state === "none" || !sla.due) return NO_TARGET;
  const target = sayTarget(sla, sla.due, zone);
  if (sla.margin_minutes === null) return target;
  const margin = sayDuration(sla.margin_minutes);
  if (sla.state === "missed") return `${target}, ${margin} late`;
  return sla.margin_minutes < 0 ? `${target}, late by ${margin}` : `${target}, ${margin} to spare`;
}

/** Return the state's word and its target in one line: `Late. Resolve by Tue 3 Mar 17:00, late by 2 h`. */
export function sayStateAndSla(sla: Sla, zone: string): string {
  return sla.state === "none" ? saySla(sla, zone) : `${slaState(sla.state).word}. ${saySla(sla, zone)}`;
}

/** Return how waiting work stands to its SLA: `Resolve by Tue 3 Mar 17:00, 1 h 10 left`. */
export function sayWaitingSla(sla: Sla, zone: string): string {
  return sla.state === "none" || !sla.due ? NO_TARGET : `${sayTarget(sla, sla.due, zone)}, ${sayTimeLeft(sla)}`;
}

/** Return the same in few words: `1 h 10 left`, `late by 3 h`, `missed by 2 d`. */
export function sayTimeLeft(sla: Sla): string {
  if (sla.state === "none" || sla.margin_minutes === null) return "no SLA";
  if (sla.state === "missed") return `missed by ${sayDuration(sla.margin_minutes)}`;
  return sla.margin_minutes < 0 ? `late by ${sayDuration(sla.margin_minutes)}` : `${sayDuration(sla.margin_minutes)} left`;
}
