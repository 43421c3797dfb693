import { fillWith, h } from "../dom/h";
import { icon, type IconName } from "../dom/icon";
import { sayWho } from "../words/who";
import type { App, View } from "./app";
import { theme, toggleTheme } from "./theme";

interface Actions {
  keys: () => void;
  signOut: () => void;
}

/** The line at the top: the views, what can be done with the whole desk, and who is signed in. */
export function topBar(app: App, actions: Actions, connected: { listen: (listener: (yes: boolean) => void) => void }): HTMLElement {
  const { desk } = app;
  const waiting = h("span", { class: "count" });
  const view = (name: View, text: string, key: string) =>
    h(
      "button",
      { "aria-pressed": app.view.value === name, testid: `view-${name}`, title: `${text} (${key})`, onclick: () => app.view.set(name) },
      text,
      name === "queue" && waiting,
    );
  const views = [view("board", "Board", "B"), view("queue", "Queue", "Q"), view("learned", "Learned", "L"), view("scores", "Scores", "S"), view("planner", "What if", "I")];
  app.view.listen((shown) => views.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.testid === `view-${shown}`))));
  desk.board.listen(({ value }) => (waiting.textContent = value ? String(value.unassigned) : ""));

  const tool = (name: IconName, text: string, key: string, testid: string, run: () => void) =>
    h("button", { class: "quiet tool", testid, title: key ? `${text} (${key})` : text, "aria-label": text, onclick: run }, icon(name), h("span", { class: "tool-text" }, text));
  const map = tool("map", "Map", "G", "map-toggle", () => {
    const isSeen = isMapSeen(app);
    app.view.set("board");
    app.mapShown.set(!isSeen);
  });
  const press = () => map.setAttribute("aria-pressed", String(isMapSeen(app)));
  app.mapShown.listen(press);
  app.view.listen(press);
  press();

  const live = h("span", { class: "live", testid: "live", role: "img" });
  const say = (yes: boolean) => {
    live.classList.toggle("off", !yes);
    live.title = yes ? "Connected: changes of others show at once" : "Not connected: trying again";
    live.setAttribute("aria-label", live.title);
  };
  connected.listen(say);
  say(false);

  const lamp = h("button", { class: "quiet bare", testid: "theme" });
  const paint = () => {
    const dark = theme() === "dark";
    lamp.setAttribute("aria-label", dark ? "Light colours" : "Dark colours");
    lamp.title = dark ? "Light colours" : "Dark colours";
    fillWith(lamp, icon(dark ? "sun" : "moon"));
  };
  lamp.addEventListener("click", toggleTheme);
  addEventListener("themechange", paint);
  paint();

  return h(
    "header",
    { class: "top-bar" },
    h("span", { class: "brand" }, "Openday"),
    h("span", { class: "desk-name", title: desk.me.desk_name }, desk.me.desk_name),
    h("nav", { class: "group", "aria-label": "Views" }, views),
    h("span", { class: "spacer" }),
    desk.may("plan") && h("button", { class: "primary", testid: "plan", title: "Plan the team (P)", onclick: () => app.openPlan() }, icon("people"), h("span", {}, "Plan the team")),
    desk.may("plan") && tool("clock", "Replan", "N", "replan", () => app.openReplan([])),
    desk.may("publish") && tool("undo", "Undo", "Ctrl+Z", "undo-last", () => void app.undo()),
    tool("history", "History", "H", "history", () => app.openHistory()),
    tool("gauge", "Trust", "U", "trust", () => app.openTrust()),
    map,
    lamp,
    h("button", { class: "quiet bare", testid: "keys", title: "Keys (?)", "aria-label": "Keys", onclick: actions.keys }, "?"),
    live,
    h("span", { class: "who", title: desk.me.role }, sayWho(desk.me.name)),
    h("button", { class: "quiet", testid: "sign-out", onclick: actions.signOut }, "Sign out"),
  );
}

/** The map lies under the board; in another view it is not to be seen, whether it is open or not. */
function isMapSeen(app: App): boolean {
  return app.mapShown.value && app.view.value === "board";
}
