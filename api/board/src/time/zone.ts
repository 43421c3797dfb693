/**
 * Instants and the desk's wall clock.
 *
 * A *wall* is a text like `2026-03-03T13:00`, what a clock at the desk shows; a *day* is `2026-03-03`. The browser's own zone
 * plays no part anywhere, since a dispatcher may sit elsewhere than her desk.
 */

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

// The same instants are asked for again whenever the board is drawn, and finding a wall is slow.
const walls = new Map<string, string>();
const WALLS_KEPT = 20_000;

/** Return what the clock of a zone shows at an instant. */
export function wallOf(instant: string | number | Date, zone: string): string {
  if (typeof instant !== "string") return findWall(instant, zone);
  const key = `${instant} ${zone}`;
  let wall = walls.get(key);
  if (wall === undefined) {
    if (walls.size >= WALLS_KEPT) walls.clear();
    walls.set(key, (wall = findWall(instant, zone)));
  }
  return wall;
}

function findWall(instant: string | number | Date, zone: string): string {
  const parts: Record<string, string> = {};
  for (const part of clockOf(zone).formatToParts(new Date(instant))) parts[part.type] = part.value;
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** Return the day of an instant in a zone. */
export function dayOf(instant: string | number | Date, zone: string): string {
  return wallOf(instant, zone).slice(0, 10);
}

/** Return minutes east of UTC at an instant. */
function offsetAt(time: number, zone: string): number {
  return Math.round((Date.parse(`${wallOf(time, zone)}Z`) - Math.floor(time / MINUTE) * MINUTE) / MINUTE);
}

/** Return the instant at which a zone's clock shows a wall; a wall that the clocks skip becomes the same minute after the jump. */
export function instantOf(wall: string, zone: string): string {
  const naive = Date.parse(`${wall.slice(0, 16)}Z`);
  let time = naive - offsetAt(naive, zone) * MINUTE;
  // Near a change of the clocks the first guess looked at the wrong side of it.
  time = naive - offsetAt(time, zone) * MINUTE;
  const offset = offsetAt(time, zone);
  const shown = new Date(time + offset * MINUTE).toISOString().slice(0, 19);
  const sign = offset < 0 ? "-" : "+";
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `${shown}${sign}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** Return a wall some minutes later on the wall clock. */
export function addMinutes(wall: string, minutes: number): string {
  return new Date(Date.parse(`${wall}Z`) + minutes * MINUTE).toISOString().slice(0, 16);
}

/** Return a day some days later. */
export function addDays(day: string, days: number): string {
  return addMinutes(`${day}T00:00`, days * 1440).slice(0, 10);
}

/** Return minutes from one wall to another. */
export function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / MINUTE);
}

/** Return a wall moved to the nearest multiple of some minutes. */
export function rounded(wall: string, step: number): string {
  const minutes = Math.round(Date.parse(`${wall}Z`) / MINUTE / step) * step;
  return new Date(minutes * MINUTE).toISOString().slice(0, 16);
}

/** Return the weekday of a day, 0 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00Z`).getUTCDay();
}

/** Return the Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}

function named(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(new Date(`${day}T00:00Z`));
}

/** Return `Tue 3 Mar`. */
export function sayDay(day: string): string {
  return named(day, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
}

/** Return `Tuesday 3 March 2026`. */
export function sayLongDay(day: string): string {
  return named(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", "");
}

/** Return `13:00`. */
export function sayTime(wall: string): string {
  return wall.slice(11, 16);
}

/** Return `Tue 3 Mar 13:00`. */
export function sayMoment(wall: string): string {
  return `${sayDay(wall.slice(0, 10))} ${sayTime(wall)}`;
}

/** Return `3 Mar 2026 13:00`: when somebody did something, which on a desk whose clock stands still is no day of its plan. */
export function sayStamp(wall: string): string {
  return `${named(wall.slice(0, 10), { day: "numeric", month: "short", year: "numeric" })} ${sayTime(wall)}`;
}

/** Return `Tue 3 Mar 13:00 to 16:14`, with the second day too where it is another one. */
export function saySpan(from: string, to: string): string {
  return from.slice(0, 10) === to.slice(0, 10) ? `${sayMoment(from)} to ${sayTime(to)}` : `${sayMoment(from)} to ${sayMoment(to)}`;
}

/** Return the name of a zone for people, with its short name on that day: `America/Chicago (CST)`. */
export function sayZone(zone: string, instant: string | number | Date): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" }).formatToParts(new Date(instant));
  const short = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  return short && short !== zone ? `${zone.replaceAll("_", " ")} (${short})` : zone;
}
