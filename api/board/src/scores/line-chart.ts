import { svg } from "../dom/svg";

export interface Line {
  name: string;
  className: string;
  /** One value a place on the axis, null where there is none. */
  values: (number | null)[];
}

const WIDTH = 640;
const HEIGHT = 200;
const [LEFT, RIGHT, TOP, BOTTOM] = [48, 98, 12, 26];
const MOST_LABELS = 8;

/** Lines over days or weeks, each with its name at its end; a table beside it says the same in figures. */
export function lineChart(labels: readonly string[], lines: readonly Line[], top: number, unit: string): SVGSVGElement {
  const x = (at: number) => LEFT + (labels.length > 1 ? (at / (labels.length - 1)) * (WIDTH - LEFT - RIGHT) : (WIDTH - LEFT - RIGHT) / 2);
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const chart = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "score-chart", "aria-hidden": "true" });
  for (const part of [0, 0.5, 1]) {
    chart.append(
      svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(part * top), y2: y(part * top), class: "grid" }),
      svg("text", { x: LEFT - 6, y: y(part * top) + 4, class: "tick end" }, `${Math.round(part * top)}${unit}`),
    );
  }
  const step = Math.ceil(labels.length / MOST_LABELS);
  for (const [at, label] of labels.entries()) {
    if (at % step === 0) chart.append(svg("text", { x: x(at), y: HEIGHT - 8, class: "tick middle" }, label));
  }
  const ends = endsOf(lines, y);
  for (const [at, line] of lines.entries()) {
    chart.append(...parts(line.values, x, y, line.className));
    const end = ends[at];
    if (end !== undefined) chart.append(svg("text", { x: x(last(line.values)) + 8, y: end + 4, class: `name ${line.className}` }, line.name));
  }
  return chart;
}

/** Return a line for every stretch of values without a hole, and a dot for every value. */
function parts(values: readonly (number | null)[], x: (at: number) => number, y: (value: number) => number, className: string): SVGElement[] {
  const found: SVGElement[] = [];
  let run: string[] = [];
  const close = () => {
    if (run.length > 1) found.push(svg("polyline", { points: run.join(" "), class: className }));
    run = [];
  };
  for (const [at, value] of values.entries()) {
    if (value === null) {
      close();
      continue;
    }
    run.push(`${x(at).toFixed(1)},${y(value).toFixed(1)}`);
    found.push(svg("circle", { cx: x(at).toFixed(1), cy: y(value).toFixed(1), r: 3, class: className }));
  }
  close();
  return found;
}

function last(values: readonly (number | null)[]): number {
  for (let at = values.length - 1; at >= 0; at--) if (values[at] !== null) return at;
  return -1;
}

/** Return where the names stand, moved apart where they would lie over each other; undefined for a line without values. */
function endsOf(lines: readonly Line[], y: (value: number) => number): (number | undefined)[] {
  const ends = lines.map(({ values }) => values[last(values)] ?? undefined).map((value) => (value === undefined ? undefined : y(value)));
  for (let at = 1; at < ends.length; at++) {
    const [before, here] = [ends[at - 1], ends[at]];
    if (before !== undefined && here !== undefined && Math.abs(here - before) < 15) ends[at] = before + (here < before ? -15 : 15);
  }
  return ends;
}
