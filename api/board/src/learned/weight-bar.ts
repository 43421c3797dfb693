import type { LearnedWeight } from "./contract";
import { h } from "../dom/h";

/** Where a weight stands between its bounds: the desk's own, the present one, and the one proposed. */
export function weightBar({ default: own, now, proposed, low, high }: LearnedWeight): HTMLElement | null {
  if (low === null || high === null || high <= low) return null;
  const place = (weight: number) => `${(100 * clamp(Math.log(weight / low) / Math.log(high / low))).toFixed(1)}%`;
  const [from, to] = now < own ? [now, own] : [own, now];
  return h(
    "div",
    { class: "weight-bar", "aria-hidden": "true" },
    h("span", { class: "way", style: `inset-inline-start:${place(from)};inset-inline-end:calc(100% - ${place(to)})` }),
    h("span", { class: "at-own", style: `inset-inline-start:${place(own)}` }),
    proposed !== now && h("span", { class: "at-next", style: `inset-inline-start:${place(proposed)}` }),
    h("span", { class: "at-now", style: `inset-inline-start:${place(now)}` }),
  );
}

function clamp(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
