import { describe, expect, it } from "vitest";
import type { ChangeKind } from "../src/planner/contract";
import type { ReplanChange, ReplanPlan } from "../src/replan/contract";
import { eventsOf } from "../src/replan/events";
import { sayMoves, sayPrice, sayTold, withoutTicket } from "../src/replan/words";

const change = (given: Partial<ReplanChange>) => ({ ticket_id: "T-1", client_told: false, lost_its_place: true, ...given }) as ReplanChange;
const plan = (given: Partial<ReplanPlan>): ReplanPlan => ({
  proposal_id: "p", freedom: "no_change", changes: [], placed: [], cost: 100_000, cost_of_changes: 0, by_rule: {}, ...given,
});

describe("words for replanning", () => {
  it("say what a plan moves, and what of it nobody could avoid", () => {
    expect(sayMoves(plan({}))).toBe("nothing moves");
    expect(sayMoves(plan({ changes: [change({}), change({})] }))).toBe("2 moves that cannot be avoided");
    const placed = [{ ticket_id: "T-2", summary: "", words: "", now: {} }] as unknown as ReplanPlan["placed"];
    expect(sayMoves(plan({ changes: [change({ lost_its_place: false })], placed }))).toBe("1 move, 1 new place");
  });

  it("set a plan's price beside that of the least change, with and without what changing costs", () => {
    const least = plan({});
    expect(sayPrice(least, least)).toBe("");
    expect(sayPrice(plan({ cost: 40_000 }), least)).toBe("saves 60 minutes");
    expect(sayPrice(plan({ cost: 110_000, cost_of_changes: 50_000 }), least)).toBe("costs 10 minutes more; if changing were free, it saves 40 minutes");
  });

  it("count the clients who had been told, and name each ticket once", () => {
    const place = (client_id: string, start: string) => ({ client_id, start }) as ReplanChange["was"];
    const told = (client: string, was: string, now: string | null) => change({ client_told: true, was: place(client, was), now: now === null ? null : place(client, now) });
    const [eight, nine] = ["2026-03-02T08:00:00-06:00", "2026-03-02T09:00:00-06:00"];
    expect(sayTold(plan({ changes: [told("acme", eight, nine), change({})] }))).toBe("1 client had been told another time.");
    expect(sayTold(plan({ changes: [told("acme", eight, nine), told("acme", nine, null), told("blue", eight, null)] }))).toBe("2 clients had been told another time.");
    expect(sayTold(plan({ changes: [told("acme", eight, eight), told("blue", eight, "2026-03-02T15:00:00+01:00")] }))).toBe("");
    expect(sayTold(plan({}))).toBe("");
    expect(withoutTicket("T-1 Printer stays with Ana", "T-1")).toBe("Printer stays with Ana");
    expect(withoutTicket("T-12 Printer", "T-1")).toBe("T-12 Printer");
  });

  it("offer what can happen on a day, and no question of a planner's", () => {
    const kind = (name: string) => ({ change: name }) as ChangeKind;
    expect(eventsOf(["engineer_absent", "weights_changed", "ticket_overruns", "new_hire"].map(kind)).map((each) => each.change)).toEqual(["engineer_absent", "ticket_overruns"]);
  });
});
