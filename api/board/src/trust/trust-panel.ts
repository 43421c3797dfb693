import type { Page } from "../contract";
import { fillWith, h } from "../dom/h";
import { toast } from "../dom/toast";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import type { Panel } from "../page/side";
import { count } from "../words/minutes";
import { actionRow } from "./action-row";
import type { Category, PolicyWanted, Trust, TrustAction, TrustWanted } from "./contract";
import { newPolicy } from "./new-policy";
import { PolicyCard } from "./policy-card";
import { previewBox } from "./preview-box";
import { isSame, sayCategory, wanted } from "./words";

const NOTED = ["noted", "decided"];
const DONE = ["published", "kept", "undone", "stopped", "failed", "withdrawn", "moved"];
const FIRST: PolicyWanted = { category: { client_id: null, type: null, priority: null, tier: null }, level: "assist", threshold: 0.9, window_minutes: 15 };
const PAUSE = 350;

/** How far the engine may go alone: levels and their lines, the off switch, and what it did. */
export class TrustPanel implements Panel {
  readonly kind = "trust";
  readonly title = "Trust";
  readonly element = h("div", { class: "panel-body trust", testid: "trust-panel" });
  private readonly head = h("section", { class: "trust-head" });
  private readonly waiting = h("section", {});
  private readonly levels = h("section", {});
  private readonly done = h("section", {});
  private readonly footer = h("div", { class: "panel-footer" });
  private known: Trust | null = null;
  private policies: PolicyWanted[] = [];
  private limit = 20;
  private asked: AbortController | null = null;
  private timer = 0;

  constructor(private readonly app: App) {
    void this.load();
  }

  published(): void {
    void this.loadActions();
  }

  changed(): void {
    void this.loadActions();
  }

  gone(): void {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  accept(): void {
    if (this.isChanged) void this.save();
  }

  private get mayChange(): boolean {
    return this.app.desk.may("publish");
  }

  private get isChanged(): boolean {
    const { known } = this;
    if (!known) return false;
    const same = known.policies.length === this.policies.length && this.policies.every((each) => known.policies.some((old) => isSame(old, each) && key(old.category) === key(each.category)));
    return !same || this.limit !== known.daily_limit;
  }

  private async load(): Promise<void> {
    fillWith(this.element, h("p", { class: "loading" }, "Loading what it may do"));
    try {
      this.adopt(await api.trust());
      fillWith(this.element, this.head, this.waiting, this.levels, this.done, this.footer);
      await this.loadActions();
    } catch (error) {
      fillWith(this.element, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)), h("button", { onclick: () => void this.load() }, "Try again"));
    }
  }

  private adopt(trust: Trust): void {
    this.known = trust;
    this.policies = trust.policies.map(wanted);
    this.limit = trust.daily_limit;
    this.drawHead();
    this.drawLevels();
  }

  private async loadActions(): Promise<void> {
    try {
      const [waiting, left, noted, done] = await Promise.all([
        api.trustActions(["waiting"]), api.trustActions(["left"], 10), api.trustActions(NOTED, 20), api.trustActions(DONE, 20),
      ]);
      const row = (action: TrustAction) =>
        actionRow(this.app, action, {
          stop: (each, button) => void this.act(button, async () => (await api.stopAction(each.id), toast(`Stopped: ${each.ticket_id} is left to you`))),
          undo: (each, button) => void this.act(button, () => this.app.undo(each.version ?? undefined)),
        });
      const list = (items: TrustAction[]) => h("ol", { class: "plain actions" }, items.map(row));
      const fold = (title: string, { items, next }: Page<TrustAction>) =>
        items.length > 0 && h("details", {}, h("summary", {}, `${title}: ${count(items.length, "ticket")}${next ? " and more" : ""}`), list(items));
      fillWith(this.waiting, waiting.items.length > 0 && [h("h3", {}, `About to happen, unless somebody stops it`), list(waiting.items)]);
      fillWith(
        this.done,
        h("h3", {}, "What it did"),
        done.items.length ? list(done.items) : h("p", { class: "empty", testid: "nothing-done" }, "Nothing has been done without a person."),
        fold("Left to you, and why", left),
        fold("What it would have done, and what was done", noted),
      );
    } catch (error) {
      fillWith(this.done, h("p", { class: "problem-text", role: "alert" }, `What it did could not be loaded. ${sayProblem(error)}`), h("button", { onclick: () => void this.loadActions() }, "Try again"));
    }
  }

  private async act(button: HTMLButtonElement, run: () => Promise<unknown>): Promise<void> {
    button.disabled = true;
    try {
      await run();
    } catch (error) {
      toast(sayProblem(error), { problem: true });
    }
    await this.loadActions();
    this.drawHead();
  }

  private drawHead(): void {
    const { known } = this;
    if (!known) return;
    const limit = h("input", { type: "number", min: 0, max: 10_000, value: this.limit, disabled: !this.mayChange, "aria-label": "Most tickets a day", testid: "daily-limit" });
    limit.addEventListener("input", () => {
      if (limit.checkValidity() && limit.value) this.limit = Number(limit.value);
      this.drawFooter();
    });
    fillWith(
      this.head,
      h(
        "div",
        { class: `switch ${known.is_on ? "on" : "off"}` },
        h("p", {}, h("strong", {}, known.is_on ? "May act where you let it" : "Switched off"), h("span", { class: "muted line small" }, known.is_on ? "Each ticket by its level" : "Nothing happens without a person")),
        this.mayChange &&
          h("button", { class: known.is_on ? "danger" : "primary", testid: "off-switch", onclick: (event: Event) => void this.toggle(event.currentTarget as HTMLButtonElement) }, known.is_on ? "Switch all off" : "Switch on"),
      ),
      h("label", { class: "limit" }, h("span", {}, "At most"), limit, h("span", {}, `tickets a day; ${known.done_today} today`)),
    );
  }

  private async toggle(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    try {
      const trust = this.known?.is_on ? await api.trustOff() : await api.setTrust({ ...this.wanted(this.known?.policies.map(wanted)), is_on: true });
      this.adopt(trust);
      toast(trust.is_on ? "It may act again where you let it" : "Off: nothing happens without a person");
    } catch (error) {
      toast(sayProblem(error), { problem: true });
      button.disabled = false;
    }
    await this.loadActions();
  }

  private drawLevels(): void {
    const client = (id: string) => this.app.desk.board.value.value?.assignments.find((each) => each.client_id === id)?.client ?? this.app.desk.queue.value.value?.find((each) => each.client_id === id)?.client ?? id;
    const cards = this.policies.map((policy, at) => {
      const known = this.known?.policies.find((each) => key(each.category) === key(policy.category)) ?? null;
      const card: PolicyCard = new PolicyCard(policy, known, known?.words ?? sayCategory(policy.category, client), this.mayChange, {
        changed: (now) => {
          this.policies[at] = now;
          this.drawFooter();
          this.tryOut(card, now);
        },
        removed: () => {
          this.policies.splice(at, 1);
          this.drawLevels();
        },
      });
      return card.element;
    });
    fillWith(
      this.levels,
      h("h3", {}, "By kind of ticket"),
      cards.length ? h("ul", { class: "plain policies" }, cards) : h("p", { class: "empty", testid: "no-policies" }, "It only recommends. Let it go further for one kind of ticket, or for all."),
      this.mayChange && newPolicy(this.app.desk, (category) => this.add(category)),
    );
    this.drawFooter();
  }

  private add(category: Category): void {
    if (this.policies.some((each) => key(each.category) === key(category))) return toast("This kind of ticket has its level already.");
    this.policies.push({ ...FIRST, category, level: "shadow" });
    this.drawLevels();
  }

  private tryOut(card: PolicyCard, policy: PolicyWanted): void {
    clearTimeout(this.timer);
    this.asked?.abort();
    const { signal } = (this.asked = new AbortController());
    this.timer = window.setTimeout(() => {
      if (policy.level === "assist") return fillWith(card.preview);
      if (!card.preview.childElementCount) fillWith(card.preview, h("p", { class: "loading small" }, "Looking at past tickets"));
      api.tryTrust(this.wanted(), policy.category, signal).then(
        (tried) => fillWith(card.preview, previewBox(tried, this.app.desk.zone, (id) => this.app.openTicket(id))),
        (error: unknown) => signal.aborted || fillWith(card.preview, h("p", { class: "problem-text" }, sayProblem(error))),
      );
    }, PAUSE);
  }

  private wanted(policies = this.policies): TrustWanted {
    return { is_on: this.known?.is_on ?? true, daily_limit: this.limit, policies };
  }

  private drawFooter(): void {
    fillWith(
      this.footer,
      this.mayChange && this.isChanged &&
        h(
          "div",
          { class: "buttons" },
          h("button", { class: "primary", testid: "save-trust", onclick: () => void this.save() }, "Save (A)"),
          h("button", { onclick: () => this.known && this.adopt(this.known) }, "Leave it as it was"),
        ),
    );
  }

  private async save(): Promise<void> {
    try {
      this.adopt(await api.setTrust(this.wanted()));
      toast("Saved. It counts from the next look at the queue on.");
    } catch (error) {
      toast(`Not saved. ${sayProblem(error)}`, { problem: true });
    }
    await this.loadActions();
  }
}

function key({ client_id, type, priority, tier }: Category): string {
  return JSON.stringify([client_id, type, priority, tier]);
}
