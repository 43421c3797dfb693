import styles from "maplibre-gl/dist/maplibre-gl.css?url";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { importAgain } from "../dom/import-again";
import { loadStyleSheet } from "../dom/style-sheet";
import type { App } from "../page/app";
import { shownColour } from "../page/theme";
import { sayLongDay } from "../time/zone";
import { sayDuration } from "../words/minutes";
import { type Route, routesOf } from "./routes";
import type { SiteMap } from "./site-map";

/** The map under the board: the trips of the shown day, each engineer's also in words for who sees no map. */
export function mapDock(app: App): HTMLElement {
  const ground = h("div", { class: "map-ground", role: "group", "aria-label": "Map; the same trips are listed in words beside it" });
  const list = h("ul", { class: "plain routes" });
  const title = h("h2");
  const note = h("p", { class: "muted small", hidden: true, testid: "map-words" });
  const element = h(
    "section",
    { class: "map-dock", "aria-label": "Map of the day\u2019s trips", testid: "map", hidden: true },
    h(
      "div",
      { class: "map-side" },
      h(
        "header",
        {},
        title,
        h("button", { class: "quiet bare", "aria-label": "Close the map", title: "Close (G)", onclick: () => app.mapShown.set(false) }, icon("close")),
      ),
      note,
      list,
    ),
    ground,
  );
  const loadMap = importAgain(() => import("./site-map"));
  let map: SiteMap | null = null;
  let asked = false;
  let highlighted: string | null = null;
  let routes: Route[] = [];

  const light = (id: string | null) => {
    highlighted = id;
    for (const button of list.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.engineer === id));
    map?.show(routes, highlighted);
  };
  const draw = () => {
    const board = app.overlay.value.instead?.board ?? app.desk.board.value.value;
    if (element.hidden || !board) return;
    routes = routesOf(board, app.day.value);
    title.textContent = `Trips, ${sayLongDay(app.day.value)}`;
    fillWith(
      list,
      routes.length
        ? routes.map((route) => h("li", {}, routeButton(route, () => light(highlighted === route.engineerId ? null : route.engineerId)), h("ol", { class: "muted" }, route.words.map((words) => h("li", {}, words)))))
        : h("li", { class: "empty" }, "Nobody travels on this day."),
    );
    light(routes.some((route) => route.engineerId === highlighted) ? highlighted : null);
  };
  /** Say why there is no map; nothing where there is one. */
  const say = (text: string) => {
    note.textContent = text;
    note.hidden = !text;
    element.classList.toggle("words-only", Boolean(text));
    ground.hidden = Boolean(text);
  };
  const start = async () => {
    asked = true;
    let loaded: typeof import("./site-map");
    try {
      [loaded] = await Promise.all([loadMap(), loadStyleSheet(styles)]);
    } catch {
      // It is asked for again when the map is opened again.
      asked = false;
      return say("The map could not be loaded. The trips are listed in words. Maybe the connection is back: close the map and open it again.");
    }
    say("");
    try {
      if (!loaded.canDraw()) throw new Error("no WebGL");
      map = new loaded.SiteMap(ground, app.desk.tiles ?? tilesOfPage(), shownColour("--map-ground"));
      map.show(routes, highlighted);
    } catch {
      say("This browser cannot draw the map (WebGL is missing). The trips are listed in words.");
    }
  };

  app.mapShown.listen((shown) => {
    element.hidden = !shown;
    if (shown && !asked) void start();
    draw();
  });
  for (const store of [app.desk.board, app.overlay, app.day]) store.listen(draw);
  addEventListener("themechange", () => map?.setGround(shownColour("--map-ground")));
  return element;
}

function routeButton(route: Route, press: () => void): HTMLElement {
  const dash = route.dash ? `border-block-end-style:${(route.dash[0] ?? 1) > 1 ? "dashed" : "dotted"}` : "";
  return h(
    "button",
    { class: "route", "aria-pressed": false, "data-engineer": route.engineerId, testid: "route", onclick: press },
    h("i", { style: `border-block-end-color:${route.colour};${dash}` }),
    h("span", {}, route.name),
    h("span", { class: "muted" }, `${sayDuration(route.minutes)}`),
  );
}

/** A tile server may be named by the page itself: `<meta name="openday-tiles" content="https://…/{z}/{x}/{y}.png">`. */
function tilesOfPage(): string | null {
  return document.querySelector<HTMLMetaElement>('meta[name="openday-tiles"]')?.content || null;
}
