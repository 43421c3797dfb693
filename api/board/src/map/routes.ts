import type { Board, Site } from "../contract";
import { dayOf, sayTime, wallOf } from "../time/zone";

/** One engineer's trips of one day, in order, with how they are drawn. */
export interface Route {
  engineerId: string;
  name: string;
  stops: Site[];
  minutes: number;
  /** Each trip in words: `08:44 to 09:15 Office to Silverline Optics`. */
  words: string[];
  colour: string;
  dash: number[] | null;
}

// Colours that differ in lightness too; with the dashes a pair never repeats for 24 engineers.
const COLOURS = ["#0b6e99", "#c2410c", "#5b3fb0", "#2c7a45", "#b3266e", "#8a6100", "#3d5a80", "#a3261e"];
const DASHES: (number[] | null)[] = [null, [2.4, 1.4], [0.6, 1.4]];

/** Return the routes of a day, one for each engineer who travels. */
export function routesOf(board: Board, day: string): Route[] {
  const zone = board.desk.time_zone;
  const sites = new Map(board.sites.map((site) => [site.id, site]));
  const name = (id: string) => sites.get(id)?.name || id;
  const routes: Route[] = [];
  board.engineers.forEach((engineer, index) => {
    const trips = board.trips
      .filter((trip) => trip.engineer_id === engineer.id && dayOf(trip.depart, zone) === day)
      .sort((a, b) => Date.parse(a.depart) - Date.parse(b.depart));
    const stops: Site[] = [];
    for (const trip of trips) {
      for (const id of [trip.from_site, trip.to_site]) {
        const site = sites.get(id);
        if (site && stops[stops.length - 1]?.id !== id) stops.push(site);
      }
    }
    if (stops.length < 2) return;
    routes.push({
      engineerId: engineer.id,
      name: engineer.label,
      stops,
      minutes: trips.reduce((sum, trip) => sum + trip.minutes, 0),
      words: trips.map(
        (trip) => `${sayTime(wallOf(trip.depart, zone))} to ${sayTime(wallOf(trip.arrive, zone))}, ${name(trip.from_site)} to ${name(trip.to_site)}`,
      ),
      colour: COLOURS[index % COLOURS.length] ?? "#0b6e99",
      dash: DASHES[Math.floor(index / COLOURS.length) % DASHES.length] ?? null,
    });
  });
  return routes;
}
