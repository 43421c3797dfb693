import { ruleName } from "../words/rule";
import type { Change, ChangeKind, Schema } from "./contract";

/** A field of a form, read from a change's schema. */
export interface Field {
  name: string;
  label: string;
  help: string;
  required: boolean;
  /** What it is when it is left alone; undefined where there is no such thing. */
  usual: unknown;
  /**
   * `names` is an id of the desk's things of a kind, `moment` an instant; `list` holds texts, `rows` holds parts with fields
   * of their own, and `map` numbers by name.
   */
  kind: "names" | "moment" | "choice" | "number" | "flag" | "text" | "list" | "rows" | "map";
  of?: string;
  words: string[];
  minimum?: number;
  maximum?: number;
  options: string[];
  fields: Field[];
}

/** So many whole numbers at most are offered as a choice. */
const FEW = 6;

/** Return the fields that the form of a change has. */
export function fieldsOf(kind: ChangeKind): Field[] {
  return fieldsIn(kind.json_schema, kind.json_schema).filter((field) => field.name !== "change");
}

function fieldsIn(schema: Schema, root: Schema): Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, each]) => fieldOf(name, each, required.has(name), root));
}

function fieldOf(name: string, given: Schema, required: boolean, root: Schema): Field {
  const schema = { ...given, ...plain(given, root) };
  const field: Field = {
    name,
    label: sayName(name),
    help: [given.description, isReferred(given) && schema.description].filter(Boolean).join(" "),
    required,
    usual: given.default,
    kind: "text",
    words: schema.examples ?? [],
    options: [],
    fields: [],
  };
  if (schema["x-names"]) return { ...field, kind: "names", of: schema["x-names"] };
  if (schema["x-moment"]) return { ...field, kind: "moment" };
  if (schema.enum) return { ...field, kind: "choice", options: schema.enum.map(String) };
  if (schema.type === "boolean") return { ...field, kind: "flag" };
  if (schema.type === "integer" || schema.type === "number") return numberField(field, schema);
  if (schema.type === "array") return listField(field, plain(schema.items ?? {}, root), root);
  if (schema.type === "object" && typeof schema.additionalProperties === "object") return { ...field, kind: "map", ...limits(schema.additionalProperties) };
  return field;
}

function numberField(field: Field, schema: Schema): Field {
  const { minimum, maximum } = schema;
  if (minimum === undefined || maximum === undefined || maximum - minimum >= FEW) return { ...field, kind: "number", ...limits(schema) };
  return { ...field, kind: "choice", options: Array.from({ length: maximum - minimum + 1 }, (_, at) => String(minimum + at)), ...limits(schema) };
}

function listField(field: Field, items: Schema, root: Schema): Field {
  if (items.properties) return { ...field, kind: "rows", fields: fieldsIn(items, root) };
  const of = items["x-names"];
  return { ...field, kind: "list", ...(of ? { of } : {}) };
}

function limits({ minimum, maximum }: Schema): { minimum?: number; maximum?: number } {
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}

/** Return whether what a field holds is described elsewhere, in words that say how it is written. */
function isReferred({ $ref, anyOf }: Schema): boolean {
  return $ref !== undefined || (anyOf?.some((each) => each.$ref) ?? false);
}

/** Return a schema without the way to it: what it refers to, and what it is when it is not null. */
function plain(schema: Schema, root: Schema): Schema {
  if (schema.$ref) return plain(root.$defs?.[schema.$ref.replace("#/$defs/", "")] ?? {}, root);
  const [only, ...others] = (schema.anyOf ?? []).filter((each) => each.type !== "null");
  return only && !others.length ? plain(only, root) : schema;
}

/** Return a field's name in words: `engineers_needed` is Engineers needed. */
export function sayName(name: string): string {
  const words = name.replaceAll("_", " ").replace(/^(sla|vip)\b/, (word) => word.toUpperCase()).replace(/^id$/, "new id");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Return a change that holds what a form says: what is left alone is not written down. */
export function written(kind: ChangeKind, values: Record<string, unknown>): Change {
  const told = fieldsOf(kind).filter(({ name, usual }) => {
    const value = values[name];
    return !isNothing(value) && JSON.stringify(value) !== JSON.stringify(usual);
  });
  return { change: kind.change, ...Object.fromEntries(told.map(({ name }) => [name, values[name]])) };
}

/** Return what a form leaves empty: the labels of required fields, and what a line of a map lacks. */
export function missing(kind: ChangeKind, values: Record<string, unknown>): string[] {
  return fieldsOf(kind).flatMap((field) => {
    const value = values[field.name];
    if (field.required && isNothing(value)) return [field.label];
    return field.kind === "map" ? gapsIn(field, value) : [];
  });
}

/** Return the map that lines of a name and a value tell; what a line lacks is an empty name, or null. */
export function mapOf(lines: readonly { name?: unknown; value?: unknown }[]): Record<string, unknown> {
  return Object.fromEntries(lines.map(({ name, value }) => [typeof name === "string" ? name : "", value ?? null]));
}

function gapsIn({ label }: Field, map: unknown): string[] {
  return Object.entries(typeof map === "object" && map !== null ? map : {}).flatMap(([name, value]) => {
    if (!name) return [`a name in ${label}`];
    return isNothing(value) ? [`a value for \u201c${ruleName(name)}\u201d in ${label}`] : [];
  });
}

export function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
