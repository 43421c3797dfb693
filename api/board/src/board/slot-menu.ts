import { h } from "../dom/h";
import { readTime, timeInput } from "../dom/time-input";
import { addDays, instantOf, minutesBetween, sayDay, sayTime } from "../time/zone";
import { sayDuration } from "../words/minutes";

interface Slot {
  engineer: string;
  start: string;
  end: string;
  x: number;
  y: number;
}

interface Listeners {
  fill: (start: string, end: string) => void;
  /** What is there is to make way. */
  free: (start: string, end: string) => void;
  /** The engineer is away then: plan on without her. */
  away: (start: string, end: string) => void;
  /** Whether there is work in a span that could make way. */
  hasWork: (start: string, end: string) => boolean;
  closed: () => void;
}

let open: { element: HTMLElement; close: () => void } | null = null;

/** Close the menu at an open slot, if there is one; returns whether there was. */
export function closeSlotMenu(): boolean {
  const had = open !== null;
  open?.close();
  return had;
}

/** Offer to fill time, or to free it where work is in it: `Fill Mike 13:00 to 17:00`, with the times to change first. */
export function openSlotMenu(slot: Slot, zone: string, listeners: Listeners): void {
  closeSlotMenu();
  const before = document.activeElement;
  const day = slot.start.slice(0, 10);
  const first = slot.engineer.split(" ")[0] ?? slot.engineer;
  const from = timeInput(sayTime(slot.start), "From", "slot-from");
  const to = timeInput(sayTime(slot.end).replace("24:", "00:"), "To", "slot-to");
  const run = h("button", { class: "primary", testid: "fill", type: "submit" });
  const free = h("button", { testid: "free", type: "button" });
  const away = h("button", { class: "link", testid: "away", type: "button" });
  const length = h("p", { class: "muted" });

  // Only open time that goes on over midnight may end earlier on the clock than it starts.
  const nextDay = slot.end.slice(0, 10) > day || slot.end.endsWith("T24:00") ? addDays(day, 1) : day;
  const span = () => {
    const [start, end] = [readTime(from.value) ?? "", readTime(to.value) ?? ""];
    return [`${day}T${start}`, `${end <= start ? nextDay : day}T${end}`] as const;
  };
  const describe = () => {
    const [start, end] = span();
    // What is no time at all makes no number of minutes, which is not enough either.
    const minutes = minutesBetween(start, end);
    const isEnough = minutes >= 5;
    run.textContent = `Fill ${first} ${sayTime(start)} to ${sayTime(end)}`;
    run.disabled = !isEnough;
    free.textContent = `Free ${first} ${sayTime(start)} to ${sayTime(end)}`;
    free.hidden = !isEnough || !listeners.hasWork(start, end);
    away.textContent = `${first} is away then: replan`;
    away.hidden = !isEnough;
    length.textContent = isEnough ? `${sayDuration(minutes)}, ${sayDay(day)}` : "Two times are needed, the end after the start.";
  };
  const close = (refocus = true) => {
    open = null;
    element.remove();
    document.removeEventListener("pointerdown", outside, true);
    listeners.closed();
    if (refocus && before instanceof HTMLElement && before.isConnected) before.focus();
  };
  const outside = (event: Event) => {
    if (event.target instanceof Node && !element.contains(event.target)) close(false);
  };

  const choose = (what: (start: string, end: string) => void) => {
    const [start, end] = span();
    close(false);
    what(instantOf(start, zone), instantOf(end, zone));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    choose(listeners.fill);
  };
  const element = h(
    "div",
    {
      class: "slot-menu",
      role: "dialog",
      "aria-label": `Time of ${slot.engineer}`,
      testid: "slot-menu",
      onkeydown: ((event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }) as EventListener,
    },
    h(
      "form",
      { onsubmit: submit },
      h("p", { class: "slot-title" }, slot.engineer),
      h("div", { class: "slot-times" }, from, h("span", {}, "to"), to),
      length,
      run,
      free,
      away,
    ),
  );
  free.addEventListener("click", () => choose(listeners.free));
  away.addEventListener("click", () => choose(listeners.away));
  from.addEventListener("input", describe);
  to.addEventListener("input", describe);
  describe();
  document.body.append(element);
  const x = Math.max(8, Math.min(slot.x, innerWidth - element.offsetWidth - 8));
  const y = Math.max(8, Math.min(slot.y, innerHeight - element.offsetHeight - 8));
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  document.addEventListener("pointerdown", outside, true);
  open = { element, close };
  run.focus();
}
