import type { Change, Placed, PublishedEvent, StaleChange } from "../contract";
import { sayMoment, sayStamp, wallOf } from "../time/zone";
import { count } from "./minutes";
import { sayWho } from "./who";

type NameOf = (engineerId: string) => string;

/** Return names as a person lists them: `Mike, Sarah and Tom`. */
export function sayList(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? "";
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/** Return a clause as a sentence: a capital at its start, a full stop at its end. */
export function sentence(clause: string): string {
  const text = clause.trim();
  return text && text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}

function sayPlace(placed: Placed, nameOf: NameOf, zone: string): string {
  return `${sayList(placed.engineer_ids.map(nameOf))}, ${sayMoment(wallOf(placed.start, zone))}`;
}

/** Return what happens to a ticket: `From Mike, Tue 3 Mar 13:00 to Sarah, Wed 4 Mar 09:00`. */
export function sayChange(change: Change, nameOf: NameOf, zone: string): string {
  const { before, after } = change;
  if (before && after) return `From ${sayPlace(before, nameOf, zone)} to ${sayPlace(after, nameOf, zone)}`;
  if (after) return `New: ${sayPlace(after, nameOf, zone)}`;
  return before ? `Taken off: was ${sayPlace(before, nameOf, zone)}` : "No change";
}

/** Sort the changes of a proposal into what is new, what moves and what is taken off. */
export function sortChanges(changes: readonly Change[]): { added: Change[]; moved: Change[]; removed: Change[] } {
  return {
    added: changes.filter((change) => !change.before && change.after),
    moved: changes.filter((change) => change.before && change.after),
    removed: changes.filter((change) => change.before && !change.after),
  };
}

/** Return what somebody has published: `Sam published 3 changes to Mike's day`. */
export function sayPublished(event: PublishedEvent, nameOf: NameOf): string {
  const by = sayWho(event.by);
  const what = count(event.ticket_ids.length, "change");
  const people = event.engineer_ids.map((id) => nameOf(id).split(" ")[0] ?? id);
  if (people.length === 0) return `${by} published ${what}`;
  if (people.length > 3) return `${by} published ${what} to the days of ${count(people.length, "engineer")}`;
  return people.length === 1
    ? `${by} published ${what} to ${people[0]}\u2019s day`
    : `${by} published ${what} to the days of ${sayList(people)}`;
}

/** Return one thing that has changed meanwhile, by whom and when. */
export function sayStale(change: StaleChange, nameOf: NameOf, zone: string): string {
  // The service's own sentence says who already.
  const name = change.by ? sayWho(change.by) : "";
  const who = name && !change.detail.includes(name) ? ` by ${name}` : "";
  const when = change.at ? `, ${sayStamp(wallOf(change.at, zone))}` : "";
  const on = change.engineer_id ? ` on ${nameOf(change.engineer_id)}\u2019s calendar` : "";
  const subject = change.detail || [change.ticket_id, change.what].filter(Boolean).join(" ");
  return change.detail ? `${subject}${who}${when}` : `${subject}${on}${who}${when}`;
}
