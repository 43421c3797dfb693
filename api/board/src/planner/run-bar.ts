import { h } from "../dom/h";
import { count } from "../words/minutes";
import type { Against } from "./contract";
import { type Draft, effort } from "./draft";

interface Listeners {
  set: (change: Partial<Draft>) => void;
  run: () => void;
}

const AGAINST: [against: Against, text: string][] = [["planned", "the desk planned as it is"], ["published", "the published schedule"]];
/** So long at most may all schedules of a what-if take together, in seconds. */
const MOST_SECONDS = 3600;

/** How a draft is run: seconds for a schedule, schedules for a variant, beside what; and how long that takes. */
export function runBar(draft: Draft, why: string, { set, run }: Listeners): HTMLElement {
  const { schedules, seconds } = effort(draft);
  const isLong = seconds > MOST_SECONDS;
  const reason = why || (isLong ? "All together may take an hour at most: give fewer seconds or schedules." : "");
  const number = (text: string, testid: string, value: number, max: number, name: "seconds" | "seeds") => {
    const input = h("input", { type: "number", min: 1, max, step: 1, value, required: true, testid });
    input.addEventListener("change", () => {
      if (input.checkValidity() && input.value) set({ [name]: Number(input.value) });
      else input.reportValidity();
    });
    return h("label", {}, h("span", {}, text), input);
  };
  const against = h("select", { testid: "against" }, AGAINST.map(([value, text]) => h("option", { value, selected: value === draft.against }, text)));
  against.addEventListener("change", () => set({ against: against.value === "published" ? "published" : "planned" }));
  return h(
    "form",
    {
      class: "run-form",
      onsubmit: (event: Event) => {
        event.preventDefault();
        run();
      },
    },
    number("Seconds for a schedule", "each-seconds", draft.seconds, 300, "seconds"),
    number("Schedules of each", "seeds", draft.seeds, 5, "seeds"),
    h("label", {}, h("span", {}, "Beside"), against),
    h("button", { class: "primary", type: "submit", testid: "run", disabled: reason !== "", "aria-describedby": "run-effort" }, "Run"),
    h(
      "p",
      { class: reason ? "" : "muted", id: "run-effort", testid: "run-effort" },
      reason || `${count(schedules, "schedule")}, about ${sayAbout(seconds)}.${draft.seeds < 2 ? " One schedule of each cannot tell a difference from noise." : ""}`,
    ),
  );
}

function sayAbout(seconds: number): string {
  return seconds < 90 ? count(Math.round(seconds), "second") : count(Math.round(seconds / 60), "minute");
}
