import type { Against, Change, Scenario, Variant } from "./contract";

/** What the planner has on the table: a scenario in the making, and how it is to be run. */
export interface Draft {
  name: string;
  purpose: string;
  /** What holds in every variant. */
  shared: Change[];
  variants: Variant[];
  seconds: number;
  seeds: number;
  against: Against;
}

/** A stack of changes: what holds in all variants, or the variant at a place. */
export type Stack = "shared" | number;

export const MOST_VARIANTS = 12;
const KEY = "openday-what-if";

export function emptyDraft(): Draft {
  return { name: "", purpose: "", shared: [], variants: [{ name: "variant 1", changes: [] }], seconds: 10, seeds: 3, against: "planned" };
}

/** Return a draft of a scenario, to be run as the one before was. */
export function draftOf(scenario: Scenario, like: Draft): Draft {
  const { seconds, seeds, against } = like;
  const isOne = scenario.variants.length === 0;
  return {
    name: scenario.name,
    purpose: scenario.purpose,
    shared: isOne ? [] : scenario.changes,
    variants: isOne ? [{ name: scenario.name, changes: scenario.changes }] : scenario.variants,
    seconds,
    seeds,
    against,
  };
}

/** Return the scenario that a draft tells; a name is found where none was given. */
export function scenarioOf(draft: Draft): Scenario {
  return { name: draft.name.trim() || "what if", purpose: draft.purpose, changes: draft.shared, variants: draft.variants };
}

export function changesOf(draft: Draft, stack: Stack): Change[] {
  return stack === "shared" ? draft.shared : (draft.variants[stack]?.changes ?? []);
}

/** Return the draft with other changes in a stack. */
export function withChanges(draft: Draft, stack: Stack, changes: Change[]): Draft {
  if (stack === "shared") return { ...draft, shared: changes };
  return { ...draft, variants: draft.variants.map((each, at) => (at === stack ? { ...each, changes } : each)) };
}

/** Return the draft with one more variant: a copy of one there is, or an empty one. */
export function withVariant(draft: Draft, like?: Variant): Draft {
  const taken = new Set(draft.variants.map((each) => each.name));
  let number = draft.variants.length + 1;
  while (taken.has(`variant ${number}`)) number += 1;
  return { ...draft, variants: [...draft.variants, { name: `variant ${number}`, changes: [...(like?.changes ?? [])] }] };
}

export function withoutVariant(draft: Draft, at: number): Draft {
  return { ...draft, variants: draft.variants.filter((_, index) => index !== at) };
}

/** Return a list with one of its items at another place. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, at) => at !== from);
  const item = items[from];
  if (item === undefined || to < 0 || to > rest.length) return [...items];
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** Return why a draft cannot be run yet, or nothing. */
export function whyNot(draft: Draft): string {
  const names = draft.variants.map((each) => each.name.trim());
  if (names.some((name) => !name)) return "Every variant needs a name.";
  if (new Set(names).size < names.length) return "Two variants have the same name.";
  const empty = draft.variants.find((each) => !each.changes.length);
  if (empty && !draft.shared.length) return `Add a change to \u201c${empty.name}\u201d.`;
  return "";
}

/** Return the seconds that a draft takes when nothing ends early, and how many schedules that is. */
export function effort(draft: Draft): { schedules: number; seconds: number } {
  const schedules = draft.seeds * (draft.variants.length + 1);
  return { schedules, seconds: schedules * draft.seconds };
}

/** Return the draft that was on the table when the page was last open at this desk. */
export function storedDraft(deskId: string): Draft {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(`${KEY}-${deskId}`) ?? "");
    if (isDraft(found)) return { ...emptyDraft(), ...found };
  } catch {
    // Nothing was kept, or what was is no draft of this release.
  }
  return emptyDraft();
}

export function storeDraft(deskId: string, draft: Draft): void {
  localStorage.setItem(`${KEY}-${deskId}`, JSON.stringify(draft));
}

function isDraft(found: unknown): found is Draft {
  if (typeof found !== "object" || found === null) return false;
  const { shared, variants } = found as Partial<Draft>;
  return Array.isArray(shared) && Array.isArray(variants) && variants.length > 0 && variants.every((each) => Array.isArray(each?.changes));
}
