import type { Assignment } from "../contract";
import { announce } from "../dom/announce";
import type { App } from "../page/app";
import { ghosts, NOTHING } from "../state/overlay";
import { addMinutes, instantOf, minutesBetween, rounded, saySpan, wallOf } from "../time/zone";
import { windowDays } from "./frame";

/** Moving work by the keyboard: the arrows carry a ghost, Enter asks what the move costs, Esc leaves all as it was. */
export class MoveMode {
  private carried: { work: Assignment; from: string; engineerId: string; start: string } | null = null;

  constructor(private readonly app: App) {}

  get isOn(): boolean {
    return this.carried !== null;
  }

  begin(work: Assignment, engineerId: string): void {
    this.carried = { work, from: engineerId, engineerId, start: wallOf(work.start, this.app.desk.zone) };
    this.draw();
    announce(`Moving ${work.ticket_id}. Arrow keys change time and engineer, Enter asks for the price, Escape cancels.`);
  }

  cancel(): void {
    if (!this.carried) return;
    this.carried = null;
    this.app.overlay.set(NOTHING);
    announce("Not moved.");
  }

  /** Take a key while something is carried; returns whether it meant something here. */
  key(event: KeyboardEvent): boolean {
    if (!this.carried) return false;
    const step = event.shiftKey ? 5 : 15;
    if (event.key === "ArrowRight") this.shift(step);
    else if (event.key === "ArrowLeft") this.shift(-step);
    else if (event.key === "ArrowDown") this.climb(1);
    else if (event.key === "ArrowUp") this.climb(-1);
    else if (event.key === "PageDown") this.shift(1440);
    else if (event.key === "PageUp") this.shift(-1440);
    else if (event.key === "Enter") this.drop();
    else if (event.key === "Escape") this.cancel();
    else return false;
    return true;
  }

  private shift(minutes: number): void {
    const board = this.app.desk.board.value.value;
    if (!this.carried || !board) return;
    const start = rounded(addMinutes(this.carried.start, minutes), minutes % 15 ? 5 : 15);
    const [first, last] = windowDays(board);
    const day = start.slice(0, 10);
    if (day < first || day > last) return;
    this.carried.start = start;
    if (!this.app.week.value) this.app.day.set(day);
    this.draw();
  }

  private climb(rows: number): void {
    const engineers = this.app.desk.board.value.value?.engineers ?? [];
    if (!this.carried) return;
    const place = engineers.findIndex((engineer) => engineer.id === this.carried?.engineerId);
    const next = engineers[place + rows];
    if (!next) return;
    this.carried.engineerId = next.id;
    this.draw();
  }

  private drop(): void {
    if (!this.carried) return;
    const { work, from, engineerId, start } = this.carried;
    this.carried = null;
    const engineers = [...new Set(work.engineer_ids.map((id) => (id === from ? engineerId : id)))];
    this.app.openMove([{ ticket_id: work.ticket_id, engineer_ids: engineers, start: instantOf(start, this.app.desk.zone) }]);
  }

  private draw(): void {
    if (!this.carried) return;
    const { work, from, engineerId, start } = this.carried;
    const zone = this.app.desk.zone;
    const length = minutesBetween(wallOf(work.start, zone), wallOf(work.end, zone));
    const end = addMinutes(start, length);
    const engineers = [...new Set(work.engineer_ids.map((id) => (id === from ? engineerId : id)))];
    const ghost = { ...work, engineer_ids: engineers, start: instantOf(start, zone), end: instantOf(end, zone), visit: null };
    this.app.overlay.set(ghosts([ghost], { badge: "moving" }));
    announce(`${this.app.desk.nameOf(engineerId)}, ${saySpan(start, end)}`);
  }
}
