import type { QueueItem } from "../contract";

/** What of the queue is shown. */
export interface Filter {
  text: string;
  priority: string;
  client: string;
  place: "" | "site" | "remote";
}

export const EVERYTHING: Filter = { text: "", priority: "", client: "", place: "" };

/** Return whether a ticket passes; every word of the text must occur somewhere in what is shown of it. */
export function passes(item: QueueItem, filter: Filter): boolean {
  if (filter.priority && String(item.priority) !== filter.priority) return false;
  if (filter.client && item.client_id !== filter.client) return false;
  if (filter.place && (filter.place === "site") !== Boolean(item.site_id)) return false;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return true;
  const skills = item.skills.map((skill) => skill.name).join(" ");
  const text = `${item.ticket_id} ${item.summary} ${item.client} ${item.site ?? "remote"} ${skills} ${item.type}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Sort by urgency: what is due first, then priority, then age. */
export function byUrgency(a: QueueItem, b: QueueItem): number {
  const due = (item: QueueItem) => (item.sla.due ? Date.parse(item.sla.due) : Infinity);
  // Two tickets without due are equal here, and Infinity less Infinity is no number.
  const difference = due(a) === due(b) ? 0 : due(a) - due(b);
  return difference || a.priority - b.priority || a.created.localeCompare(b.created);
}
