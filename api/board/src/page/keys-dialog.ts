import { openDialog } from "../dom/dialog";
import { h } from "../dom/h";
import { type Key, setSingleKeys, singleKeys } from "./keys";

const ON_THE_BOARD: [shown: string, does: string][] = [
  ["Arrow keys", "walk over work and open time; up and down change the engineer"],
  ["Enter", "open a ticket, or fill open time"],
  ["M", "move work: arrows carry it, Shift for 5 minutes, Page keys for days, Enter asks the price, Esc cancels"],
  ["F", "free the time of a piece of work: what can move"],
  ["X", "take work off the board"],
];

/** Show every key and what it does. */
export function openKeys(keys: readonly Key[]): void {
  const row = (shown: string, does: string) =>
    h("tr", {}, h("th", { scope: "row" }, shown.split(" ").length > 1 ? shown : h("kbd", {}, shown)), h("td", {}, does));
  const single = h("input", { type: "checkbox", checked: singleKeys(), testid: "single-keys" });
  single.addEventListener("change", () => setSingleKeys(single.checked));
  openDialog(
    "Keys",
    [
      h("table", { class: "keys" }, h("caption", {}, "Everywhere"), h("tbody", {}, keys.filter((key) => key.shown).map((key) => row(key.shown, key.does)))),
      h("table", { class: "keys" }, h("caption", {}, "On a piece of work or open time"), h("tbody", {}, ON_THE_BOARD.map(([shown, does]) => row(shown, does)))),
      h("label", { class: "switch" }, single, h("span", {}, "Single letters act as keys")),
    ],
    "keys-dialog",
  );
}
