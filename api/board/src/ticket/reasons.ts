import type { Explanation, Reason } from "../contract";
import { h } from "../dom/h";
import type { App } from "../page/app";
import { sentence } from "../words/change";
import { count } from "../words/minutes";
import { ruleName } from "../words/rule";

/** Why a ticket is nowhere, and the smallest changes that would give it a place. */
export function reasonsToWait(app: App, { reasons, relaxations, verdicts }: Explanation): (HTMLElement | false)[] {
  // Who could take it stands there with a price each; that somebody could is no reason to wait.
  const byCode = [...Map.groupBy(reasons.filter((reason) => reason.code !== "possible"), (reason) => reason.code)];
  const possible = verdicts.filter((verdict) => verdict.code === "possible").length;
  return [
    byCode.length + possible > 0 &&
      h(
        "section",
        { testid: "reasons" },
        h("h3", {}, "Why it is waiting"),
        h(
          "ul",
          { class: "plain" },
          possible > 0 && h("li", {}, h("strong", {}, "Not planned yet"), ` ${count(possible, "engineer")} could take it`),
          byCode.map(([code, alike]) => h("li", {}, h("strong", {}, ruleName(code)), ` ${say(app, alike)}`)),
        ),
      ),
    relaxations.length > 0 &&
      h(
        "section",
        {},
        h("h3", {}, "What would place it"),
        h("ul", {}, relaxations.map((relaxation) => h("li", {}, sentence(relaxation.detail ?? relaxation.words ?? "")))),
      ),
  ];
}

/** Say what is in the way; engineers who share it are only counted, since the list of refusals names them. */
function say(app: App, alike: readonly Reason[]): string {
  if (alike.length > 1 && alike.every((reason) => reason.engineer_id)) return `for ${count(alike.length, "engineer")}`;
  const line = ({ engineer_id: id, detail }: Reason) => (id ? `${app.desk.nameOf(id)}: ${detail}` : detail);
  return alike.map(line).join(", ");
}
