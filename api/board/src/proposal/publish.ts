import type { Feedback, Published } from "../contract";
import { toast } from "../dom/toast";
import { api } from "../http/api";
import { Problem, sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { own } from "../state/own-versions";
import { count } from "../words/minutes";

/** How publishing went: done, or the problem to show where the proposal is. */
export type Outcome = { published: Published } | { problem: Problem };

/** Return the feedback that goes with what a person has decided. */
export function feedback(kind: Feedback["kind"], reason: string): Feedback {
  return reason.trim() ? { kind, reason: reason.trim() } : { kind };
}

/** Publish a proposal or the named tickets of it; what is published shows on the board before this returns. */
export async function publish(app: App, proposalId: string, said: Feedback, tickets?: string[]): Promise<Outcome> {
  try {
    const published = await own.claim(api.publish(proposalId, said, tickets));
    await app.desk.refresh();
    app.side.changed();
    toast(`Published ${count(published.changes.length, "change")}`, {
      own: true,
      action: { label: "Undo", run: () => void app.undo(published.version) },
    });
    return { published };
  } catch (error) {
    return { problem: error instanceof Problem ? error : new Problem(0, { detail: sayProblem(error) }) };
  }
}
