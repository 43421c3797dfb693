import { describe, expect, it } from "vitest";
import { addDays, addMinutes, dayOf, instantOf, minutesBetween, mondayOf, rounded, sayMoment, saySpan, sayZone, wallOf } from "../src/time/zone";

const CHICAGO = "America/Chicago";

describe("the desk's wall clock", () => {
  it("shows the desk's time whatever offset an instant is written with", () => {
    expect(wallOf("2026-03-03T13:00:00-06:00", CHICAGO)).toBe("2026-03-03T13:00");
    expect(wallOf("2026-03-03T19:00:00Z", CHICAGO)).toBe("2026-03-03T13:00");
    expect(dayOf("2026-03-04T03:30:00Z", CHICAGO)).toBe("2026-03-03");
  });

  it("shows midnight as the first minute of the new day", () => {
    expect(wallOf("2026-03-03T06:00:00Z", CHICAGO)).toBe("2026-03-03T00:00");
  });

  it("turns a wall back into the instant it came from, with the offset of that day", () => {
    expect(instantOf("2026-03-03T13:00", CHICAGO)).toBe("2026-03-03T13:00:00-06:00");
    expect(instantOf("2026-07-03T13:00", CHICAGO)).toBe("2026-07-03T13:00:00-05:00");
    expect(instantOf("2026-03-03T13:00", "Asia/Kolkata")).toBe("2026-03-03T13:00:00+05:30");
  });

  it("finds the right side of a change of the clocks", () => {
    // In Chicago the clocks go from 02:00 to 03:00 on 8 March 2026 and back on 1 November.
    expect(instantOf("2026-03-08T01:59", CHICAGO)).toBe("2026-03-08T01:59:00-06:00");
    expect(instantOf("2026-03-08T03:00", CHICAGO)).toBe("2026-03-08T03:00:00-05:00");
    expect(wallOf(instantOf("2026-03-08T02:30", CHICAGO), CHICAGO).slice(11)).toMatch(/^0[13]:30$/);
    expect(wallOf(instantOf("2026-11-01T01:30", CHICAGO), CHICAGO)).toBe("2026-11-01T01:30");
  });

  it("counts minutes and days on walls", () => {
    expect(addMinutes("2026-03-03T23:50", 15)).toBe("2026-03-04T00:05");
    expect(minutesBetween("2026-03-03T13:00", "2026-03-03T17:30")).toBe(270);
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(mondayOf("2026-03-08")).toBe("2026-03-02");
    expect(mondayOf("2026-03-02")).toBe("2026-03-02");
    expect(rounded("2026-03-03T13:08", 15)).toBe("2026-03-03T13:15");
  });

  it("says moments, spans and zones for people", () => {
    expect(sayMoment("2026-03-03T13:00")).toBe("Tue 3 Mar 13:00");
    expect(saySpan("2026-03-03T13:00", "2026-03-03T17:00")).toBe("Tue 3 Mar 13:00 to 17:00");
    expect(saySpan("2026-03-03T13:00", "2026-03-04T09:00")).toBe("Tue 3 Mar 13:00 to Wed 4 Mar 09:00");
    expect(sayZone(CHICAGO, "2026-03-03T12:00Z")).toBe("America/Chicago (CST)");
  });
});
