import { describe, expect, it } from "vitest";
import type { AddOn } from "../src/ticket/contract";
import { byTrip } from "../src/ticket/same-trip";

const place = (ticket: string, start: string, end: string, travel = 0): AddOn => ({
  engineer_id: "mike", label: "Mike Moreau", tier: 2, cost: -1, travel_saved_minutes: 30,
  factors: { skills: 0, availability: 0, familiarity: 0, workload: 0 },
  assignment: {
    ticket_id: ticket, engineer_ids: ["mike"], start: `2026-03-03T${start}:00Z`, end: `2026-03-03T${end}:00Z`, site_id: "site", travel_minutes: travel,
    summary: "", client_id: "c", client: "Client", priority: 3, tier: 2, type: "incident",
    sla: { state: "met", target: null, due: null, margin_minutes: null }, pinned: false, frozen: false, visit: null,
  },
});
const told = (...others: AddOn[]) => {
  const { sameTrip, sameDay } = byTrip(place("T-1", "10:00", "11:00", 20), others);
  return [sameTrip, sameDay].map((some) => some.map((each) => each.assignment.ticket_id).join(" "));
};

describe("what is taken along", () => {
  it("is on the same trip when it lies right before or after the place", () => {
    expect(told(place("before", "09:00", "10:00", 20), place("after", "11:00", "11:30"))).toEqual(["before after", ""]);
  });

  it("is on the same trip when others join it to the place, in whatever order they are told", () => {
    expect(told(place("last", "12:10", "12:40"), place("next", "11:00", "12:00"))).toEqual(["last next", ""]);
  });

  it("is on the same trip after a way to another site of the client, or after a break", () => {
    expect(told(place("other site", "11:25", "12:00", 25))).toEqual(["other site", ""]);
    expect(told(place("after lunch", "11:45", "12:15"))).toEqual(["after lunch", ""]);
  });

  it("is of the same day alone when hours lie between", () => {
    expect(told(place("late", "15:00", "15:30", 10), place("early", "07:00", "07:30", 10))).toEqual(["", "late early"]);
  });
});
