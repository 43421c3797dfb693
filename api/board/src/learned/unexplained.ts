import type { Learning, Unexplained } from "./contract";
import { h } from "../dom/h";
import { api } from "../http/api";
import { sayDay } from "../time/zone";
import { count } from "../words/minutes";
import { evidenceList } from "./evidence";
import type { Act } from "./learned-view";
import { sayTerms } from "./preferences";

/** Decisions that no weight explains, each group with the preference that would. */
export function unexplainedList(known: Learning, may: boolean, zone: string, act: Act): HTMLElement | false {
  if (!known.unexplained.length) return false;
  return h(
    "section",
    { testid: "unexplained" },
    h("h2", {}, "What no weight explains"),
    h(
      "ul",
      { class: "plain cards" },
      known.unexplained.map((each) =>
        h(
          "li",
          { class: "card", testid: "unexplained-group", "data-client": each.client_id, "data-engineer": each.engineer_id },
          h("p", {}, h("strong", {}, sayGroup(each, known))),
          evidenceList(each.decisions, each.decisions.length, known.evidence, zone),
          each.preference && may && ask(each, act),
        ),
      ),
    ),
  );
}

function sayGroup({ kind, engineer, client, decisions }: Unexplained, known: Learning): string {
  const times = decisions.length > 1 ? `${decisions.length} times` : "once";
  if (kind === "avoid") return `You passed over a better-priced ${engineer} ${times} for ${client}.`;
  const others = new Set(decisions.map((id) => known.evidence[id]?.proposed).filter((name) => name && name !== engineer));
  const over = others.size === 1 ? `a better-priced ${[...others][0]}` : others.size ? "better-priced others" : "a better-priced place";
  return `You chose ${engineer} over ${over} ${times} for ${client}.`;
}

function ask({ client_id, engineer_id, engineer, client, decisions, preference }: Unexplained, act: Act): HTMLElement | false {
  if (!preference) return false;
  const until = h("input", { type: "date", value: preference.expires, required: true, "aria-label": "Last day", testid: "preference-until" });
  const { kind, ticket_type, minutes } = preference;
  const word = kind === "prefer" ? "Prefer" : "Avoid";
  const reason = `chosen so ${count(decisions.length, "time")}`;
  const confirm = () =>
    until.reportValidity() &&
    void act(
      () => api.prefer({ client_id, engineer_id, kind, ticket_type, minutes, reason, expires: until.value }),
      `${word} ${engineer} for ${client} until ${sayDay(until.value)} ${until.value.slice(0, 4)}`,
    );
  return h(
    "div",
    { class: "buttons" },
    h("span", {}, `${word} ${engineer} there, ${sayTerms(preference)}, until`),
    until,
    h("button", { class: "primary", testid: "confirm-preference", onclick: confirm }, `${word} ${engineer}`),
  );
}
