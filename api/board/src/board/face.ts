import type { Assignment } from "../contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import { saySpan, sayTime, wallOf } from "../time/zone";
import { sayList } from "../words/change";
import { count, sayDuration } from "../words/minutes";
import { sayStateAndSla, slaState } from "../words/sla";

/** How a piece of work stands on the board. */
export type Look = "published" | "ghost" | "leaving" | "changed";

/** What one event of the calendar shows. */
export type Face =
  | { kind: "work"; assignment: Assignment; engineerId: string; look: Look; badge: string }
  | { kind: "travel"; minutes: number; look: Look }
  | { kind: "open"; engineerId: string; engineer: string; start: string; end: string; minutes: number }
  | { kind: "busy"; summary: string }
  | { kind: "break" }
  | { kind: "oncall" }
  | { kind: "closed" | "past" | "now" | "visit" };

const SAID: Record<Look, string> = { published: "", ghost: "proposed, ", leaving: "moved away, ", changed: "changed, " };

/** Return the content of an event. */
export function drawFace(face: Face, zone: string, nameOf: (id: string) => string): HTMLElement {
  switch (face.kind) {
    case "work":
      return drawWork(face, zone, nameOf);
    case "travel":
      return h("span", { class: "travel-bar", title: `${face.minutes} min travel` }, icon("car", 12));
    case "open":
      return h(
        "button",
        {
          class: "open-slot",
          tabindex: -1,
          testid: "slot",
          "data-rove": `open:${face.engineerId}:${face.start}`,
          "data-engineer": face.engineerId,
          "data-start": face.start,
          "data-end": face.end,
          "aria-label": `${sayDuration(face.minutes)} open, ${face.engineer}, ${saySpan(face.start, face.end)}. Enter to fill.`,
        },
        h("span", {}, `${sayDuration(face.minutes)} open`),
      );
    case "busy":
      return h("span", { class: "busy-label", title: face.summary }, face.summary);
    case "break":
      return h("span", { class: "busy-label", title: "Break" }, "Break");
    case "oncall":
      return h("span", { class: "busy-label", title: "On call" }, "On call");
    default:
      return h("span");
  }
}

function drawWork(face: Extract<Face, { kind: "work" }>, zone: string, nameOf: (id: string) => string): HTMLElement {
  const { assignment: work, look } = face;
  const state = slaState(work.sla.state);
  const [start, end] = [wallOf(work.start, zone), wallOf(work.end, zone)];
  // The name starts with what is seen, so that it can be said to a voice control; what follows is in the card for others.
  const label =
    `${face.badge ? `${face.badge} ` : ""}${work.client} P${work.priority} ${sayTime(start)} ${work.summary}, ${SAID[look]}${work.ticket_id}, ` +
    `${sayList(work.engineer_ids.map(nameOf))}, ${saySpan(start, end)}, ${sayStateAndSla(work.sla, zone)}` +
    `${work.pinned ? ", pinned" : ""}${work.frozen ? ", frozen" : ""}`;
  return h(
    "button",
    {
      class: `face sla-${work.sla.state} ${look}`,
      tabindex: -1,
      testid: look === "ghost" ? "ghost" : "event",
      "data-rove": `${look === "ghost" ? "ghost" : "work"}:${work.ticket_id}:${face.engineerId}`,
      "data-ticket": work.ticket_id,
      "data-engineer": face.engineerId,
      "data-start": start,
      "data-sla": work.sla.state,
      "aria-label": label,
    },
    h(
      "span",
      { class: "face-line" },
      h("span", { class: "sla-sign" }, icon(state.icon, 13)),
      (work.pinned || work.frozen) && h("span", { class: "pin-sign" }, icon(work.pinned ? "pin" : "lock", 12)),
      face.badge && [h("span", { class: "badge" }, face.badge), " "],
      h("strong", {}, work.client),
    ),
    " ",
    h(
      "span",
      { class: "face-line detail" },
      h("span", { class: "face-priority" }, `P${work.priority}`),
      h(
        "span",
        { class: "rest" },
        ` ${sayTime(start)} ${work.summary}`,
        work.engineer_ids.length > 1 && ` (${count(work.engineer_ids.length, "engineer")})`,
      ),
    ),
  );
}
