import type { Preference } from "./contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayDay } from "../time/zone";
import { sayWho } from "../words/who";
import type { Act } from "./learned-view";

/** Preferences that somebody has confirmed: whom for which client, whose they are, and when they end. */
export function preferenceList(preferences: readonly Preference[], may: boolean, act: Act): HTMLElement {
  return h(
    "section",
    { testid: "preferences" },
    h("h2", {}, "Preferences"),
    preferences.length
      ? h("ul", { class: "plain cards" }, preferences.map((each) => card(each, may, act)))
      : h("p", { class: "empty" }, "None. One is proposed when you decide against the prices for the same client again and again."),
  );
}

/** Return what a preference means in a few words: `30 min, incident only`. */
export function sayTerms({ minutes, ticket_type: type }: Pick<Preference, "minutes" | "ticket_type">): string {
  return [`${minutes} min`, type && `${type.replaceAll("_", " ")} only`].filter(Boolean).join(", ");
}

function card(each: Preference, may: boolean, act: Act): HTMLElement {
  const { client, engineer, kind, owner, expires, is_live: isLive, reason } = each;
  return h(
    "li",
    { class: `card preference ${isLive ? "" : "is-over"}`, testid: "preference", "data-client": each.client_id, "data-engineer": each.engineer_id },
    h(
      "div",
      {},
      h("p", {}, icon(kind === "prefer" ? "check" : "dash", 14), h("strong", {}, ` ${client}: ${kind === "prefer" ? "prefer" : "avoid"} ${engineer}`), ` (${sayTerms(each)})`),
      h("p", { class: "muted" }, [`${sayWho(owner)}\u2019s`, `${isLive ? "until" : "ended on"} ${sayDay(expires)} ${expires.slice(0, 4)}`, reason].filter(Boolean).join(", ")),
    ),
    may && h("button", { testid: "end-preference", onclick: () => void act(() => api.endPreference(each), `Ended: ${engineer} for ${client}`) }, isLive ? "End it" : "Remove"),
  );
}
