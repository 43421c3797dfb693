import type { PlanState } from "../contract";

export interface Ended {
  state: PlanState;
  proposal_id: string | null;
}

/** A job as it stands, whatever its kind. */
interface Standing<P> {
  state: PlanState;
  progress: P | null;
  proposal_id?: string | null;
}

interface Listeners<P> {
  progress: (progress: P) => void;
  end: (ended: Ended) => void;
}

/**
 * Follow a job, a plan or a what-if, at its address. The browser resumes a broken stream; where it gives up, the job is asked for
 * instead.
 */
export function followJob<P>(address: string, ask: () => Promise<Standing<P>>, listeners: Listeners<P>): { close: () => void } {
  const source = new EventSource(`${address}/events`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const close = () => {
    closed = true;
    clearTimeout(timer);
    source.close();
  };
  const poll = async () => {
    const job = await ask().catch(() => null);
    if (closed) return;
    if (job?.progress) listeners.progress(job.progress);
    if (job && job.state !== "queued" && job.state !== "running") {
      close();
      listeners.end({ state: job.state, proposal_id: job.proposal_id ?? null });
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
