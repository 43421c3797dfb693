import { describe, expect, it } from "vitest";
import type { Change, Sla } from "../src/contract";
import { readTime } from "../src/dom/time-input";
import { sayChange, sayList, sayPublished, sayStale, sentence, sortChanges } from "../src/words/change";
import { sayDifference, sayGain, sayGap, saySigned } from "../src/words/cost";
import { sayDuration, sayHours } from "../src/words/minutes";
import { sayPhase } from "../src/words/phase";
import { rankedRules, ruleName } from "../src/words/rule";
import { saySkill } from "../src/words/skill";
import { saySla, sayStateAndSla, sayTimeLeft, sayWaitingSla, slaState } from "../src/words/sla";
import { sayWho } from "../src/words/who";

const ZONE = "America/Chicago";
const names: Record<string, string> = { mike: "Mike Moreau", sarah: "Sarah Marsh" };
const nameOf = (id: string) => names[id] ?? id;
const sla = (state: Sla["state"], margin: number | null): Sla => ({
  state, target: "resolve", due: "2026-03-03T17:00:00-06:00", margin_minutes: margin,
});

describe("words for an SLA", () => {
  it("say the target, when it is due and what is to spare", () => {
    expect(saySla(sla("tight", 46), ZONE)).toBe("Resolve by Tue 3 Mar 17:00, 46 min to spare");
    expect(saySla(sla("late", -180), ZONE)).toBe("Resolve by Tue 3 Mar 17:00, late by 3 h");
    expect(saySla({ state: "none", target: null, due: null, margin_minutes: null }, ZONE)).toBe("No SLA target is open");
  });

  it("tell what the plan makes late from what was late before", () => {
    expect(sayStateAndSla(sla("missed", -2880), ZONE)).toBe("Already missed. Resolution was due Tue 3 Mar 17:00, 2 d late");
    expect(sayWaitingSla(sla("missed", -2880), ZONE)).toBe("Resolution was due Tue 3 Mar 17:00, missed by 2 d");
    expect(sayWaitingSla(sla("met", 70), ZONE)).toBe("Resolve by Tue 3 Mar 17:00, 1 h 10 left");
    expect(sayTimeLeft(sla("missed", -2880))).toBe("missed by 2 d");
    expect(sayTimeLeft(sla("late", -90))).toBe("late by 1 h 30");
    expect(sayTimeLeft(sla("met", 70))).toBe("1 h 10 left");
  });

  it("count a state that is not known as none", () => {
    expect(slaState("something new").word).toBe("No SLA");
  });
});

describe("words for prices", () => {
  it("say gains in whole minutes", () => {
    expect(sayGain(2_404_300)).toBe("2,404 minutes saved");
    expect(sayGain(1_000)).toBe("1 minute saved");
    expect(sayGain(-34_000)).toBe("34 minutes worse");
    expect(sayGain(-300)).toBe("no minutes saved");
  });

  it("say differences either way", () => {
    expect(sayDifference(34_000)).toBe("costs 34 minutes more");
    expect(sayDifference(-34_000)).toBe("saves 34 minutes");
    expect(sayDifference(120)).toBe("costs the same");
    expect(saySigned(-1_710_000)).toBe("\u22121,710");
    expect(saySigned(-200)).toBe("0");
  });

  it("say how far from the best an answer can be", () => {
    expect(sayGap(0.029, false)).toBe("At most 2.9 % is left to win");
    expect(sayGap(0.0004, false)).toBe("Less than 0.1 % is left to win");
    expect(sayGap(0.2, true)).toBe("Proven best");
    expect(sayGap(null, false)).toBe("Not known yet");
  });

  it("rank rules by their effect and leave out what rounds to nothing", () => {
    expect(rankedRules({ travel: 58_000, unassigned: -1_710_000, skill_fit: 300 }).map(([rule]) => rule)).toEqual(["unassigned", "travel"]);
    expect(ruleName("sla_resolution")).toBe("SLA: resolve by");
    expect(ruleName("a_new_rule")).toBe("A new rule");
  });
});

describe("words for a skill", () => {
  it("say that the number is a level, and the least that is enough", () => {
    expect(saySkill({ name: "m365", min_level: 2 })).toBe("m365 from level 2");
  });
});

describe("words for time", () => {
  it("say a stretch in its two largest units", () => {
    expect([45, 60, 200, 1440, 1700].map(sayDuration)).toEqual(["45 min", "1 h", "3 h 20", "1 d", "1 d 4 h"]);
  });

  it("say a sum of work in hours, which are no calendar days", () => {
    expect([45, 1241, 2292].map(sayHours)).toEqual(["45 min", "20 h 41", "38 h 12"]);
  });

  it("say what a plan being made is doing", () => {
    expect(sayPhase("bound")).toBe("Finding out how good it is");
    expect(sayPhase("a new phase")).toBe("Planning");
  });
});

describe("a typed time", () => {
  it("is taken in the ways people write it", () => {
    expect(["9", "930", "9:30", "09.30", "17h15"].map(readTime)).toEqual(["09:00", "09:30", "09:30", "09:30", "17:15"]);
    expect(["", "25:00", "9:75", "noon"].map(readTime)).toEqual([null, null, null, null]);
  });
});

describe("words for changes", () => {
  const before = { engineer_ids: ["mike"], start: "2026-03-03T13:00:00-06:00", end: "2026-03-03T14:00:00-06:00" };
  const after = { engineer_ids: ["sarah"], start: "2026-03-04T09:00:00-06:00", end: "2026-03-04T10:00:00-06:00" };
  const change = (from: Change["before"], to: Change["after"]): Change => ({ ticket_id: "T-1", summary: "", before: from, after: to });

  it("say from where to where", () => {
    expect(sayChange(change(before, after), nameOf, ZONE)).toBe("From Mike Moreau, Tue 3 Mar 13:00 to Sarah Marsh, Wed 4 Mar 09:00");
    expect(sayChange(change(null, after), nameOf, ZONE)).toBe("New: Sarah Marsh, Wed 4 Mar 09:00");
    expect(sayChange(change(before, null), nameOf, ZONE)).toBe("Taken off: was Mike Moreau, Tue 3 Mar 13:00");
  });

  it("sort a proposal's changes into new, moved and taken off", () => {
    const sorted = sortChanges([change(null, after), change(before, after), change(before, null)]);
    expect([sorted.added.length, sorted.moved.length, sorted.removed.length]).toEqual([1, 1, 1]);
  });

  it("say who published what to whose day", () => {
    const event = { version: 4, by: "key:Sam", summary: "", ticket_ids: ["T-1", "T-2", "T-3"], engineer_ids: ["mike"] };
    expect(sayPublished(event, nameOf)).toBe("Sam published 3 changes to Mike\u2019s day");
    expect(sayPublished({ ...event, engineer_ids: ["mike", "sarah"] }, nameOf)).toBe("Sam published 3 changes to the days of Mike and Sarah");
    expect(sayPublished({ ...event, engineer_ids: [] }, nameOf)).toBe("Sam published 3 changes");
  });

  it("say what has changed meanwhile, by whom and when", () => {
    const stale = { what: "moved", ticket_id: "T-1", engineer_id: "mike", by: "Sam", at: "2026-03-03T10:12:00-06:00", detail: "" };
    expect(sayStale(stale, nameOf, ZONE)).toBe("T-1 moved on Mike Moreau\u2019s calendar by Sam, 3 Mar 2026 10:12");
    expect(sayStale({ ...stale, detail: "T-1 was moved to Sarah" }, nameOf, ZONE)).toBe("T-1 was moved to Sarah by Sam, 3 Mar 2026 10:12");
  });

  it("list names and close sentences as people do", () => {
    expect(sayList(["Mike", "Sarah", "Tom"])).toBe("Mike, Sarah and Tom");
    expect(sentence("it waits for T-1059")).toBe("It waits for T-1059.");
    expect(sayWho("key:Ana")).toBe("Ana");
    expect(sayWho("Ana Silva")).toBe("Ana Silva");
  });
});
