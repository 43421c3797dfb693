import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import type { Choice, Choices } from "./choices";
import type { Change } from "./contract";
import { type Field, isNothing, mapOf } from "./fields";

/** A field on the page: the element, and what it says now. */
export interface FieldInput {
  field: Field;
  element: HTMLElement;
  read: () => unknown;
}

interface Around {
  choices: Choices;
  /** Changes that come before this one, which may bring things in. */
  before: readonly Change[];
}

/** So many things are offered in a list to choose from; of more one types the beginning. */
const FEW = 250;
let lists = 0;

/** Make the input of a field, holding a value; `things` is what may be written there. */
export function fieldInput(field: Field, value: unknown, around: Around, things: Choice[] = around.choices.of(field, around.before)): FieldInput {
  const given = value === undefined ? field.usual : value;
  switch (field.kind) {
    case "flag":
      return flag(field, given);
    case "choice":
      return chosen(field, given, field.options.map((each) => ({ value: each, label: each })), []);
    case "number":
      return numeric(field, given);
    case "rows":
      return rows(field, given, around, things);
    case "map":
      return map(field, given, around, things);
    case "list":
      return list(field, given, [...around.choices.words(field), ...things]);
    default:
      return worded(field, given, around.choices.words(field), things);
  }
}

function worded(field: Field, given: unknown, words: Choice[], things: Choice[]): FieldInput {
  if (field.kind === "names" && things.length <= FEW && (things.length || words.length)) return chosen(field, given, things, words);
  const input = h("input", { ...attributes(field), type: "text", value: textOf(given), spellcheck: "false", maxlength: 500 });
  return { field, element: labelled(field, input, suggestions(input, [...words, ...things])), read: () => input.value.trim() };
}

function chosen(field: Field, given: unknown, options: Choice[], words: Choice[]): FieldInput {
  const now = isNothing(given) ? "" : String(given);
  const isKnown = [...options, ...words].some((each) => each.value === now);
  const option = ({ value, label }: Choice) => h("option", { value, selected: value === now }, label);
  const select = h(
    "select",
    attributes(field),
    (!field.required || !now) && h("option", { value: "", selected: !now }, field.required ? "Choose" : "not said"),
    now !== "" && !isKnown && h("option", { value: now, selected: true }, now),
    words.length ? [h("optgroup", { label: "By what they are" }, words.map(option)), h("optgroup", { label: "By name" }, options.map(option))] : options.map(option),
  );
  // What the schema counts is a number, whatever an option can hold.
  const isNumber = field.kind === "choice" && field.minimum !== undefined;
  return { field, element: labelled(field, select), read: () => (isNumber && select.value ? Number(select.value) : select.value) };
}

function flag(field: Field, given: unknown): FieldInput {
  const input = h("input", { type: "checkbox", checked: given === true, testid: `field-${field.name}` });
  const element = h("label", { class: "switch" }, input, h("span", {}, field.label));
  return { field, element, read: () => input.checked };
}

function numeric(field: Field, given: unknown): FieldInput {
  const input = h("input", { ...attributes(field), type: "number", step: "any", min: field.minimum, max: field.maximum, value: textOf(given) });
  return { field, element: labelled(field, input), read: () => (input.value === "" ? null : Number(input.value)) };
}

function list(field: Field, given: unknown, things: Choice[]): FieldInput {
  const input = h("input", { ...attributes(field), type: "text", value: Array.isArray(given) ? given.join(", ") : textOf(given), placeholder: "one, another" });
  return {
    field,
    element: labelled(field, input, suggestions(input, things.slice(0, FEW))),
    read: () => input.value.split(",").map((each) => each.trim()).filter(Boolean),
  };
}

function map(field: Field, given: unknown, around: Around, things: Choice[]): FieldInput {
  const { minimum, maximum } = field;
  const number: Field = { ...bare("value", "Value"), kind: "number", ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
  const fields: Field[] = [{ ...bare("name", "Name"), kind: "names" }, number];
  const pairs = Object.entries(typeof given === "object" && given !== null ? given : {}).map(([name, value]) => ({ name, value }));
  const made = rows({ ...field, fields }, pairs, around, things);
  return { ...made, field, read: () => mapOf(made.read() as { name?: unknown; value?: unknown }[]) };
}

/** Parts with fields of their own, one a line; a part's name is one of the things that the whole may hold. */
function rows(field: Field, given: unknown, around: Around, things: Choice[]): FieldInput {
  const parts = h("div", { class: "field-rows" });
  let inputs: FieldInput[][] = [];
  const add = (values: Record<string, unknown>, focus = false) => {
    const line = field.fields.map((each) => fieldInput(each, values[each.name], around, each.name === "name" ? things : undefined));
    inputs.push(line);
    const row = h(
      "div",
      { class: "field-row" },
      line.map((each) => each.element),
      h("button", { class: "quiet bare", type: "button", "aria-label": `Remove from ${field.label}`, onclick: () => (row.remove(), (inputs = inputs.filter((each) => each !== line))) }, icon("close", 14)),
    );
    parts.append(row);
    if (focus) row.querySelector<HTMLElement>("input, select")?.focus();
  };
  for (const each of Array.isArray(given) ? given : []) add(each as Record<string, unknown>);
  const more = h("button", { type: "button", class: "quiet", testid: `add-${field.name}`, onclick: () => add({}, true) }, icon("plus", 14), "Add");
  const element = h("fieldset", { class: "field-set" }, h("legend", {}, field.label), help(field), parts, more);
  const value = (line: FieldInput[]) =>
    Object.fromEntries(line.map((each) => [each.field.name, each.read()]).filter(([, said]) => !isNothing(said)));
  return { field, element, read: () => inputs.map(value).filter((each) => !isNothing(each)) };
}

function bare(name: string, label: string): Field {
  return { name, label, help: "", required: true, usual: undefined, kind: "text", words: [], options: [], fields: [] };
}

function attributes(field: Field): Record<string, string | boolean> {
  return { testid: `field-${field.name}`, required: field.required };
}

function labelled(field: Field, input: HTMLElement, more: HTMLElement | null = null): HTMLElement {
  const label = h("label", { class: "field" }, h("span", {}, field.label, field.required && h("span", { class: "muted" }, " (needed)")), input, more);
  fillWith(label, ...[...label.childNodes], help(field));
  return label;
}

function help(field: Field): HTMLElement | null {
  const text = field.help.replaceAll("`", "").replace(/^None\b/, "Left empty, it");
  if (field.kind === "moment") return h("span", { class: "muted small" }, "now, tue 13:00, workday 2 08:00 or 2026-03-03T13:00");
  return text ? h("span", { class: "muted small" }, text) : null;
}

function suggestions(input: HTMLInputElement, things: Choice[]): HTMLElement | null {
  if (!things.length) return null;
  lists += 1;
  const id = `suggestions-${lists}`;
  input.setAttribute("list", id);
  return h("datalist", { id }, things.map(({ value, label }) => h("option", { value }, label === value ? "" : label)));
}

function textOf(value: unknown): string {
  if (isNothing(value)) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
