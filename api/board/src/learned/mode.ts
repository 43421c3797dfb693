import type { LearningMode } from "./contract";
import { h } from "../dom/h";
import { api } from "../http/api";
import type { Act } from "./learned-view";

const MODES: [mode: LearningMode, name: string][] = [
  ["ask", "at a click"],
  ["daily", "once a day"],
  ["off", "never"],
];

/** When what was learned counts; the desk's own choice. */
export function modeChoice(mode: LearningMode, may: boolean, act: Act): HTMLElement {
  const select = h(
    "select",
    { testid: "learning-mode", "aria-label": "When learned weights count", disabled: !may },
    MODES.map(([each, name]) => h("option", { value: each, selected: each === mode }, name)),
  );
  select.addEventListener("change", () => {
    const chosen = MODES.find(([each]) => each === select.value);
    if (chosen) void act(() => api.learningMode(chosen[0]), `Learned weights count ${chosen[1]}`);
  });
  return h("label", { class: "learned-mode" }, "Weights learn", select);
}
