import type { PlanState, Progress } from "../contract";
import { api } from "./api";

interface Ended {
  state: PlanState;
  proposal_id: string | null;
}

interface Listeners {
  progress: (progress: Progress) => void;
  end: (ended: Ended) => void;
}

/** Follow a plan being made. The browser resumes a broken stream; where it gives up, the plan is asked for instead. */
export function followPlan(id: string, listeners: Listeners): { close: () => void } {
  const source = new EventSource(`/plans/${encodeURIComponent(id)}/events`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const close = () => {
    closed = true;
    clearTimeout(timer);
    source.close();
  };
  const poll = async () => {
    const plan = await api.plan(id).catch(() => null);
    if (closed) return;
    if (plan?.progress) listeners.progress(plan.progress);
    if (plan && plan.state !== "queued" && plan.state !== "running") {
      close();
      listeners.end(plan);
    } else {
      timer = setTimeout(poll, 2000);
    }
  };

  source.addEventListener("progress", (event) => listeners.progress(JSON.parse(event.data)));
  source.addEventListener("end", (event) => {
    close();
    listeners.end(JSON.parse(event.data));
  });
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED && !closed) void poll();
  };
  return { close };
}
