import type { Assignment } from "../contract";
import { h, fillWith } from "../dom/h";
import { icon } from "../dom/icon";
import type { DeskState } from "../state/desk";
import { saySpan, wallOf } from "../time/zone";
import { sayList } from "../words/change";
import { sayStateAndSla, slaState } from "../words/sla";

const DELAY_MS = 220;
const WALKING = /^(Tab|Home|End|Arrow.+)$/;

/** The card beside a piece of work while the pointer or the focus is on it. */
export class HoverCard {
  private readonly element = h("div", { class: "hover-card", role: "tooltip", id: "hover-card", hidden: true, testid: "hover-card" });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private anchor: HTMLElement | null = null;

  constructor(
    host: HTMLElement,
    private readonly desk: DeskState,
    private readonly find: (ticketId: string, isGhost: boolean) => Assignment | undefined,
    private readonly isWanted: () => boolean,
  ) {
    host.parentElement?.append(this.element);
    // A board that is drawn again under a pointer at rest, as after a drop, is no wish to read either.
    let [x, y] = [-1, -1];
    document.addEventListener("pointermove", (event) => ([x, y] = [event.clientX, event.clientY]), true);
    host.addEventListener("pointerover", (event) => {
      const isAtRest = event.clientX === x && event.clientY === y;
      if (event.pointerType !== "touch" && !event.buttons && !isAtRest) this.aim(event.target, DELAY_MS);
    });
    host.addEventListener("pointerdown", () => this.hide());
    host.addEventListener("pointerout", () => this.hide());
    // Only walking over the board by keys is a wish to read; the focus also comes by a press, or back from a closed panel.
    let walkedAt = 0;
    document.addEventListener("keydown", (event) => (walkedAt = WALKING.test(event.key) ? Date.now() : 0), true);
    host.addEventListener("focusin", (event) => {
      if (Date.now() - walkedAt < 200) this.aim(event.target, 0);
    });
    host.addEventListener("focusout", () => this.hide());
    host.addEventListener("scroll", () => this.hide(), true);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.element.hidden = true;
    this.anchor?.removeAttribute("aria-describedby");
    this.anchor = null;
  }

  private aim(target: EventTarget | null, delay: number): void {
    const face = target instanceof Element ? target.closest<HTMLElement>(".face[data-ticket]") : null;
    if (!face || face === this.anchor) return;
    this.hide();
    this.anchor = face;
    this.timer = setTimeout(() => this.show(face), delay);
  }

  private show(face: HTMLElement): void {
    const work = this.find(face.dataset.ticket ?? "", face.dataset.testid === "ghost");
    if (!work || !face.isConnected || !this.isWanted()) return;
    fillWith(this.element, describe(work, this.desk));
    this.element.hidden = false;
    face.setAttribute("aria-describedby", "hover-card");
    const box = face.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const x = Math.max(8, Math.min(Math.max(box.left, 8), innerWidth - width - 8));
    const below = box.bottom + 6;
    const y = below + height < innerHeight - 8 ? below : Math.max(8, box.top - height - 6);
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }
}

function describe(work: Assignment, desk: DeskState): HTMLElement {
  const zone = desk.zone;
  const state = slaState(work.sla.state);
  const row = (name: string, value: string | HTMLElement) => [h("dt", {}, name), h("dd", {}, value)];
  return h(
    "div",
    {},
    h("p", { class: "card-title" }, h("span", { class: "ticket-id" }, work.ticket_id), ` ${work.summary}`),
    h(
      "dl",
      {},
      row("Client", work.client),
      row("Place", desk.siteName(work.site_id)),
      row("Who", sayList(work.engineer_ids.map(desk.nameOf))),
      row("When", saySpan(wallOf(work.start, zone), wallOf(work.end, zone))),
      work.travel_minutes > 0 ? row("Travel", `${work.travel_minutes} min before`) : null,
      row("Kind", `P${work.priority}, tier ${work.tier}, ${work.type.replaceAll("_", " ")}`),
      row(
        "SLA",
        h("span", { class: `sla-text sla-${work.sla.state}` }, icon(state.icon, 13), ` ${sayStateAndSla(work.sla, zone)}`),
      ),
      work.pinned || work.frozen ? row("Fixed", work.pinned ? "Pinned by a person" : "Frozen, it starts soon") : null,
    ),
    h("p", { class: "card-hint" }, desk.may("plan") ? "Enter: why here. M: move. F: free its time. X: take off." : "Enter: why here."),
  );
}
