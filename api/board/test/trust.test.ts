import { describe, expect, it } from "vitest";
import type { Category, Policy, Preview } from "../src/trust/contract";
import { isSame, sayCategory, sayPreview, sayShare, sayStanding } from "../src/trust/words";

const any: Category = { client_id: null, type: null, priority: null, tier: null };
const preview: Preview = { tickets: 0, acted: 0, otherwise: 0, precision: null, below: 0, over_limit: 0, unknown: 0, examples: [] };
const policy: Policy = {
  category: any, level: "suggest", threshold: 0.9, window_minutes: 15, words: "all tickets", since: null, lowered: "",
  standing: { outcomes: 0, agreed: 0, evidence: 0 },
};

describe("words for trust", () => {
  it("name a kind of ticket as the service does", () => {
    expect(sayCategory(any, String)).toBe("all tickets");
    expect(sayCategory({ client_id: "contoso", type: "network", priority: 2, tier: 1 }, () => "Contoso")).toBe("network tickets of Contoso, P2, tier 1");
    expect(sayCategory({ ...any, client_id: "contoso" }, () => "Contoso")).toBe("tickets of Contoso");
  });

  it("never round a share up to a line that it has not reached", () => {
    expect(sayShare(0.899)).toBe("89 %");
    expect(sayShare(0.29)).toBe("29 %");
    expect(sayShare(null)).toBe("unknown");
  });

  it("say what would have happened, and nothing where nothing is known", () => {
    expect(sayPreview(preview)).toBe("No ticket of this kind has been decided on yet.");
    expect(sayPreview({ ...preview, tickets: 5, acted: 3, otherwise: 1, precision: 2 / 3, below: 2 })).toBe(
      "Of 5 past tickets it would have placed 3. You decided 1 of them otherwise. To you: 2 below the line.",
    );
    expect(sayPreview({ ...preview, tickets: 1, acted: 1, precision: 1 })).toBe("Of 1 past ticket it would have placed 1. You decided all of them the same way.");
  });

  it("say how a level is doing, but not of one that only assists", () => {
    expect(sayStanding(policy)).toBe("Nothing has been decided yet since the level was set.");
    expect(sayStanding({ ...policy, standing: { outcomes: 12, agreed: 11, evidence: 0.1 } })).toBe(
      "11 of 12 tickets above the line were decided as it had proposed.",
    );
    expect(sayStanding({ ...policy, level: "assist" })).toBe("");
  });

  it("tell a changed policy from the one that was read", () => {
    expect(isSame(policy, { ...policy })).toBe(true);
    expect(isSame(policy, { ...policy, threshold: 0.8 })).toBe(false);
  });
});
