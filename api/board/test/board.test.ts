import { describe, expect, it } from "vitest";
import type { Assignment, Board, BoardEngineer } from "../src/contract";
import { calendarEvents } from "../src/board/calendar-events";
import type { Face } from "../src/board/face";
import { frameOf, windowDays, withinWindow } from "../src/board/frame";
import { hoursAhead, openTime } from "../src/board/open-time";
import { clip, cut } from "../src/board/span";
import { ghosts, NOTHING } from "../src/state/overlay";
import { hourMarks } from "../src/ticket/day-strip";

const ZONE = "America/Chicago";
const at = (time: string, day = "2026-03-03") => `${day}T${time}:00-06:00`;

const mike: BoardEngineer = {
  id: "mike", label: "Mike Moreau", tier: 2, skills: [], work_minutes: 60, travel_minutes: 0, remote_only_days: [],
  shifts: [{ start: at("08:00"), end: at("17:00"), hard_end: at("18:00"), kind: "regular" }],
  busy: [{ start: at("09:15"), end: at("09:30"), summary: "Stand-up", site_id: null }],
  breaks: [{ start: at("12:00"), end: at("12:30") }],
  utilization_percent: { "2026-03-03": 12.5 },
};
const work = (ticket: string, start: string, end: string, visit: string | null = null): Assignment => ({
  ticket_id: ticket, engineer_ids: ["mike"], start: at(start), end: at(end), site_id: "site", travel_minutes: 20, summary: "", client_id: "c",
  client: "Client", priority: 3, tier: 2, type: "incident", sla: { state: "met", target: null, due: null, margin_minutes: null },
  pinned: false, frozen: false, visit,
});
const board = (assignments: Assignment[]): Board => ({
  desk: { id: "d", name: "Desk", time_zone: ZONE, now: at("08:00"), planning_window: { start: at("00:00", "2026-03-02"), end: at("00:00", "2026-03-07") } },
  published_version: 1, data_version: 1, title: "published", status: "feasible", engineers: [mike], assignments,
  trips: [{ engineer_id: "mike", depart: at("13:40"), arrive: at("14:00"), from_site: "a", to_site: "site", minutes: 20 }],
  sites: [], kpis: {} as Board["kpis"], score: {} as Board["score"], unassigned: 0,
});

describe("spans on the wall clock", () => {
  it("are cut by holes and clipped to a frame", () => {
    const day = { start: "2026-03-03T08:00", end: "2026-03-03T17:00" };
    const hole = { start: "2026-03-03T12:00", end: "2026-03-03T13:00" };
    expect(cut([day], [hole])).toEqual([{ start: day.start, end: hole.start }, { start: hole.end, end: day.end }]);
    expect(cut([day], [day])).toEqual([]);
    expect(clip([day], { start: "2026-03-03T16:00", end: "2026-03-03T24:00" })).toEqual([{ start: "2026-03-03T16:00", end: day.end }]);
  });
});

describe("open time", () => {
  it("is what hours from now on have left beside work, travel, meetings and breaks", () => {
    const frame = { start: "2026-03-03T00:00", end: "2026-03-03T24:00" };
    const { assignments, trips } = board([work("T-1", "14:00", "16:50")]);
    const { breaks } = mike;
    const spans = openTime(mike, assignments, trips, breaks, frame, "2026-03-03T09:00", ZONE).map((span) => `${span.start.slice(11)}-${span.end.slice(11)}`);
    // The ten minutes at the end of the day are too short to offer.
    expect(spans).toEqual(["09:00-09:15", "09:30-12:00", "12:30-13:40"]);
  });

  it("is part of the hours ahead, which on-call duty and what has gone by are not", () => {
    const onCall = { start: at("18:00"), end: at("22:00"), hard_end: at("22:00"), kind: "on_call" as const };
    const hours = hoursAhead({ ...mike, shifts: [...mike.shifts, onCall] }, { start: "2026-03-03T07:00", end: "2026-03-03T23:00" }, "2026-03-03T09:00", ZONE);
    expect(hours).toEqual([{ start: "2026-03-03T09:00", end: "2026-03-03T17:00" }]);
  });
});

describe("the frame of the board", () => {
  it("shows one day at the hours in which anything happens", () => {
    expect(frameOf(board([work("T-1", "14:00", "18:20")]), "2026-03-03", false)).toEqual({ days: ["2026-03-03"], firstHour: 8, lastHour: 19 });
    expect(frameOf(board([]), "2026-03-05", false)).toEqual({ days: ["2026-03-05"], firstHour: 8, lastHour: 18 });
  });

  it("shows the working days of the week", () => {
    expect(frameOf(board([]), "2026-03-03", true).days).toEqual(["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"]);
    expect(windowDays(board([]))).toEqual(["2026-03-02", "2026-03-06"]);
  });
});

describe("today", () => {
  it("is the day of the planning window that is nearest to it", () => {
    const near = (day: string) => withinWindow(day, board([]));
    expect(["2026-02-20", "2026-03-04", "2026-05-01"].map(near)).toEqual(["2026-03-02", "2026-03-04", "2026-03-06"]);
  });
});

describe("the hours under a strip", () => {
  it("are whole, at even distances, and few", () => {
    const marks = (from: number, to: number) => hourMarks(from * 60, to * 60).map((minute) => minute / 60);
    expect(marks(7, 12)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(marks(7.5, 18)).toEqual([8, 10, 12, 14, 16, 18]);
    expect(marks(0, 24)).toEqual([0, 4, 8, 12, 16, 20]);
  });
});

describe("the events of the board", () => {
  const draw = (assignments: Assignment[], overlay = NOTHING) =>
    calendarEvents({
      board: board(assignments), overlay, now: "2026-03-03T09:00", mayPlan: true, frame: { days: ["2026-03-03"], firstHour: 8, lastHour: 18 },
    }).map((event) => ({ ...event, face: event.extendedProps?.face as Face }));

  it("join the work of one visit, and leave single visits alone", () => {
    const joined = draw([work("T-1", "14:00", "15:00", "v1"), work("T-2", "15:00", "16:00", "v1"), work("T-3", "16:00", "16:30", "v2")]);
    const visits = joined.filter((event) => event.face.kind === "visit");
    expect(visits.map((event) => `${event.start} ${event.end}`)).toEqual(["2026-03-03T14:00 2026-03-03T16:00"]);
  });

  it("show a proposal as ghosts, its former place as left, and no open time under it", () => {
    const before = work("T-1", "14:00", "15:00");
    const drawn = draw([before], ghosts([{ ...before, start: at("10:00"), end: at("11:00") }]));
    const looks = drawn.flatMap((event) => (event.face.kind === "work" ? [event.face.look] : []));
    expect(looks).toEqual(["leaving", "ghost"]);
    const open = drawn.flatMap((event) => (event.face.kind === "open" ? [`${event.face.start.slice(11)}-${event.face.end.slice(11)}`] : []));
    expect(open).toContain("09:30-10:00");
    expect(open).not.toContain("09:30-12:00");
  });

  it("put a proposal's trips in place of those of the day that it redoes", () => {
    const trip = { engineer_id: "mike", depart: at("09:40"), arrive: at("10:00"), from_site: "a", to_site: "b", minutes: 20 };
    const ghost = work("T-1", "10:00", "11:00");
    const redone = [{ engineerId: "mike", day: "2026-03-03" }];
    const drawn = draw([], ghosts([ghost], { redone, trips: [trip], breaks: [{ engineer_id: "mike", start: at("12:30"), end: at("13:00") }] }));
    expect(drawn.filter((event) => event.face.kind === "travel").map((event) => String(event.start).slice(11))).toEqual(["09:40"]);
    expect(drawn.filter((event) => event.face.kind === "break").map((event) => String(event.start).slice(11))).toEqual(["12:30"]);
  });

  it("offer no open time to whoever may not plan", () => {
    const events = calendarEvents({
      board: board([]), overlay: NOTHING, now: "2026-03-03T09:00", mayPlan: false, frame: { days: ["2026-03-03"], firstHour: 8, lastHour: 18 },
    });
    expect(events.some((event) => (event.extendedProps?.face as Face).kind === "open")).toBe(false);
  });
});
