/**
 * One stop of the tab key for the whole board, and the arrows to walk inside it: left and right along an engineer's day,
 * up and down to what lies nearest in time on the next engineer's.
 */
export class Roving {
  private key = "";
  private hadFocus = false;

  constructor(private readonly host: HTMLElement) {
    host.addEventListener("focusin", (event) => {
      const key = keyOf(event.target);
      if (key) this.enter(key);
    });
  }

  /** Call before the board is drawn again, to find the focus back afterwards. */
  remember(): void {
    this.hadFocus = this.host.contains(document.activeElement) && keyOf(document.activeElement) === this.key;
  }

  /** Call when the board has been drawn again. */
  restore(): void {
    const stops = this.stops();
    const kept = stops.find((stop) => keyOf(stop) === this.key) ?? stops.find((stop) => sameTicket(keyOf(stop), this.key));
    const stop = kept ?? stops.find((each) => keyOf(each)?.startsWith("work:")) ?? stops[0];
    this.key = keyOf(stop ?? null) ?? "";
    for (const each of stops) each.tabIndex = each === stop ? 0 : -1;
    if (this.hadFocus && document.activeElement === document.body) stop?.focus({ preventScroll: true });
  }

  /** Put the focus on a ticket's work, if it is on the board; returns whether it is. */
  focusTicket(ticketId: string): boolean {
    const stop = this.stops().find((each) => each.dataset.ticket === ticketId);
    stop?.focus();
    stop?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return Boolean(stop);
  }

  /** Put the focus where it was last. */
  focusCurrent(): void {
    this.stops().find((stop) => keyOf(stop) === this.key)?.focus({ preventScroll: true });
  }

  /** Move the focus by an arrow key; returns whether the key was one. */
  walk(key: string): boolean {
    const stops = this.stops();
    const here = stops.find((stop) => keyOf(stop) === this.key);
    if (!here) return false;
    const row = stops.filter((stop) => rowOf(stop) === rowOf(here));
    const place = row.indexOf(here);
    let next: HTMLElement | undefined;
    if (key === "ArrowRight") next = row[place + 1];
    else if (key === "ArrowLeft") next = row[place - 1];
    else if (key === "Home") next = row[0];
    else if (key === "End") next = row[row.length - 1];
    else if (key === "ArrowDown" || key === "ArrowUp") next = nearest(stops, here, key === "ArrowDown" ? 1 : -1);
    else return false;
    next?.focus();
    next?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  private enter(key: string): void {
    this.key = key;
    for (const stop of this.stops()) stop.tabIndex = keyOf(stop) === key ? 0 : -1;
  }

  private stops(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>("[data-rove]")].sort((a, b) => rowOf(a) - rowOf(b) || left(a) - left(b));
  }
}

function keyOf(element: EventTarget | null): string | null {
  return element instanceof HTMLElement ? (element.dataset.rove ?? null) : null;
}

function sameTicket(one: string | null, other: string): boolean {
  const [, ticket] = other.split(":");
  return Boolean(ticket) && !other.startsWith("open:") && one?.split(":")[1] === ticket;
}

/** The calendar puts every event on the grid row of its engineer. */
function rowOf(stop: HTMLElement): number {
  return Number(stop.closest<HTMLElement>(".ec-event, .ec-bg-event")?.style.gridRowStart ?? 0);
}

function left(stop: HTMLElement): number {
  return stop.getBoundingClientRect().left;
}

function nearest(stops: readonly HTMLElement[], here: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const rows = [...new Set(stops.map(rowOf))];
  const row = rows[rows.indexOf(rowOf(here)) + step];
  const from = left(here);
  return stops
    .filter((stop) => rowOf(stop) === row)
    .sort((a, b) => Math.abs(left(a) - from) - Math.abs(left(b) - from))[0];
}
