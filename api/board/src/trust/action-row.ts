import { h } from "../dom/h";
import type { App } from "../page/app";
import { sayMoment, sayTime, wallOf } from "../time/zone";
import { sayWho } from "../words/who";
import type { TrustAction } from "./contract";
import { sayShare, STATES } from "./words";

interface Told {
  stop: (action: TrustAction, button: HTMLButtonElement) => void;
  undo: (action: TrustAction, button: HTMLButtonElement) => void;
}

/** One thing that it did, is about to do, or left to a person, and the way to take it back. */
export function actionRow(app: App, action: TrustAction, told: Told): HTMLElement {
  const { desk } = app;
  const button = (text: string, testid: string, run: (action: TrustAction, pressed: HTMLButtonElement) => void) =>
    h("button", { testid, "aria-label": `${text}: ${action.ticket_id}`, onclick: (event: Event) => run(action, event.currentTarget as HTMLButtonElement) }, text);
  const when = action.start ? `, ${sayMoment(wallOf(action.start, desk.zone))}` : "";
  const isDone = action.state === "published" || action.state === "kept";
  return h(
    "li",
    { testid: "trust-action", "data-state": action.state, class: `action ${action.state}` },
    h(
      "p",
      { class: "action-head" },
      h("button", { class: "link", onclick: () => app.openTicket(action.ticket_id) }, action.ticket_id),
      h("span", { class: "chip" }, action.state === "waiting" && action.due ? `at ${sayTime(wallOf(action.due, desk.zone))}` : STATES[action.state]),
    ),
    h("p", {}, action.summary),
    action.label && h("p", {}, h("strong", {}, action.label), when, h("span", { class: "muted" }, `, ${sayShare(action.probability)} sure`)),
    says(action) && h("p", { class: "muted small" }, says(action)),
    h(
      "div",
      { class: "buttons" },
      action.state === "waiting" && button("Stop it", "stop-action", told.stop),
      isDone && desk.may("publish") && action.version !== null && button("Undo it", "undo-action", told.undo),
    ),
  );
}

/** Return what else there is to say of an action. */
function says(action: TrustAction): string {
  const by = action.ended_by && action.ended_by !== "nobody" ? ` by ${sayWho(action.ended_by)}` : "";
  if (action.state === "decided") return `${action.is_agreed ? "Decided as it had proposed" : `Decided otherwise: ${action.chosen ?? "left waiting"}`}${by && `,${by}`}`;
  if (action.state === "undone" || action.state === "stopped") return `${STATES[action.state]}${by}`;
  return action.state === "published" || action.state === "waiting" ? action.why : action.reason;
}
