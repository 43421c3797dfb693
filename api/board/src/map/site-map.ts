import {
  type GeoJSONSource, LngLatBounds, Map as GlMap, Marker, NavigationControl, setWorkerUrl, type StyleSpecification,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Site } from "../contract";
import { h } from "../dom/h";
import type { Route } from "./routes";

setWorkerUrl(workerUrl);

/** Return whether the browser can draw the map at all. */
export function canDraw(): boolean {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

/** The style of the ground: the desk's tiles where it has a tile server, otherwise nothing but its colour. */
function ground(tiles: string | null, background: string): StyleSpecification | string {
  if (tiles && !tiles.includes("{z}")) return tiles;
  return {
    version: 8,
    sources: tiles ? { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } } : {},
    layers: [
      { id: "ground", type: "background", paint: { "background-color": background } },
      ...(tiles ? [{ id: "tiles", type: "raster" as const, source: "tiles" }] : []),
    ],
  };
}

/** Sites as points with their names and each engineer's day as a line; loaded only when somebody looks at it. */
export class SiteMap {
  private readonly map: GlMap;
  private markers: Marker[] = [];
  private routes: Route[] = [];
  private loaded = false;
  private fitted = "";

  constructor(host: HTMLElement, tiles: string | null, background: string) {
    this.map = new GlMap({ container: host, style: ground(tiles, background), attributionControl: tiles ? { compact: true } : false, fadeDuration: 0 });
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.on("load", () => {
      this.loaded = true;
      this.draw();
    });
    this.map.on("moveend", () => this.thinLabels());
  }

  /** Show routes; with a highlighted engineer the others step back. */
  show(routes: Route[], highlighted: string | null): void {
    this.routes = routes;
    this.draw();
    for (const route of routes) {
      if (!this.map.getLayer(`route-${route.engineerId}`)) continue;
      const back = highlighted !== null && highlighted !== route.engineerId;
      this.map.setPaintProperty(`route-${route.engineerId}`, "line-opacity", back ? 0.18 : 0.95);
      this.map.setPaintProperty(`route-${route.engineerId}`, "line-width", highlighted === route.engineerId ? 4.5 : 2.8);
    }
  }

  /** Colour the ground anew, when light and dark have changed places. */
  setGround(background: string): void {
    if (this.loaded && this.map.getLayer("ground")) this.map.setPaintProperty("ground", "background-color", background);
  }

  private draw(): void {
    if (!this.loaded) return;
    const wanted = new Set(this.routes.map((route) => `route-${route.engineerId}`));
    for (const layer of this.map.getStyle().layers) {
      if (!layer.id.startsWith("route-") || wanted.has(layer.id)) continue;
      this.map.removeLayer(layer.id);
      this.map.removeSource(layer.id);
    }
    for (const route of this.routes) this.drawRoute(route);
    this.drawSites();
    this.fit();
  }

  private drawRoute(route: Route): void {
    const id = `route-${route.engineerId}`;
    const data = {
      type: "Feature" as const,
      properties: {},
      geometry: { type: "LineString" as const, coordinates: route.stops.map((site) => [site.longitude, site.latitude]) },
    };
    const source = this.map.getSource<GeoJSONSource>(id);
    if (source) return void source.setData(data);
    this.map.addSource(id, { type: "geojson", data });
    this.map.addLayer({
      id,
      type: "line",
      source: id,
      layout: { "line-cap": route.dash ? "butt" : "round", "line-join": "round" },
      paint: { "line-color": route.colour, "line-width": 2.8, "line-opacity": 0.95, ...(route.dash ? { "line-dasharray": route.dash } : {}) },
    });
  }

  private drawSites(): void {
    for (const marker of this.markers) marker.remove();
    const sites = new Map<string, Site>();
    const ends = new Set<string>();
    for (const { stops } of this.routes) {
      for (const site of stops) sites.set(site.id, site);
      for (const site of [stops[0], stops[stops.length - 1]]) if (site) ends.add(site.id);
    }
    this.markers = [...sites.values()].map((site) => {
      const kind = site.client_id ? "of-client" : "of-desk";
      const element = h(
        "div",
        { class: `site-point ${kind} ${ends.has(site.id) ? "end" : ""}`, title: site.name || site.id },
        h("i"),
        h("span", {}, site.name || site.id),
      );
      return new Marker({ element, anchor: "left", offset: [-6, 0] }).setLngLat([site.longitude, site.latitude]).addTo(this.map);
    });
    this.thinLabels();
  }

  /** Hide names that would lie over other names; the points stay and tell their name on hover. */
  private thinLabels(): void {
    const taken: DOMRect[] = [];
    for (const marker of this.markers) {
      const label = marker.getElement().querySelector<HTMLElement>("span");
      if (!label) continue;
      label.style.visibility = "visible";
      const box = label.getBoundingClientRect();
      const meets = taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
      label.style.visibility = meets ? "hidden" : "visible";
      if (!meets) taken.push(box);
    }
  }

  /** Bring all sites into sight once for every new set of them, so that a person's own view is kept otherwise. */
  private fit(): void {
    const points = this.routes.flatMap((route) => route.stops.map((site): [number, number] => [site.longitude, site.latitude]));
    const key = points.join(";");
    const [first] = points;
    if (!first || key === this.fitted) return;
    this.fitted = key;
    const bounds = points.reduce((box, point) => box.extend(point), new LngLatBounds(first, first));
    this.map.fitBounds(bounds, { padding: { top: 30, bottom: 30, left: 40, right: 110 }, animate: false, maxZoom: 14 });
  }
}
