import { sayHours, sayNumber } from "../words/minutes";
import type { FateKind, Figure } from "./contract";

/** What became of tickets, in the order in which it is told; `found` stands for what is lost or gained in a second glance. */
export const FATES: Record<FateKind, string> = {
  lost: "Lost",
  left_out: "New, and left out",
  gained: "Gained",
  new: "New, and placed",
  moved: "To somebody else",
  retimed: "At another time",
  gone: "No longer work",
};

/** Return a figure's value with its unit: `91.4 %`, `38 h 12`, `12`. */
export function sayFigure(value: number, unit: string): string {
  if (unit === "minutes") return sayHours(value);
  const plain = sayNumber(Math.round(value * 10) / 10);
  return unit === "%" ? `${plain} %` : plain;
}

/** Return by how much a figure differs, with its sign: `+3`, `−2.1 points`. */
export function sayStep(figure: Figure): string {
  const step = figure.after - figure.before;
  const size = sayFigure(Math.abs(step), figure.unit === "%" ? "points" : figure.unit);
  const unit = figure.unit === "%" || figure.unit === "points" ? " points" : "";
  if (size === sayFigure(0, figure.unit === "%" ? "points" : figure.unit)) return "as before";
  return `${step > 0 ? "+" : "\u2212"}${size}${unit}`;
}

/** Return whether a difference that counts is good news. */
export function isBetter(figure: Figure): boolean | null {
  const sign = Math.sign(figure.after - figure.before) * figure.better;
  return !figure.counts || sign === 0 ? null : sign > 0;
}

/** Return a sentence of the service's with the signs that a page has. */
export function withSigns(text: string): string {
  return text.replaceAll(" -> ", " \u2192 ").replaceAll(/ -(?=\d)/g, " \u2212");
}

/** Return why a difference is not marked. */
export function sayNoise(figure: Figure): string {
  if (figure.after === figure.before) return "";
  if (figure.noise.finding === "one_seed") return "one schedule cannot tell";
  return figure.counts ? "" : "within the noise";
}
