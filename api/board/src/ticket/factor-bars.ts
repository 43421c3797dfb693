import type { Factor, Recommended } from "./contract";
import { h } from "../dom/h";
import { sayDifference, saySigned, wholeMinutes } from "../words/cost";
import { sayNumber } from "../words/minutes";

/** The factors in the order in which they are shown, each with its name and what it is about. */
const FACTORS: [factor: Factor, name: string, about: string][] = [
  ["skills", "Skills", "How well skills and tier fit the work"],
  ["availability", "Availability", "When it is done, and the travel and overtime it takes"],
  ["familiarity", "Familiarity", "How well the client is known, and who is wished for"],
  ["workload", "Workload", "How full the days are already, and what they cost"],
];
/** The longest bar stands for a minute at least, so that next to nothing does not look like much. */
const MINUTE = 1000;

/** What the bars of one answer are measured by: the least that each factor costs, and the most that any is above that. */
interface Scale {
  least: Record<Factor, number>;
  most: number;
}

/** Return the scale that all factors of all ranked engineers share: what they have alike takes no room, what tells them apart does. */
export function scaleOf(ranked: readonly Recommended[]): Scale {
  const least = { skills: 0, availability: 0, familiarity: 0, workload: 0 };
  let most = MINUTE;
  for (const [factor] of FACTORS) {
    const costs = ranked.map((each) => each.factors[factor]);
    least[factor] = Math.min(...costs);
    most = Math.max(most, ...costs.map((cost) => cost - least[factor]));
  }
  return { least, most };
}

/** What an engineer's place costs by factor, in figures, with a bar for how much that is above the best of those ranked. */
export function factorBars(factors: Recommended["factors"], { least, most }: Scale): HTMLElement {
  return h(
    "dl",
    { class: "factors" },
    FACTORS.map(([factor, name, about]) => {
      const cost = factors[factor];
      const above = cost - least[factor];
      const place = wholeMinutes(above) > 0 ? `${sayNumber(wholeMinutes(above))} above the best of these` : "the best of these";
      return h(
        "div",
        { class: "factor", title: `${name} ${sayDifference(cost)}, ${place}. ${about}.`, testid: "factor", "data-factor": factor },
        h("dt", {}, name),
        h(
          "dd",
          {},
          h("span", { class: "factor-track", "aria-hidden": "true" }, h("span", { style: `inline-size:${((100 * above) / most).toFixed(1)}%` })),
          h("span", { class: "number" }, saySigned(cost)),
        ),
      );
    }),
  );
}
