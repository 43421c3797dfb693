import type { Evidence } from "./contract";
import { h } from "../dom/h";
import { count } from "../words/minutes";
import { sayEvidence } from "./words";

const SHOWN = 5;

/** The decisions behind something, folded away; of many, those that spoke most. */
export function evidenceList(ids: readonly string[], total: number, evidence: Record<string, Evidence>, zone: string): HTMLElement | false {
  const known = ids.flatMap((id) => evidence[id] ?? []).slice(0, SHOWN);
  if (!known.length) return false;
  const rest = total - known.length;
  return h(
    "details",
    { class: "evidence", testid: "evidence" },
    h("summary", {}, `because of ${count(total, "decision")}`),
    h(
      "ul",
      {},
      known.map((each) => h("li", {}, sayEvidence(each, zone))),
      rest > 0 && h("li", { class: "muted" }, `and ${count(rest, "more", "more")}`),
    ),
  );
}
