import type { Evaluation, Move } from "../contract";
import type { Catalogue } from "../planner/catalogue";
import type { Change } from "../planner/contract";
import type { DeskState } from "../state/desk";
import type { Overlay } from "../state/overlay";
import type { Store } from "../state/store";
import type { Side } from "./side";

export type View = "board" | "queue" | "learned" | "scores" | "planner";

/** What every part of the page works with; made once in `page/start.ts`. */
export interface App {
  desk: DeskState;
  overlay: Store<Overlay>;
  view: Store<View>;
  /** The day shown, and whether its whole week is. */
  day: Store<string>;
  week: Store<boolean>;
  mapShown: Store<boolean>;
  /** The ticket that the side shows. */
  shownTicket: Store<string | null>;
  side: Side;
  /** What can be otherwise, or happen. */
  catalogue: Catalogue;
  /** What one part asks of another. */
  openTicket: (ticketId: string) => void;
  openFill: (engineerId: string, start: string, end: string) => void;
  /** Say what can move out of an engineer's time. */
  openRelieve: (engineerId: string, start: string, end: string) => void;
  /**
   * Judge moves, and keep them or not; a place that was recommended is judged as it was found, by asking for it, and
   * shows beside it what is offered with it.
   */
  openMove: (moves: Move[], recommended?: (signal: AbortSignal) => Promise<Evaluation>, beside?: HTMLElement) => void;
  openPlan: (planId?: string) => void;
  /** Plan on after events; with one that is half said, the rest of it is asked for first. */
  openReplan: (events: Change[], half?: Change) => void;
  openHistory: () => void;
  openWhatIf: (id: string) => void;
  openTrust: () => void;
  undo: (version?: number) => Promise<void>;
  /** Bring a ticket's work into sight on the board and put the focus there. */
  showOnBoard: (ticketId: string) => void;
}
