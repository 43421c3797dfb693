import type { Learning } from "./contract";
import { announce } from "../dom/announce";
import { fillWith, h } from "../dom/h";
import { icon } from "../dom/icon";
import { toast } from "../dom/toast";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { count } from "../words/minutes";
import { modeChoice } from "./mode";
import { preferenceList } from "./preferences";
import { proposed } from "./proposed";
import { unexplainedList } from "./unexplained";
import { versionList } from "./versions";
import { weightTable } from "./weights";
import { sayDoubt } from "./words";

/** Below this share of what decisions ask for, the page says that the weights hold back. */
const DOUBTED = 0.75;

/** What a part of the page lets a person do: it happens, is said, and everything is asked for anew. */
export type Act = (run: () => Promise<unknown>, said: string) => Promise<void>;

/** What the engine has learned from people's decisions: weights with their evidence, what none explains, preferences. */
export class LearnedView {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "learned-body" });
  private readonly tools = h("div", { class: "learned-tools" });
  private known: Learning | null = null;

  constructor(private readonly app: App) {
    this.element = h(
      "section",
      { class: "learned", hidden: true, "aria-label": "What the engine has learned", testid: "learned" },
      h("div", { class: "learned-bar" }, h("h1", {}, "What the engine has learned"), this.tools),
      h("div", { class: "learned-scroll" }, this.body),
    );
  }

  /** The view has come into sight. */
  async shown(): Promise<void> {
    if (!this.known) fillWith(this.body, h("p", { class: "loading" }, "Reading the decisions"));
    try {
      this.known = await api.learning();
      this.draw(this.known);
    } catch (error) {
      fillWith(
        this.body,
        h("p", { class: "problem-text", role: "alert" }, icon("warning"), ` What was learned could not be loaded. ${sayProblem(error)}`),
        h("button", { onclick: () => void this.shown() }, "Try again"),
      );
    }
  }

  private draw(known: Learning): void {
    const { app } = this;
    const may = app.desk.may("edit");
    fillWith(
      this.tools,
      h("span", { class: "muted", testid: "learned-from" }, `Weights version ${known.version}, ${count(known.decisions, "decision")} to learn from`),
      modeChoice(known.mode, may, this.act),
    );
    fillWith(
      this.body,
      known.decisions === 0 && h("p", { class: "empty", testid: "learned-nothing" }, "Nothing yet. Give a waiting ticket to an engineer, or turn all of those recommended down: each such decision teaches what you weigh."),
      known.followed < DOUBTED && h("p", { class: "callout", testid: "learned-doubted" }, sayDoubt(known.followed)),
      known.proposes && known.mode !== "off" && proposed(known, may, this.act),
      weightTable(known, may, app.desk.zone, this.act),
      unexplainedList(known, may, app.desk.zone, this.act),
      preferenceList(known.preferences, may, this.act),
      versionList(known.versions, may, app.desk.zone, this.act),
    );
  }

  private readonly act: Act = async (run, said) => {
    this.element.toggleAttribute("inert", true);
    try {
      await run();
      toast(said, { own: true });
      await this.shown();
    } catch (error) {
      toast(sayProblem(error), { problem: true });
      announce(sayProblem(error));
    } finally {
      this.element.toggleAttribute("inert", false);
    }
  };
}
