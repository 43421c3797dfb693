import { count } from "../words/minutes";
import type { Category, Level, Policy, PolicyWanted, Preview, TrustAction } from "./contract";

export const LEVELS: Record<Level, { name: string; does: string }> = {
  assist: { name: "Assist", does: "It recommends. You decide." },
  shadow: { name: "Shadow", does: "You decide. It notes what it would have done." },
  suggest: { name: "Suggest", does: "It acts after a while, unless somebody stops it." },
  autopilot: { name: "Autopilot", does: "It acts at once." },
};

export const STATES: Record<TrustAction["state"], string> = {
  left: "left to you", noted: "noted", waiting: "waits", published: "done", kept: "done, stands", undone: "undone",
  moved: "moved by a plan", decided: "decided", stopped: "stopped", withdrawn: "taken back", failed: "not possible", gone: "gone",
};

/** Return a share in whole per cent, rounded down so that nothing looks as if it had reached a line that it has not. */
export function sayShare(share: number | null): string {
  return share === null ? "unknown" : `${Math.floor(share * 100 + 1e-9)} %`;
}

/** Return a kind of ticket in words; `client` names clients. */
export function sayCategory({ client_id, type, priority, tier }: Category, client: (id: string) => string): string {
  const what = type ? `${type} tickets` : "";
  const whose = client_id ? `${what || "tickets"} of ${client(client_id)}` : what;
  return [whose, priority ? `P${priority}` : "", tier ? `tier ${tier}` : ""].filter(Boolean).join(", ") || "all tickets";
}

/** Return what would have happened in one sentence. */
export function sayPreview(found: Preview): string {
  if (!found.tickets) return "No ticket of this kind has been decided on yet.";
  const right = found.precision === null ? "" : ` ${found.otherwise ? `You decided ${found.otherwise} of them otherwise` : "You decided all of them the same way"}.`;
  const rest = [
    found.below && `${found.below} below the line`,
    found.over_limit && `${found.over_limit} over the day\u2019s limit`,
    found.unknown && `${found.unknown} of which nobody knows how sure it was`,
  ].filter(Boolean);
  return `Of ${count(found.tickets, "past ticket")} it would have placed ${found.acted}.${right}${rest.length ? ` To you: ${rest.join(", ")}.` : ""}`;
}

/** Return how a level is doing. */
export function sayStanding({ standing, level }: Policy): string {
  if (level === "assist") return "";
  if (!standing.outcomes) return "Nothing has been decided yet since the level was set.";
  return `${standing.agreed} of ${count(standing.outcomes, "ticket")} above the line were decided as it had proposed.`;
}

/** Whether two policies say the same. */
export function isSame(one: PolicyWanted, other: PolicyWanted): boolean {
  return one.level === other.level && one.threshold === other.threshold && one.window_minutes === other.window_minutes;
}

/** Return a policy without what only the service says. */
export function wanted({ category, level, threshold, window_minutes }: PolicyWanted): PolicyWanted {
  return { category, level, threshold, window_minutes };
}
