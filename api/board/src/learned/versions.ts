import type { WeightsVersion } from "./contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayStamp, wallOf } from "../time/zone";
import { count } from "../words/minutes";
import { ruleName } from "../words/rule";
import { sayWho } from "../words/who";
import type { Act } from "./learned-view";
import { sayWeight } from "./words";

const ORIGINS: Record<WeightsVersion["origin"], string> = { hand: "Set by hand", learned: "Learned", undo: "Undone" };
const NAMED = 4;

/** The versions of the weights since a person set them, the newest first; what was learned can be undone. */
export function versionList(versions: readonly WeightsVersion[], may: boolean, zone: string, act: Act): HTMLElement {
  return h(
    "section",
    { testid: "weight-versions" },
    h("h2", {}, "Versions"),
    h("ol", { class: "plain cards" }, versions.map((each, index) => card(each, index === 0, may, zone, act))),
  );
}

function card(each: WeightsVersion, isNow: boolean, may: boolean, zone: string, act: Act): HTMLElement {
  const { version, origin, undone, changes } = each;
  const from = origin === "learned" ? ` from ${count(each.decisions, "decision")}` : "";
  const named = changes.slice(0, NAMED).map(({ rule, before, after }) => `${ruleName(rule)} ${sayWeight(before)} to ${sayWeight(after)}`);
  const rest = changes.length - named.length;
  return h(
    "li",
    { class: `card preference ${undone ? "is-over" : ""}`, testid: "weight-version", "data-version": version, "data-origin": origin },
    h(
      "div",
      {},
      h("p", {}, h("strong", {}, `Version ${version}`), ` ${ORIGINS[origin]}${from}`, isNow && [" ", h("span", { class: "chip" }, "in force")], undone && [" ", h("span", { class: "chip" }, "undone")]),
      named.length > 0 && h("p", {}, `${named.join(", ")}${rest > 0 ? `, and ${rest} more` : ""}`),
      h("p", { class: "muted" }, `${sayWho(each.created_by)}, ${sayStamp(wallOf(each.created, zone))}`),
    ),
    may && origin === "learned" && !undone &&
      h(
        "button",
        { testid: "undo-weights", "aria-label": `Undo version ${version} and what was learned after it`, onclick: () => void act(() => api.undoLearned(version), "Undone. The weights are what they were before.") },
        icon("undo", 14),
        "Undo",
      ),
  );
}
