import { describe, expect, it } from "vitest";
import type { ChangeKind, Scenario } from "../src/planner/contract";
import { draftOf, effort, emptyDraft, moved, scenarioOf, whyNot, withChanges, withoutVariant, withVariant } from "../src/planner/draft";
import { fieldsOf, mapOf, missing, sayName, written } from "../src/planner/fields";

const arrives: ChangeKind = {
  change: "ticket_arrives",
  title: "Ticket arrives",
  description: "A new ticket.",
  json_schema: {
    type: "object",
    required: ["id", "client"],
    $defs: {
      Need: { type: "object", required: ["name"], properties: { name: { type: "string" }, min_level: { type: "integer", minimum: 1, maximum: 5, default: 1 } } },
      Hours: { type: "object", description: "Hours of a week, for example mon-fri 08:00-17:00.", properties: {} },
    },
    properties: {
      change: { const: "ticket_arrives", default: "ticket_arrives", type: "string" },
      id: { type: "string" },
      client: { type: "string", "x-names": "client", examples: ["@largest"] },
      site: { anyOf: [{ type: "string", "x-names": "site", examples: ["@busiest"] }, { type: "null" }], default: null, description: "Empty is remote." },
      priority: { type: "integer", minimum: 1, maximum: 4, default: 3 },
      minutes: { type: "integer", minimum: 1, maximum: 10000, default: 60 },
      vip: { type: "boolean", default: false },
      at: { type: "string", "x-moment": true, default: "now", examples: ["now", "tue 13:00"] },
      skills: { type: "array", items: { $ref: "#/$defs/Need" }, default: [] },
      required_engineers: { type: "array", items: { type: "string", "x-names": "engineer" }, default: [] },
      hours: { anyOf: [{ $ref: "#/$defs/Hours" }, { type: "null" }], default: null },
      weights: { type: "object", additionalProperties: { type: "integer", minimum: 0 } },
    },
  },
};
const scenario: Scenario = { name: "two-ways", purpose: "", changes: [{ change: "a" }], variants: [{ name: "one", changes: [{ change: "b" }] }, { name: "two", changes: [] }] };

describe("forms of changes", () => {
  it("have a field of the right kind for each of the schema", () => {
    const kinds = Object.fromEntries(fieldsOf(arrives).map((field) => [field.name, field.of ? `${field.kind} ${field.of}` : field.kind]));
    expect(kinds).toEqual({
      id: "text", client: "names client", site: "names site", priority: "choice", minutes: "number", vip: "flag", at: "moment",
      skills: "rows", required_engineers: "list engineer", hours: "text", weights: "map",
    });
  });

  it("know what is required, what is usual, and what may be written", () => {
    const field = (name: string) => fieldsOf(arrives).find((each) => each.name === name);
    expect(field("client")).toMatchObject({ required: true, words: ["@largest"] });
    expect(field("site")).toMatchObject({ required: false, usual: null, help: "Empty is remote.", words: ["@busiest"] });
    expect(field("priority")?.options).toEqual(["1", "2", "3", "4"]);
    expect(field("minutes")).toMatchObject({ minimum: 1, maximum: 10000 });
    expect(field("hours")?.help).toContain("mon-fri 08:00-17:00");
    expect(field("skills")?.fields.map((each) => each.name)).toEqual(["name", "min_level"]);
  });

  it("write down only what was said", () => {
    const values = { id: "T-9", client: "@largest", site: "", priority: 3, minutes: 90, vip: false, at: "now", skills: [], hours: null };
    expect(written(arrives, values)).toEqual({ change: "ticket_arrives", id: "T-9", client: "@largest", minutes: 90 });
    expect(missing(arrives, values)).toEqual([]);
    expect(missing(arrives, { id: "" })).toEqual(["New id", "Client"]);
    expect(sayName("sla_policy")).toBe("SLA policy");
  });

  it("ask for the value of a weight that has none, and never take it for 0, which switches the rule off", () => {
    const values = { id: "T-9", client: "@largest", weights: mapOf([{ name: "travel" }, { name: "overtime", value: 0 }]) };
    expect(values.weights).toEqual({ travel: null, overtime: 0 });
    expect(missing(arrives, values)).toEqual(["a value for \u201cTravel\u201d in Weights"]);
    expect(missing(arrives, { ...values, weights: mapOf([{ value: 500 }]) })).toEqual(["a name in Weights"]);
    expect(missing(arrives, { ...values, weights: mapOf([{ name: "travel", value: 0 }]) })).toEqual([]);
    expect(missing(arrives, { ...values, weights: mapOf([]) })).toEqual([]);
  });
});

describe("drafts", () => {
  it("keep a scenario whole", () => {
    expect(scenarioOf(draftOf(scenario, emptyDraft()))).toEqual(scenario);
    const one = draftOf({ ...scenario, variants: [] }, { ...emptyDraft(), seeds: 5 });
    expect(one).toMatchObject({ shared: [], seeds: 5, variants: [{ name: "two-ways", changes: [{ change: "a" }] }] });
  });

  it("say what is missing before they are run", () => {
    const draft = emptyDraft();
    expect(whyNot(draft)).toContain("variant 1");
    const filled = withChanges(draft, 0, [{ change: "b" }]);
    expect(whyNot(filled)).toBe("");
    expect(whyNot(withVariant(filled))).toContain("variant 2");
    expect(whyNot(withChanges(withVariant(draft), "shared", [{ change: "a" }]))).toBe("");
    expect(whyNot({ ...filled, variants: [...filled.variants, ...filled.variants] })).toContain("same name");
  });

  it("give a new variant a name of its own, and the changes of the one it is like", () => {
    const two = withVariant(withChanges(emptyDraft(), 0, [{ change: "b" }]));
    expect(two.variants.map((each) => each.name)).toEqual(["variant 1", "variant 2"]);
    const left = withoutVariant(two, 0);
    const copied = withVariant(left, two.variants[0]);
    expect(copied.variants).toEqual([{ name: "variant 2", changes: [] }, { name: "variant 3", changes: [{ change: "b" }] }]);
  });

  it("count the schedules to be made", () => {
    expect(effort(emptyDraft())).toEqual({ schedules: 6, seconds: 60 });
    expect(effort({ ...emptyDraft(), against: "published" })).toEqual({ schedules: 6, seconds: 60 });
  });

  it("move a change up and down, but not out of its stack", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b"], 0, 1)).toEqual(["b", "a"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  });
});
