import type { ByRule, Finding } from "../contract";
import { h } from "../dom/h";
import { icon } from "../dom/icon";
import { ruleName } from "../words/rule";

const SHOWN = 3;

/**
 * List what rules say in words, those that forbid first and the dearest before the rest, which is folded away.
 *
 * A finding's own amount is no price yet; the prices by rule tell which of them matter.
 */
export function findingList(findings: readonly Finding[], title: string, byRule: ByRule = {}): HTMLElement | null {
  if (!findings.length) return null;
  const price = (finding: Finding) => Math.abs(byRule[finding.constraint] ?? 0);
  const sorted = [...findings].sort((a, b) => Number(b.is_hard) - Number(a.is_hard) || price(b) - price(a) || b.amount - a.amount);
  // What forbids is never folded away.
  const shown = Math.max(SHOWN, sorted.filter((finding) => finding.is_hard).length);
  const rest = sorted.slice(shown);
  return h(
    "section",
    { class: "findings", testid: "findings" },
    h("h3", {}, title),
    h("ul", { class: "plain" }, sorted.slice(0, shown).map(line)),
    rest.length > 0 && h("details", {}, h("summary", {}, `${rest.length} more`), h("ul", { class: "plain" }, rest.map(line))),
  );
}

/** The same, folded away as a whole. */
export function foldedFindings(findings: readonly Finding[], title: string, testid: string): HTMLElement | null {
  if (!findings.length) return null;
  return h(
    "details",
    { class: "findings", testid },
    h("summary", {}, `${title} (${findings.length})`),
    h("ul", { class: "plain" }, findings.map(line)),
  );
}

function line(finding: Finding): HTMLElement {
  return h(
    "li",
    { class: finding.is_hard ? "hard" : "soft" },
    icon(finding.is_hard ? "warning" : "dash", 14),
    h("span", {}, h("strong", {}, ruleName(finding.constraint)), ` ${finding.message}`),
  );
}
