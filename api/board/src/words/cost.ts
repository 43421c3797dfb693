import { sayNumber } from "./minutes";

/** What the unit of every price means, for titles. */
export const UNIT =
  "Prices are in engineer-minutes: an hour of travel costs 60, leaving out a new P3 ticket costs 720. " +
  "More minutes saved means a better plan by the desk's own weights.";

/** Return thousandths as whole engineer-minutes. */
export function wholeMinutes(cost: number): number {
  // Adding 0 turns the -0 of a rounded small loss into 0.
  return Math.round(cost / 1000) + 0;
}

function minutes(value: number): string {
  return `${sayNumber(Math.abs(value))} ${Math.abs(value) === 1 ? "minute" : "minutes"}`;
}

/** What the distance from the best means, for titles. */
export const GAP = "What a better plan could still gain, as a share of the most that planning can gain over doing nothing.";

/** Return what something gains: `2,404 minutes saved`. */
export function sayGain(gain: number): string {
  const value = wholeMinutes(gain);
  if (value === 0) return "no minutes saved";
  return value > 0 ? `${minutes(value)} saved` : `${minutes(value)} worse`;
}

/** Return what a change does to the cost: `costs 34 minutes more`. */
export function sayDifference(cost: number): string {
  const value = wholeMinutes(cost);
  if (value === 0) return "costs the same";
  return value > 0 ? `costs ${minutes(value)} more` : `saves ${minutes(value)}`;
}

/** Return a price with its sign, as tables show it: `+58`, `-1,710`, `0`. */
export function saySigned(cost: number): string {
  const value = wholeMinutes(cost);
  return value > 0 ? `+${sayNumber(value)}` : value < 0 ? `\u2212${sayNumber(-value)}` : "0";
}

/** Return how far from the best an answer can be: `Proven best`, `At most 2.9 % is left to win`. */
export function sayGap(gap: number | null, isProven: boolean): string {
  if (isProven || gap === 0) return "Proven best";
  if (gap === null) return "Not known yet";
  const percent = gap * 100;
  return percent < 0.1 ? "Less than 0.1 % is left to win" : `At most ${percent.toFixed(1)} % is left to win`;
}
