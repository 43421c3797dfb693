import type { StaleChange } from "../contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import type { Problem } from "../http/problem";
import type { App } from "../page/app";
import { sayStale } from "../words/change";

/** Return the first words of a refusal; the changes that follow say the rest. */
export function sayRefused(problem: Problem): string {
  return problem.changes.length ? "Nothing was published: this has changed meanwhile." : problem.message;
}

/** Say what has changed since a proposal was made, by whom, and offer to ask again on what holds now. */
export function staleNotice(app: App, text: string, changes: readonly StaleChange[], askAgain: () => void): HTMLElement {
  return h(
    "div",
    { class: "callout warn", testid: "stale", role: "alert" },
    h("p", {}, icon("warning"), h("strong", {}, ` ${text}`)),
    changes.length > 0 && h("ul", {}, changes.map((change) => h("li", {}, sayStale(change, app.desk.nameOf, app.desk.zone)))),
    h("button", { testid: "ask-again", onclick: askAgain }, "Ask again"),
  );
}
