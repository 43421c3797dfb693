import type { AddOn, PricedPlace } from "./contract";

const MINUTE = 60_000;
/** A break fits in between, another visit does not. */
const MOST_BETWEEN = 45;

/** Return the add-ons that lie next to a place or to each other beside it, and those that are merely of the same day. */
export function byTrip(place: PricedPlace, addOns: readonly AddOn[]): { sameTrip: AddOn[]; sameDay: AddOn[] } {
  let start = Date.parse(place.assignment.start);
  let end = Date.parse(place.assignment.end);
  let firstTravel = place.assignment.travel_minutes;
  const joined = new Set<AddOn>();
  // Each one that joins makes the trip longer, so that another may lie next to it.
  for (let round = 0; round < addOns.length; round++) {
    for (const each of addOns) {
      if (joined.has(each)) continue;
      const { assignment: work } = each;
      const isAfter = Date.parse(work.start) >= end;
      const gap = isAfter ? Date.parse(work.start) - end : start - Date.parse(work.end);
      const travel = isAfter ? work.travel_minutes : firstTravel;
      if (gap > (travel + MOST_BETWEEN) * MINUTE) continue;
      joined.add(each);
      if (isAfter) end = Math.max(end, Date.parse(work.end));
      else [start, firstTravel] = [Date.parse(work.start), work.travel_minutes];
    }
  }
  return { sameTrip: addOns.filter((each) => joined.has(each)), sameDay: addOns.filter((each) => !joined.has(each)) };
}
