import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { openChangeForm } from "./change-form";
import type { Change, Scenario } from "./contract";
import { changesOf, type Draft, draftOf, emptyDraft, MOST_VARIANTS, moved, scenarioOf, type Stack, storeDraft, storedDraft, whyNot, withChanges, withoutVariant, withVariant } from "./draft";
import { PastRuns } from "./past-runs";
import { RunBar } from "./run-bar";
import { Running } from "./running";
import { stackCard } from "./stack-card";
import { Told } from "./told";

/** The planner's page: changes stacked into variants, run beside each other, and compared. */
export class PlannerView {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "planner-scroll", tabindex: 0, role: "region", "aria-label": "What if" });
  private readonly stacks = h("div", { class: "stacks" });
  private readonly purpose = h("p", { class: "muted", testid: "purpose" });
  private readonly bar = new RunBar({
    set: (change) => this.setRun(change),
    run: () => void this.running.start(this.draft, scenarioOf(this.draft)),
  });
  private readonly notes = h("div", { "aria-live": "polite" });
  private readonly situations = h("select", { "aria-label": "A situation to start from", testid: "situation" });
  private readonly told = new Told();
  private readonly running: Running;
  private readonly past: PastRuns;
  private library: Scenario[] = [];
  private draft: Draft;
  private isLoaded = false;

  constructor(private readonly app: App) {
    this.draft = storedDraft(app.desk.me.desk_id);
    this.running = new Running(app, () => void this.past.load());
    this.past = new PastRuns(app, (id) => void this.running.open(id), (scenario) => this.set(draftOf(scenario, this.draft)));
    this.situations.addEventListener("change", () => this.start(this.situations.value));
    const may = app.desk.may("plan");
    this.element = h(
      "section",
      { class: "planner", "aria-label": "What if", testid: "planner", hidden: true },
      h(
        "div",
        { class: "queue-bar" },
        h("h1", {}, "What if"),
        may && this.situations,
        may && h("button", { testid: "clear-draft", onclick: () => this.set({ ...emptyDraft(), seconds: this.draft.seconds, seeds: this.draft.seeds, against: this.draft.against }) }, "Start anew"),
      ),
      this.body,
    );
    fillWith(this.body, h("div", { class: "planner-body" }, this.purpose, this.stacks, may && this.bar.element, this.notes, this.running.element, this.past.element));
  }

  /** The view has come into sight. */
  async shown(): Promise<void> {
    this.running.nameInAddress();
    if (!this.isLoaded) await this.load();
    await this.past.load();
  }

  /** A what-if has come to another state, here or in somebody else's hands. */
  heard(): void {
    if (!this.element.hidden) void this.past.load();
  }

  /** Show a what-if that has been run, or is. */
  open(id: string): void {
    void this.running.open(id);
  }

  private async load(): Promise<void> {
    fillWith(this.notes, h("p", { class: "loading" }, "Reading what can be otherwise"));
    try {
      const [scenarios] = await Promise.all([api.scenarios(), this.app.catalogue.load()]);
      [this.library, this.isLoaded] = [scenarios.items, true];
      fillWith(this.notes);
    } catch (error) {
      fillWith(this.notes, h("p", { class: "problem-text", role: "alert" }, sayProblem(error)), h("button", { onclick: () => void this.load() }, "Try again"));
      return;
    }
    fillWith(
      this.situations,
      h("option", { value: "" }, "Start from a situation"),
      this.library.map((each) => h("option", { value: each.name, title: each.purpose }, sayTitle(each.name))),
    );
    this.draw();
    await this.tell();
    await this.running.resume();
  }

  private start(name: string): void {
    const scenario = this.library.find((each) => each.name === name);
    this.situations.value = "";
    if (!scenario) return;
    this.set(draftOf(scenario, this.draft));
    announce(`${sayTitle(name)}. ${scenario.purpose}`);
  }

  private set(draft: Draft): void {
    this.draft = draft;
    storeDraft(this.app.desk.me.desk_id, draft);
    this.draw();
    void this.tell();
  }

  /** Run otherwise: nothing of what is told changes. */
  private setRun(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change };
    storeDraft(this.app.desk.me.desk_id, this.draft);
    this.showRun();
  }

  private showRun(): void {
    this.bar.show(this.draft, whyNot(this.draft) || this.told.problem || (this.told.isFlawed ? "Mend what is marked first." : ""));
  }

  private async tell(): Promise<void> {
    if (await this.told.ask(this.draft)) this.draw();
  }

  private draw(): void {
    const { draft } = this;
    const may = this.app.desk.may("plan");
    const focus = focusIn(this.stacks);
    this.purpose.textContent = draft.name ? `${sayTitle(draft.name)}. ${draft.purpose}` : "Stack changes, put variants beside each other, and run them on a copy of the desk. Nothing of it is ever published.";
    const isShared = draft.shared.length > 0;
    fillWith(
      this.stacks,
      isShared && this.card("shared", "In every variant", draft.shared),
      draft.variants.map((variant, at) => this.card(at, variant.name, variant.changes)),
      may &&
        h(
          "div",
          { class: "more-stacks" },
          draft.variants.length < MOST_VARIANTS && h("button", { testid: "add-variant", onclick: () => this.set(withVariant(draft)) }, icon("plus"), "Another variant"),
          !isShared && draft.variants.length > 1 && h("button", { testid: "add-shared", onclick: () => this.ask("shared") }, icon("plus"), "A change in every variant"),
        ),
    );
    this.showRun();
    focus();
  }

  private card(stack: Stack, name: string, changes: readonly Change[]): HTMLElement {
    const put = (now: Change[]) => this.set(withChanges(this.draft, stack, now));
    return stackCard(
      { stack, name, changes, kinds: this.app.catalogue.kinds, told: this.told, mayChange: this.app.desk.may("plan") },
      {
        add: () => this.ask(stack),
        edit: (at) => this.ask(stack, at),
        move: (at, to) => put(moved(changesOf(this.draft, stack), at, to)),
        drop: (at) => put(changes.filter((_, index) => index !== at)),
        ...(stack === "shared" ? {} : this.ofVariant(stack)),
      },
    );
  }

  /** Ask for a change of a stack, one more or another in place of one there is. */
  private ask(stack: Stack, at?: number): void {
    const changes = changesOf(this.draft, stack);
    const change = at === undefined ? undefined : changes[at];
    const before = [...(stack === "shared" ? [] : this.draft.shared), ...changes.slice(0, at)];
    const done = (made: Change) => this.set(withChanges(this.draft, stack, change ? changes.map((each) => (each === change ? made : each)) : [...changes, made]));
    const { kinds, choices } = this.app.catalogue;
    openChangeForm({ kinds, choices, before, done, ...(change ? { change } : {}) });
  }

  private ofVariant(at: number): { rename: (name: string) => void; copy: () => void; remove?: () => void } {
    const { variants } = this.draft;
    return {
      rename: (name) => this.set({ ...this.draft, variants: variants.map((each, index) => (index === at ? { ...each, name } : each)) }),
      copy: () => this.set(withVariant(this.draft, variants[at])),
      ...(variants.length > 1 ? { remove: () => this.set(withoutVariant(this.draft, at)) } : {}),
    };
  }
}

/** Return how to put the focus back to where it was among the stacks, once they are drawn anew. */
function focusIn(stacks: HTMLElement): () => void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || !stacks.contains(activeElement)) return () => undefined;
  const same = () => [...stacks.querySelectorAll<HTMLElement>("button, input")];
  const at = same().indexOf(activeElement);
  return () => same()[Math.min(at, same().length - 1)]?.focus();
}

/** Return a scenario's name as a title: `key-engineer-leaves` is Key engineer leaves. */
function sayTitle(name: string): string {
  const words = name.replaceAll(/[-_]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
