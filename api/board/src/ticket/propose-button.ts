import { h } from "../dom/h";
import { api } from "../http/api";
import type { App } from "../page/app";
import { sayMoment, wallOf } from "../time/zone";
import { along } from "./along";

interface Place {
  engineer_id: string;
  label: string;
  start: string | null;
}

/** A button that proposes an engineer's best place for work that waits, with the trips and breaks that were priced. */
export function proposeButton(
  app: App,
  ticketId: string,
  { engineer_id: engineerId, label, start }: Place,
  shown: string[] = [],
): HTMLElement | false {
  if (!start || !app.desk.may("plan")) return false;
  const moves = [{ ticket_id: ticketId, engineer_ids: [engineerId], start }];
  return h(
    "button",
    {
      testid: "place-here",
      "aria-label": `Propose: ${label}, ${sayMoment(wallOf(start, app.desk.zone))}`,
      onclick: () => {
        const isOnSite = app.desk.queue.value.value?.find((each) => each.ticket_id === ticketId)?.site_id;
        const beside = isOnSite ? along(app, ticketId, engineerId, shown) : undefined;
        app.openMove(moves, (signal) => api.take(ticketId, engineerId, shown, signal), beside);
      },
    },
    "Propose",
  );
}
