import { type Calendar, createCalendar, Interaction, ResourceTimeline } from "@event-calendar/core";
import "@event-calendar/core/index.css";
import type { BoardEngineer } from "../contract";
import { rounded, sayDay } from "../time/zone";
import { engineerLabel } from "./engineer-label";
import { drawFace, type Face } from "./face";
import type { Frame } from "./frame";

export interface TimelineListeners {
  /** Open time was clicked, at a wall. */
  click: (engineerId: string, at: string, x: number, y: number) => void;
  /** A span of a row was dragged over. */
  select: (engineerId: string, start: string, end: string, x: number, y: number) => void;
  /** Work was dropped elsewhere. */
  drop: (ticketId: string, from: string, to: string, start: string) => void;
  dragging: () => void;
}

interface Shown {
  engineers: readonly BoardEngineer[];
  events: Calendar.EventInput[];
  frame: Frame;
}

const SIDEBAR = { wide: 188, narrow: 150 };
const LEAST_HOUR = { day: 52, week: 16 };

/** The calendar library behind a small face: it is given walls and gives walls, and knows nothing of the desk. */
export class Timeline {
  private calendar: ReturnType<typeof createCalendar> | null = null;
  private frame: Frame = { days: [], firstHour: 8, lastHour: 18 };
  private readonly given = new Map<string, string>();
  private readonly resize = new ResizeObserver(() => this.fit());

  constructor(
    private readonly host: HTMLElement,
    private readonly listeners: TimelineListeners,
    private readonly words: { zone: () => string; nameOf: (id: string) => string; mayPlan: boolean },
  ) {}

  show({ engineers, events, frame }: Shown): void {
    const isWeek = frame.days.length > 1;
    const options: Calendar.Options = {
      date: frame.days[0],
      duration: { days: daysAcross(frame) },
      hiddenDays: hidden(frame),
      slotMinTime: `${frame.firstHour}:00`,
      slotMaxTime: `${frame.lastHour}:00`,
      slotDuration: isWeek ? "01:00" : "00:30",
      slotLabelInterval: isWeek ? "03:00" : "01:00",
      slotLabelFormat: { hour: "2-digit", hourCycle: "h23", ...(isWeek ? {} : { minute: "2-digit" }) },
      resources: engineers.map((engineer) => ({
        id: engineer.id, title: engineer.label, extendedProps: { engineer, days: frame.days },
      })),
      events,
    };
    this.frame = frame;
    this.host.style.setProperty("--rows", String(engineers.length));
    if (this.calendar) {
      for (const [name, value] of Object.entries(options)) this.set(name as keyof Calendar.Options, value);
    } else {
      this.calendar = createCalendar(this.host, [ResourceTimeline, Interaction], { ...this.fixed(), ...options });
      this.resize.observe(this.host);
    }
    this.fit();
  }

  /**
   * Take away the roles of a table that the library gives its parts: rows of one list and cells of another make no table,
   * and every piece of work says whose it is. Call when the calendar has been drawn.
   */
  tidy(): void {
    for (const part of this.host.querySelectorAll("[role=table], [role=row], [role=rowgroup], [role=rowheader], [role=cell], [role=columnheader]")) {
      for (const name of ["role", "aria-colindex", "aria-colspan"]) part.removeAttribute(name);
    }
    for (const article of this.host.querySelectorAll("article:not([role])")) article.setAttribute("role", "presentation");
  }

  /** Forget the span that was dragged over. */
  unselect(): void {
    this.calendar?.unselect();
  }

  private get sidebar(): number {
    return this.host.clientWidth < 860 ? SIDEBAR.narrow : SIDEBAR.wide;
  }

  /** Let the hours fill the width, down to a least width from which on they scroll. */
  private fit(): void {
    const { days, firstHour, lastHour } = this.frame;
    const hours = Math.max(1, lastHour - firstHour) * Math.max(1, days.length);
    const least = days.length > 1 ? LEAST_HOUR.week : LEAST_HOUR.day;
    const hour = Math.max(least, (this.host.clientWidth - this.sidebar - 4) / hours);
    this.host.classList.toggle("one-day", days.length === 1);
    (this.host.parentElement ?? this.host).style.setProperty("--engineer-width", `${this.sidebar}px`);
    this.host.style.setProperty("--hour-width", `${hour}px`);
    this.set("slotWidth", Math.floor((days.length > 1 ? hour : hour / 2) * 100) / 100);
  }

  /** Set an option if it has changed; the library lays everything out again for each. */
  private set(name: keyof Calendar.Options, value: unknown): void {
    const text = name === "events" ? "" : JSON.stringify(value);
    if (text && this.given.get(name) === text) return;
    this.given.set(name, text);
    this.calendar?.setOption(name, value as never);
  }

  private fixed(): Calendar.Options {
    return {
      view: "resourceTimelineDay",
      headerToolbar: { start: "", center: "", end: "" },
      height: "100%",
      firstDay: 1,
      snapDuration: "00:05",
      eventGap: 3,
      longPressDelay: 350,
      selectMinDistance: 6,
      editable: false,
      eventDurationEditable: false,
      selectable: this.words.mayPlan,
      unselectCancel: ".slot-menu",
      nowIndicator: false,
      dayHeaderFormat: (date) => sayDay(localDay(date)),
      eventContent: ({ event }) => {
        const face = event.extendedProps.face as Face | undefined;
        if (!face) return "";
        // Work under the pointer says where it would start if it were dropped now.
        const carried = event.display === "preview" && face.kind === "work";
        const drawn = carried ? { ...face, badge: rounded(localWall(event.start), 5).slice(11) } : face;
        return { domNodes: [drawFace(drawn, this.words.zone(), this.words.nameOf)] };
      },
      resourceLabelContent: ({ resource }) => {
        const { engineer, days } = resource.extendedProps as { engineer: BoardEngineer; days: string[] };
        return { domNodes: [engineerLabel(engineer, days, this.words.mayPlan)] };
      },
      eventDragStart: () => this.listeners.dragging(),
      eventDrop: (info) => {
        const face = info.event.extendedProps.face as Face;
        const target = (info.newResource ?? info.oldResource)?.id;
        if (face.kind !== "work") return;
        this.listeners.drop(face.assignment.ticket_id, face.engineerId, target ?? face.engineerId, rounded(localWall(info.event.start), 5));
      },
      dateClick: ({ resource, dateStr, jsEvent }) => {
        const { clientX, clientY } = jsEvent as PointerEvent;
        if (resource) this.listeners.click(resource.id, dateStr.slice(0, 16), clientX, clientY);
      },
      select: ({ resource, startStr, endStr, jsEvent }) => {
        const { clientX, clientY } = jsEvent as PointerEvent;
        if (resource) this.listeners.select(resource.id, startStr.slice(0, 16), endStr.slice(0, 16), clientX, clientY);
      },
    };
  }
}

/** The library hands out dates whose local parts are what its clock shows. */
function localWall(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${localDay(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function daysAcross({ days }: Frame): number {
  const [first, last] = [days[0], days[days.length - 1]];
  return first && last ? Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1 : 1;
}

/** Return weekdays inside the shown span on which nobody works. */
function hidden({ days }: Frame): Calendar.dayOfWeek[] {
  const shown = new Set(days.map((day) => new Date(`${day}T00:00Z`).getUTCDay()));
  return days.length > 1 ? ([0, 1, 2, 3, 4, 5, 6] as const).filter((weekday) => !shown.has(weekday)) : [];
}
