import { confirm, openDialog } from "../dom/dialog";
import { h } from "../dom/h";
import { toast } from "../dom/toast";
import { api, itemsOf } from "../http/api";
import { Problem, sayProblem } from "../http/problem";
import type { App } from "../page/app";
import { own } from "../state/own-versions";
import { sayStamp, wallOf } from "../time/zone";
import { sayStale } from "../words/change";
import { count } from "../words/minutes";
import { sayWho } from "../words/who";

let isUnderWay = false;

/** Take a published version back, by default the last one; somebody else's only after a question. One at a time. */
export async function undo(app: App, version?: number): Promise<void> {
  if (!app.desk.may("publish") || isUnderWay) return;
  isUnderWay = true;
  try {
    await takeBack(app, version);
  } finally {
    isUnderWay = false;
  }
}

async function takeBack(app: App, version?: number): Promise<void> {
  try {
    const versions = itemsOf(await api.versions());
    const target = versions.find((each) => (version ? each.version === version : each.state === "published"));
    if (!target?.base_version) return toast("There is nothing to undo.");
    // To undo an undo is to do it again, which nobody means who only asks for the last change to go.
    if (version === undefined && target.origin === "undo") {
      return toast("The last change was an undo. History (H) goes further back or takes it back.");
    }
    if (!(await own.has(target.version)) && target.created_by !== app.desk.me.name) {
      const when = sayStamp(wallOf(target.created, app.desk.zone));
      const text = `${sayWho(target.created_by)} published it, ${when}: ${target.summary || "no summary"}.`;
      if (!(await confirm(`Undo version ${target.version}?`, text, "Undo it"))) return;
    }
    const published = await own.claim(api.undo(target.version));
    await app.desk.refresh();
    app.side.changed();
    toast(`Undone: ${count(published.changes.length, "change")} taken back`, { own: true });
  } catch (error) {
    if (error instanceof Problem && error.isStale) sayWhy(app, error);
    else toast(`Not undone. ${sayProblem(error)}`, { problem: true });
  }
}

function sayWhy(app: App, problem: Problem): void {
  openDialog("This cannot be undone any more", [
    h("p", {}, problem.message),
    h("ul", { class: "plain", testid: "stale" }, problem.changes.map((change) => h("li", {}, sayStale(change, app.desk.nameOf, app.desk.zone)))),
  ]);
}
