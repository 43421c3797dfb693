import type { Progress } from "../contract";
import { svg as make } from "../dom/svg";

const WIDTH = 320;
const HEIGHT = 96;

/** A small line of the cost falling and the bound rising over the seconds; the figures beside it say the same in words. */
export function planChart(points: readonly Progress[], seconds: number): SVGSVGElement {
  const svg = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plan-chart", "aria-hidden": "true" });
  const costs = points.flatMap((point) => (point.cost === null ? [] : [point.cost]));
  const bounds = points.flatMap((point) => (point.bound === null ? [] : [point.bound]));
  if (costs.length < 2) return svg;
  const last = costs[costs.length - 1] ?? 0;
  const top = Math.max(...costs);
  // A bound far below would flatten the cost into a straight line; it is cut off there.
  const lowest = Math.min(last, ...(bounds.length ? [Math.max(...bounds)] : []));
  const bottom = Math.max(lowest, last - 2 * (top - last) - 1);
  const end = Math.max(seconds, ...points.map((point) => point.seconds));
  const x = (value: number) => 4 + (value / end) * (WIDTH - 8);
  const y = (value: number) => 6 + (1 - (Math.max(value, bottom) - bottom) / Math.max(1, top - bottom)) * (HEIGHT - 12);
  const line = (pick: (point: Progress) => number | null) =>
    points
      .filter((point) => pick(point) !== null)
      .map((point) => `${x(point.seconds).toFixed(1)},${y(pick(point) ?? 0).toFixed(1)}`)
      .join(" ");
  svg.append(
    make("line", { x1: "4", x2: String(WIDTH - 4), y1: String(HEIGHT - 3), y2: String(HEIGHT - 3), class: "axis" }),
    make("polyline", { points: line((point) => point.bound), class: "bound" }),
    make("polyline", { points: line((point) => point.cost), class: "cost" }),
  );
  return svg;
}
