import type { Board } from "../contract";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import type { App } from "../page/app";
import { addDays, dayOf, mondayOf, sayDay, sayLongDay } from "../time/zone";
import { count, sayHours, sayNumber } from "../words/minutes";
import { SLA_STATES } from "../words/sla";
import { windowDays, withinWindow } from "./frame";

/** Show the day or week before or after, never outside the planning window. */
export function stepDay(app: App, step: 1 | -1): void {
  const board = app.desk.board.value.value;
  if (!board) return;
  app.day.set(withinWindow(addDays(app.day.value, step * (app.week.value ? 7 : 1)), board));
}

/** Return the day that "today" shows: today itself, or the day of the planning window that is nearest to it. */
export function shownToday(app: App): string {
  const board = app.desk.board.value.value;
  return board ? withinWindow(app.desk.today, board) : app.desk.today;
}

/** The line over the board: which day, which zone, and how the shown schedule stands. */
export function dayBar(app: App): HTMLElement {
  const element = h("div", { class: "day-bar" });
  const draw = () => {
    const board = app.overlay.value.instead?.board ?? app.desk.board.value.value;
    if (!board) return fillWith(element);
    const [first, last] = windowDays(board);
    const { week, day } = app;
    const monday = mondayOf(day.value);
    const title = week.value ? `Week of ${sayDay(monday)}` : sayLongDay(day.value);
    const atStart = week.value ? monday <= first : day.value <= first;
    const atEnd = week.value ? addDays(monday, 6) >= last : day.value >= last;
    const today = shownToday(app);
    fillWith(
      element,
      h(
        "div",
        { class: "group", role: "group", "aria-label": "Day" },
        h("button", {
          class: "square", disabled: atStart, testid: "previous-day", "aria-label": week.value ? "Previous week" : "Previous day",
          title: "Earlier ([)", onclick: () => stepDay(app, -1),
        }, icon("left")),
        h("button", { testid: "today", disabled: day.value === today, title: "Today (T)", onclick: () => day.set(today) }, "Today"),
        h("button", {
          class: "square", disabled: atEnd, testid: "next-day", "aria-label": week.value ? "Next week" : "Next day",
          title: "Later (])", onclick: () => stepDay(app, 1),
        }, icon("right")),
      ),
      h("h1", { testid: "shown-day" }, title),
      h(
        "div",
        { class: "group", role: "group", "aria-label": "How much to show" },
        h("button", { "aria-pressed": !week.value, testid: "span-day", title: "One day (D)", onclick: () => week.set(false) }, "Day"),
        h("button", { "aria-pressed": week.value, testid: "span-week", title: "The week (D)", onclick: () => week.set(true) }, "Week"),
      ),
      board.title === "proposal" && h("span", { class: "proposal-mark", testid: "proposal-mark" }, "Proposal, not published"),
      h("p", { class: "figures" }, figures(board, app.day.value, week.value)),
    );
  };
  app.desk.board.listen(draw);
  app.overlay.listen(draw);
  app.day.listen(draw);
  app.week.listen(draw);
  draw();
  return element;
}

function figures(board: Board, day: string, week: boolean): (string | HTMLElement)[] {
  const zone = board.desk.time_zone;
  const monday = mondayOf(day);
  const isShown = (instant: string) => {
    const each = dayOf(instant, zone);
    return week ? each >= monday && each <= addDays(monday, 6) : each === day;
  };
  const shown = board.assignments.filter((each) => isShown(each.start));
  const travel = board.trips.filter((trip) => isShown(trip.depart)).reduce((sum, trip) => sum + trip.minutes, 0);
  const figure = (value: string, name: string) => h("span", {}, h("b", {}, value), ` ${name}`);
  // The states with their signs are those of the legend; one that nothing is in takes no colour.
  const stands = (["late", "tight", "missed"] as const).map((state) => {
    const value = shown.filter((each) => each.sla.state === state).length;
    const { word, icon: sign } = SLA_STATES[state];
    return h("span", { class: value ? `sla-${state}` : null, testid: `figure-${state}` }, value > 0 && icon(sign, 13), h("b", {}, sayNumber(value)), ` ${word.toLowerCase()}`);
  });
  return [
    figure(sayNumber(shown.length), shown.length === 1 ? "ticket" : "tickets"),
    ...stands,
    figure(sayHours(travel), "travel"),
    h("span", { title: `${count(board.unassigned, "ticket")} of the planning window without a place` }, h("b", {}, sayNumber(board.unassigned)), " waiting"),
  ];
}
