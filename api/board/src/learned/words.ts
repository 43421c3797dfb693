import type { Evidence } from "./contract";
import { sayStamp, wallOf } from "../time/zone";

/** Return a weight in thousandths as a factor: `1.25`, `0.125`. */
export function sayWeight(weight: number): string {
  return (weight / 1000).toFixed(weight < 500 ? 3 : 2);
}

/** Return how a weight differs from another in words: `12 % more`, `as before`. */
export function sayShare(before: number, after: number): string {
  if (!before || before === after) return "as before";
  const percent = Math.round((100 * Math.abs(after - before)) / before);
  return percent ? `${percent} % ${after > before ? "more" : "less"}` : `a little ${after > before ? "more" : "less"}`;
}

/** Return why weights follow only a share of what decisions ask for. */
export function sayDoubt(followed: number): string {
  return `The weights follow ${Math.round(100 * followed)} % of what your decisions ask for: so far the desk\u2019s own foresee them as well. What weights cannot say, a preference may.`;
}

/** Return a decision as a sentence: `T-1042 for Contoso: Sarah instead of Mike`. */
export function sayEvidence(each: Evidence, zone: string): string {
  const what =
    each.outcome === "reject"
      ? "nobody of those who were recommended"
      : each.proposed && each.proposed !== each.chosen
        ? `${each.chosen} instead of ${each.proposed}`
        : `${each.chosen}${each.outcome === "modify" ? ", at another time" : ", as recommended"}`;
  const why = each.reason ? ` \u201c${each.reason}\u201d` : "";
  return `${each.ticket_id} for ${each.client}: ${what}, ${sayStamp(wallOf(each.at, zone))}.${why}`;
}
