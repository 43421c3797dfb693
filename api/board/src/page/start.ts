import { BoardView } from "../board/board-view";
import { shownToday, stepDay } from "../board/day-bar";
import { closeSlotMenu } from "../board/slot-menu";
import type { Me } from "../contract";
import { h } from "../dom/h";
import { toast } from "../dom/toast";
import { FillPanel } from "../fill/fill-panel";
import { HistoryPanel } from "../history/history-panel";
import { followDesk } from "../http/live";
import { LearnedView } from "../learned/learned-view";
import { MovePanel } from "../move/move-panel";
import { PlanPanel } from "../plan/plan-panel";
import { Catalogue } from "../planner/catalogue";
import { PlannerView } from "../planner/planner-view";
import { isInAddress, leaveAddress } from "../planner/address";
import { undo } from "../proposal/undo";
import { QueueView } from "../queue/queue-view";
import { RelievePanel } from "../relieve/relieve-panel";
import { ReplanPanel } from "../replan/replan-panel";
import { ScoresView } from "../scores/scores-view";
import { signOut } from "../session/session";
import { DeskState } from "../state/desk";
import { NOTHING, type Overlay } from "../state/overlay";
import { own } from "../state/own-versions";
import { Store } from "../state/store";
import { TicketPanel } from "../ticket/ticket-panel";
import { dayOf } from "../time/zone";
import { TrustPanel } from "../trust/trust-panel";
import { sayPublished } from "../words/change";
import type { App, View } from "./app";
import { type Key, listenToKeys } from "./keys";
import { openKeys } from "./keys-dialog";
import { Side } from "./side";
import { topBar } from "./top-bar";

const VIEWS: Record<View, string> = { board: "Board", queue: "Queue", learned: "Learned", scores: "Scoreboard", planner: "What if" };

/** Build the dispatcher's page and let it follow the desk. */
export async function start(page: HTMLElement, me: Me): Promise<void> {
  const desk = new DeskState(me);
  const side = new Side(() => {
    app.shownTicket.set(side.current instanceof TicketPanel ? side.current.ticketId : null);
    if (!side.current && app.view.value === "board") board.refocus();
  });
  const connected = new Store(false);
  const app: App = {
    desk,
    side,
    catalogue: new Catalogue(desk),
    overlay: new Store<Overlay>(NOTHING),
    view: new Store<View>("board"),
    day: new Store(dayOf(Date.now(), "UTC")),
    week: new Store(false),
    mapShown: new Store(false),
    shownTicket: new Store<string | null>(null),
    openTicket: (id) => {
      board.cancelMove();
      // A ticket takes the place of a ticket and lies over anything else, which is there again when it is closed.
      const former = side.current?.kind === "ticket" ? side.current : null;
      side.show(new TicketPanel(app, id), true);
      if (former) side.close(former);
    },
    openFill: (engineer, from, to) => {
      board.cancelMove();
      side.show(new FillPanel(app, engineer, from, to));
    },
    openRelieve: (engineerId, start, end) => {
      if (app.overlay.value.instead) return toast("Decide about the shown plan first: publish or discard it.");
      board.cancelMove();
      app.view.set("board");
      app.day.set(dayOf(start, desk.zone));
      side.show(new RelievePanel(app, engineerId, start, end));
    },
    openMove: (moves, recommended, beside) => {
      if (app.overlay.value.instead) return toast("Decide about the shown plan first: publish or discard it.");
      board.cancelMove();
      side.show(new MovePanel(app, moves, recommended, beside));
    },
    openPlan: (id) => {
      board.cancelMove();
      side.show(new PlanPanel(app, id));
    },
    openReplan: (events, half) => {
      if (app.overlay.value.instead) return toast("Decide about the shown plan first: publish or discard it.");
      board.cancelMove();
      app.view.set("board");
      const panel = new ReplanPanel(app, events);
      side.show(panel);
      if (half) void panel.tell(half);
    },
    openHistory: () => side.show(new HistoryPanel(app)),
    openWhatIf: (id) => {
      app.view.set("planner");
      planner.open(id);
    },
    openTrust: () => side.show(new TrustPanel(app)),
    undo: (version) => undo(app, version),
    showOnBoard: (id) => {
      const work = desk.board.value.value?.assignments.find((each) => each.ticket_id === id);
      app.view.set("board");
      if (work) app.day.set(dayOf(work.start, desk.zone));
      board.focusTicket(id);
    },
  };

  const board = new BoardView(app);
  const queue = new QueueView(app);
  const learned = new LearnedView(app);
  const scores = new ScoresView(app);
  const planner = new PlannerView(app);
  const opensPlanner = isInAddress();
  const keys = keysOf(app, board, queue);
  const main = h("main", { id: "main", tabindex: -1 }, board.element, queue.element, learned.element, scores.element, planner.element);
  page.replaceChildren(
    h("a", { class: "skip", href: "#main" }, "Skip to the work"),
    topBar(app, { keys: () => openKeys(keys), signOut: () => void signOut() }, connected),
    h("div", { class: "middle" }, main, side.element),
  );

  const showView = (view: View) => {
    board.element.hidden = view !== "board";
    queue.element.hidden = view !== "queue";
    learned.element.hidden = view !== "learned";
    scores.element.hidden = view !== "scores";
    planner.element.hidden = view !== "planner";
    document.title = `${VIEWS[view]} \u00b7 ${me.desk_name} \u00b7 Openday`;
    if (view === "queue") queue.shown();
    if (view === "learned") void learned.shown();
    if (view === "scores") scores.shown();
    if (view === "planner") void planner.shown();
    else leaveAddress();
  };
  app.view.listen(showView);
  showView(app.view.value);
  listenToKeys(keys);

  await Promise.all([desk.loadDesk(), desk.loadBoard()]);
  if (desk.board.value.value) app.day.set(shownToday(app));
  void desk.loadQueue();
  if (opensPlanner) app.view.set("planner");
  follow(app, connected, planner);
}

function follow(app: App, connected: Store<boolean>, planner: PlannerView): void {
  const { desk, side } = app;
  followDesk({
    connected: (yes) => connected.set(yes),
    back: () => void desk.refresh(),
    data: async () => {
      const before = brokenIn(desk);
      await desk.refresh();
      if (brokenIn(desk) > before && desk.may("plan") && side.current?.kind !== "replan") {
        toast("Work that was told no longer holds.", { action: { label: "Replan", run: () => app.openReplan([]) } });
      }
    },
    published: async (event) => {
      if (await own.has(event.version)) return;
      await desk.refresh();
      toast(sayPublished(event, desk.nameOf));
      side.published(event);
    },
    plan: ({ id, state }) => {
      if (state === "done" && side.current?.kind !== "plan") {
        toast("A plan of the team is ready.", { action: { label: "Look at it", run: () => app.openPlan(id) } });
      }
    },
    whatIf: ({ id, state }) => {
      planner.heard();
      if (state === "done" && app.view.value !== "planner") {
        toast("A what-if is ready.", { action: { label: "Look at it", run: () => app.openWhatIf(id) } });
      }
    },
  });
}

/** Return how many rules the published schedule breaks that it need not. */
function brokenIn(desk: DeskState): number {
  return desk.board.value.value?.score.hard_findings ?? 0;
}

/** Every key of the page; those that a role may not use are not there. */
function keysOf(app: App, board: BoardView, queue: QueueView): Key[] {
  const { desk } = app;
  const show = (view: View) => () => app.view.set(view);
  const onBoard = (run: () => void) => () => app.view.value === "board" && run();
  const key = (name: string, shown: string, does: string, run: () => void): Key => ({ key: name, shown, does, run });
  return [
    key("b", "B", "the schedule board", show("board")),
    key("q", "Q", "the queue", show("queue")),
    key("s", "S", "the scoreboard", show("scores")),
    key("l", "L", "what the engine has learned", show("learned")),
    key("i", "I", "what if: variants of the desk, beside each other", show("planner")),
    { ...key("[", "[", "the day or week before", onBoard(() => stepDay(app, -1))), steps: true },
    { ...key("]", "]", "the day or week after", onBoard(() => stepDay(app, 1))), steps: true },
    key("t", "T", "today", onBoard(() => app.day.set(shownToday(app)))),
    key("d", "D", "one day, or the week", onBoard(() => app.week.set(!app.week.value))),
    key("g", "G", "the map of the day\u2019s trips", onBoard(() => app.mapShown.set(!app.mapShown.value))),
    key("/", "/", "search the queue", () => (app.view.set("queue"), queue.focusSearch())),
    ...(desk.may("plan") ? [key("p", "P", "plan the team", () => app.openPlan()), key("n", "N", "what now: replan after something has happened", () => app.openReplan([]))] : []),
    ...(desk.may("publish") ? [key("a", "A", "accept what is proposed", () => app.side.current?.accept?.())] : []),
    ...(desk.may("publish") ? decidingKeys(app) : []),
    ...(desk.may("publish") ? [key("ctrl+z", "Ctrl+Z", "undo the last publish", () => void app.undo())] : []),
    key("h", "H", "history", () => app.openHistory()),
    key("u", "U", "trust: how far the engine may go alone", () => app.openTrust()),
    key("escape", "Esc", "close, discard, or leave as it was", () => {
      if (!closeSlotMenu() && !board.cancelMove()) app.side.dismiss();
    }),
    key("?", "?", "these keys", () => openKeys(keysOf(app, board, queue))),
  ];
}

/** Keys of a waiting ticket that is open: give it to somebody of those who are ranked, or to nobody, and say why. */
function decidingKeys(app: App): Key[] {
  const take = (rank: number) => () => void app.side.current?.take?.(rank);
  const ranks = Array.from({ length: 9 }, (_, at) => at + 1);
  return [
    ...ranks.map((rank) => ({
      key: String(rank),
      shown: rank === 1 ? "1 to 9" : "",
      does: "give the open ticket to the engineer of that rank",
      run: take(rank),
    })),
    { key: "r", shown: "R", does: "leave the open ticket waiting: nobody of these", run: () => app.side.current?.reject?.() },
    { key: "w", shown: "W", does: "say why it was decided so", run: () => app.side.current?.sayWhy?.() },
  ];
}
