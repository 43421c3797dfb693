import { h } from "../dom/h";
import { icon } from "../dom/icon";
import type { Change, ChangeKind } from "./contract";
import type { Stack } from "./draft";
import type { Told } from "./told";

export interface StackListeners {
  rename?: (name: string) => void;
  add: () => void;
  edit: (at: number) => void;
  move: (at: number, to: number) => void;
  drop: (at: number) => void;
  copy?: () => void;
  remove?: () => void;
}

interface Given {
  stack: Stack;
  name: string;
  changes: readonly Change[];
  kinds: readonly ChangeKind[];
  told: Told;
  mayChange: boolean;
}

/** One variant, or what holds in all: its changes in words, one over the other. */
export function stackCard({ stack, name, changes, kinds, told, mayChange }: Given, listeners: StackListeners): HTMLElement {
  const { rename, copy, remove } = listeners;
  const tool = (sign: "copy" | "close", text: string, testid: string, run: () => void) =>
    h("button", { class: "quiet bare", testid, title: text, "aria-label": `${text}: ${name}`, onclick: run }, icon(sign, 14));
  return h(
    "section",
    { class: "stack", testid: "stack", "aria-label": name, "data-stack": String(stack) },
    h(
      "header",
      {},
      rename && mayChange ? nameInput(name, rename) : h("h3", {}, name),
      mayChange && copy && tool("copy", "Another variant like this", "copy-variant", copy),
      mayChange && remove && tool("close", "Remove this variant", "remove-variant", remove),
    ),
    changes.length > 0
      ? h("ol", { class: "changes" }, changes.map((change, at) => changeLine(change, at, changes.length, { stack, name, changes, kinds, told, mayChange }, listeners)))
      : h("p", { class: "muted small" }, stack === "shared" ? "Nothing." : "As things are. Add what is to be otherwise."),
    mayChange && h("button", { class: "quiet", testid: "add-change", onclick: listeners.add }, icon("plus", 14), "Add a change"),
  );
}

function changeLine(change: Change, at: number, count: number, { stack, kinds, told, mayChange }: Given, { edit, move, drop }: StackListeners): HTMLElement {
  const problem = told.problemOf(stack, at);
  const text = told.wordsOf(change) ?? sayWritten(change, kinds);
  const tool = (sign: "up" | "down" | "close", does: string, testid: string, run: () => void, disabled = false) =>
    h("button", { class: "quiet bare small-tool", testid, disabled, title: does, "aria-label": `${does}: ${text}`, onclick: run }, icon(sign, 14));
  return h(
    "li",
    { testid: "change", class: problem ? "is-flawed" : "" },
    mayChange ? h("button", { class: "link change-words", testid: "edit-change", title: "Change it", onclick: () => edit(at) }, text) : h("span", {}, text),
    mayChange &&
      h(
        "span",
        { class: "tools" },
        count > 1 && [tool("up", "Earlier", "change-up", () => move(at, at - 1), at === 0), tool("down", "Later", "change-down", () => move(at, at + 1), at === count - 1)],
        tool("close", "Take it out", "drop-change", () => drop(at)),
      ),
    problem && h("p", { class: "problem-text small", testid: "change-problem", role: "alert" }, problem),
  );
}

function nameInput(name: string, rename: (name: string) => void): HTMLElement {
  const input = h("input", { type: "text", class: "variant-name", value: name, maxlength: 120, required: true, "aria-label": "Name of the variant", testid: "variant-name" });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("change", () => rename(input.value.trim()));
  return input;
}

/** Return a change as it was written down, until the service has told it: `Engineer absent: @key, tue 08:00`. */
export function sayWritten(change: Change, kinds: readonly ChangeKind[]): string {
  const title = kinds.find((each) => each.change === change.change)?.title ?? change.change;
  const said = Object.entries(change).flatMap(([name, value]) => (name === "change" || typeof value === "object" ? [] : [String(value)]));
  return said.length ? `${title}: ${said.join(", ")}` : title;
}
