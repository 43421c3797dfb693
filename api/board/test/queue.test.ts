import { describe, expect, it } from "vitest";
import type { QueueItem } from "../src/contract";
import { byUrgency, EVERYTHING, passes } from "../src/queue/filter";

const item = (change: Partial<QueueItem>): QueueItem => ({
  ticket_id: "T-1", summary: "Replace the firewall", client_id: "contoso", client: "Contoso", site_id: null, site: null, priority: 3, tier: 2,
  type: "incident", skills: [{ name: "networking", min_level: 2 }], estimated_minutes: 60, created: "2026-03-01T10:00:00-06:00",
  sla: { state: "met", target: "resolve", due: "2026-03-04T10:00:00-06:00", margin_minutes: 500 },
  drop_cost: 0, reasons: [], engineers_needed: 1, pinned: false, ...change,
});

describe("the queue's filter", () => {
  it("asks for every word, anywhere in what is shown", () => {
    expect(passes(item({}), { ...EVERYTHING, text: "firewall contoso" })).toBe(true);
    expect(passes(item({}), { ...EVERYTHING, text: "NETWORKING" })).toBe(true);
    expect(passes(item({}), { ...EVERYTHING, text: "firewall fabrikam" })).toBe(false);
  });

  it("narrows by priority, client and place", () => {
    expect(passes(item({}), { ...EVERYTHING, priority: "2" })).toBe(false);
    expect(passes(item({}), { ...EVERYTHING, client: "contoso" })).toBe(true);
    expect(passes(item({ site_id: "s" }), { ...EVERYTHING, place: "site" })).toBe(true);
    expect(passes(item({}), { ...EVERYTHING, place: "site" })).toBe(false);
  });
});

describe("urgency", () => {
  it("is the due, then priority, then age; what has no due comes last", () => {
    const none = { state: "none" as const, target: null, due: null, margin_minutes: null };
    const order = [
      item({ ticket_id: "late", sla: { ...item({}).sla, due: "2026-03-05T10:00:00-06:00" } }),
      item({ ticket_id: "none", sla: none }),
      item({ ticket_id: "none-first", sla: none, priority: 1 }),
      item({ ticket_id: "older", created: "2026-02-01T10:00:00-06:00" }),
      item({ ticket_id: "newer" }),
    ].sort(byUrgency);
    expect(order.map((each) => each.ticket_id)).toEqual(["older", "newer", "late", "none-first", "none"]);
  });
});
