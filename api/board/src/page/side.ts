import type { PublishedEvent } from "../contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";

/** What the side of the page can show: an answer, a question to confirm, a ticket. */
export interface Panel {
  kind: "ticket" | "fill" | "move" | "plan" | "history" | "trust" | "relieve" | "replan";
  title: string;
  element: HTMLElement;
  /** What Esc and the close button do; by default the panel just goes. */
  dismiss?: () => void;
  /** What the key A does. */
  accept?: () => void;
  /** What a digit does: give the work to the engineer of that rank; returns whether that could be meant. */
  take?: (rank: number) => boolean;
  /** What the keys R and W do: take nobody, and say why. */
  reject?: () => void;
  sayWhy?: () => void;
  /** Somebody has published while the panel is open. */
  published?: (event: PublishedEvent) => void;
  /** This page itself has published or undone something while the panel is open. */
  changed?: () => void;
  /** The panel leaves the page, whatever the reason. */
  gone?: () => void;
}

/** The side of the page: one panel, or a ticket looked at over another panel. */
export class Side {
  readonly element = h("aside", { class: "side", "aria-label": "Details", hidden: true, testid: "side" });
  private readonly stack: Panel[] = [];
  private returnTo: Element | null = null;

  constructor(private readonly onChange: () => void) {}

  get current(): Panel | undefined {
    return this.stack[this.stack.length - 1];
  }

  /** Show a panel in place of all others, or over them. */
  show(panel: Panel, over = false): void {
    if (!this.element.contains(document.activeElement)) this.returnTo = document.activeElement;
    const left = over ? [] : this.stack.splice(0);
    this.stack.push(panel);
    for (const old of left.reverse()) old.gone?.();
    this.draw();
  }

  /** Take a panel away, wherever it is. */
  close(panel: Panel | undefined = this.current): void {
    const place = panel ? this.stack.indexOf(panel) : -1;
    if (!panel || place < 0) return;
    this.stack.splice(place, 1);
    panel.gone?.();
    this.draw();
  }

  /** Do what Esc does; returns whether there was anything to do. */
  dismiss(): boolean {
    const panel = this.current;
    if (!panel) return false;
    if (panel.dismiss) panel.dismiss();
    else this.close(panel);
    return true;
  }

  published(event: PublishedEvent): void {
    for (const panel of [...this.stack]) panel.published?.(event);
  }

  changed(): void {
    for (const panel of [...this.stack]) panel.changed?.();
  }

  private draw(): void {
    const panel = this.current;
    const hadFocus = this.element.contains(document.activeElement) || document.activeElement === document.body;
    this.element.replaceChildren();
    this.element.hidden = !panel;
    if (panel) {
      const heading = h("h2", { tabindex: -1 }, panel.title);
      this.element.append(
        h(
          "header",
          { class: "side-head" },
          heading,
          h(
            "button",
            { class: "quiet bare", "aria-label": "Close (Esc)", title: "Close (Esc)", onclick: () => this.dismiss() },
            icon("close"),
          ),
        ),
        panel.element,
      );
      this.element.setAttribute("data-kind", panel.kind);
      this.element.setAttribute("aria-label", panel.title);
      heading.focus({ preventScroll: true });
    } else if (hadFocus && this.returnTo instanceof HTMLElement && this.returnTo.isConnected) {
      this.returnTo.focus();
    }
    this.onChange();
  }
}
