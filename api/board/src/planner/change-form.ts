import { openDialog } from "../dom/dialog";
import { fillWith, h } from "../dom/h";
import type { Choices } from "./choices";
import type { Change, ChangeKind } from "./contract";
import { type FieldInput, fieldInput } from "./field-input";
import { fieldsOf, missing, written } from "./fields";

interface Given {
  kinds: readonly ChangeKind[];
  choices: Choices;
  /** Changes that come before, and so may bring in what this one is about. */
  before: readonly Change[];
  /** The change to be changed, where it is there already; it may be half said. */
  change?: Change;
  title?: string;
  done: (change: Change) => void;
}

/** The reverse of other changes is found by the service, and not written by hand. */
const NOT_BY_HAND = new Set(["restored"]);
/** What is asked most often stands there first. */
const USUAL = "engineer_absent";
/** Changes are offered by what they are about, in this order. */
const GROUPS: [title: string, start: RegExp][] = [
  ["People", /^(engineer|new_hire|skill|certificate|more_hours|longer_day|overtime)/],
  ["Tickets", /^(ticket|volume)/],
  ["Clients and sites", /^(client|site|sla)/],
  ["The desk", /./],
];

/** Ask for a change in a dialog: which one, and the fields that its schema has. */
export function openChangeForm({ kinds, choices, before, change, title, done }: Given): void {
  const offered = kinds.filter((each) => !NOT_BY_HAND.has(each.change));
  const about = h("p", { class: "muted", id: "change-about" });
  const fields = h("div", { class: "change-fields" });
  const problem = h("p", { class: "problem-text", role: "alert", hidden: true });
  const select = h("select", { testid: "change-kind", "aria-describedby": "change-about", autofocus: true }, groups(offered, change?.change ?? USUAL));
  let inputs: FieldInput[] = [];
  const kind = () => offered.find((each) => each.change === select.value);
  const draw = () => {
    const now = kind();
    problem.hidden = true;
    about.textContent = (now?.description ?? "").replaceAll("`", "").split("\n\n")[0] ?? "";
    const values = now?.change === change?.change ? change : undefined;
    inputs = now ? fieldsOf(now).map((field) => fieldInput(field, values?.[field.name], { choices, before })) : [];
    fillWith(fields, inputs.map((each) => each.element));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const now = kind();
    if (!now) return;
    const values = Object.fromEntries(inputs.map((each) => [each.field.name, each.read()]));
    const needed = missing(now, values);
    problem.hidden = !needed.length;
    problem.textContent = `Needed: ${needed.join(", ")}.`;
    if (needed.length) return;
    dialog.close();
    done(written(now, values));
  };
  select.addEventListener("change", draw);
  draw();
  const dialog = openDialog(
    title ?? (change ? "Change this change" : "Add a change"),
    h(
      "form",
      { class: "change-form", novalidate: "", onsubmit: submit },
      h("label", { class: "field" }, h("span", {}, "What is otherwise"), select),
      about,
      fields,
      problem,
      h("footer", {}, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), h("button", { class: "primary", type: "submit", testid: "change-done" }, change ? "Keep" : "Add")),
    ),
    "change-dialog",
  );
  select.focus();
}

function groups(kinds: readonly ChangeKind[], chosen?: string): HTMLElement[] {
  const groupOf = (kind: ChangeKind) => GROUPS.find(([, start]) => start.test(kind.change))?.[0];
  return GROUPS.flatMap(([title]) => {
    const those = kinds.filter((each) => groupOf(each) === title);
    return those.length ? [h("optgroup", { label: title }, those.map((each) => h("option", { value: each.change, selected: each.change === chosen }, each.title)))] : [];
  });
}
