import type { PlanState, PublishedEvent } from "../contract";

interface Listeners {
  published: (event: PublishedEvent) => void;
  data: () => void;
  plan: (event: { id: string; state: PlanState }) => void;
  whatIf: (event: { id: string; state: PlanState }) => void;
  /** The stream is there again after it was gone, and what was said meanwhile is lost. */
  back: () => void;
  connected: (yes: boolean) => void;
}

/** Follow what happens at the desk until `close` is called; a broken stream is opened again. */
export function followDesk(listeners: Listeners): { close: () => void } {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasThere = false;

  const open = () => {
    source = new EventSource("/events");
    source.addEventListener("published", (event) => listeners.published(JSON.parse(event.data)));
    source.addEventListener("data", () => listeners.data());
    source.addEventListener("plan", (event) => listeners.plan(JSON.parse(event.data)));
    source.addEventListener("what_if", (event) => listeners.whatIf(JSON.parse(event.data)));
    source.onopen = () => {
      listeners.connected(true);
      if (wasThere) listeners.back();
      wasThere = true;
    };
    source.onerror = () => {
      listeners.connected(false);
      // A browser tries again by itself unless the answer was an error.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, 5000);
    };
  };

  open();
  return {
    close: () => {
      clearTimeout(timer);
      source?.close();
    },
  };
}
