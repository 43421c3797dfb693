import type { BoardEngineer } from "../contract";
import { h } from "../dom/h";

/** Return the head of an engineer's row: name, tier, and how full the shown days are; where she may be planned, her name opens what can be done with her time. */
export function engineerLabel(engineer: BoardEngineer, days: readonly string[], mayPlan: boolean): HTMLElement {
  const shares = days.map((day) => engineer.utilization_percent[day]).filter((share) => share !== undefined);
  const share = shares.length ? shares.reduce((sum, each) => sum + each, 0) / shares.length : null;
  const text = share === null ? "off" : `${Math.round(share)} %`;
  const level = share === null ? "off" : share > 100 ? "over" : share >= 85 ? "full" : "fine";
  return h(
    "div",
    {
      class: "engineer",
      testid: "engineer-row",
      "data-engineer": engineer.id,
      title: `${engineer.label}, tier ${engineer.tier}. Skills: ${engineer.skills.join(", ") || "none"}.`,
    },
    mayPlan
      ? h("button", { class: "engineer-name", type: "button", testid: "engineer-time", "data-time-of": engineer.id, "aria-haspopup": "dialog" }, engineer.label)
      : h("span", { class: "engineer-name" }, engineer.label),
    h("span", { class: "tier", role: "img", "aria-label": `tier ${engineer.tier}` }, `T${engineer.tier}`),
    h(
      "span",
      { class: `load ${level}`, "aria-hidden": "true" },
      h("span", { style: `inline-size:${Math.min(100, Math.round(share ?? 0))}%` }),
    ),
    h("span", { class: `load-figure ${level}`, role: "img", "aria-label": share === null ? "not working" : `${text} used` }, text),
  );
}
