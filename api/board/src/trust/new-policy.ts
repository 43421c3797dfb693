import { h } from "../dom/h";
import type { DeskState } from "../state/desk";
import type { Category } from "./contract";

/** A form for one more kind of ticket; what is offered is what the desk's work looks like now. */
export function newPolicy(desk: DeskState, add: (category: Category) => void): HTMLElement {
  const work = [...(desk.queue.value.value ?? []), ...(desk.board.value.value?.assignments ?? [])];
  const clients = new Map(work.map((each) => [each.client_id, each.client]));
  const types = [...new Set(work.map((each) => each.type))].sort();
  const choice = (label: string, testid: string, options: [string, string][]) => {
    const select = h("select", { testid }, h("option", { value: "" }, "any"), options.map(([value, text]) => h("option", { value }, text)));
    return { select, label: h("label", {}, h("span", { class: "muted" }, label), select) };
  };
  const numbers = (prefix: string): [string, string][] => [1, 2, 3, 4].map((each) => [String(each), `${prefix}${each}`]);
  const type = choice("Type", "new-type", types.map((each) => [each, each]));
  const client = choice("Client", "new-client", [...clients].sort(([, a], [, b]) => a.localeCompare(b)));
  const priority = choice("Priority", "new-priority", numbers("P"));
  const tier = choice("Tier", "new-tier", numbers(""));
  const number = (text: string) => (text ? Number(text) : null);
  return h(
    "details",
    { class: "new-policy", testid: "new-policy" },
    h("summary", {}, "Another kind of ticket"),
    h("div", { class: "new-policy-form" }, type.label, client.label, priority.label, tier.label),
    h(
      "button",
      {
        testid: "add-policy",
        onclick: () =>
          add({ type: type.select.value || null, client_id: client.select.value || null, priority: number(priority.select.value), tier: number(tier.select.value) }),
      },
      "Add it",
    ),
  );
}
