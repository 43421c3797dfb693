const PHASES: Record<string, string> = {
  first: "A first plan is there",
  parts: "Planning part by part",
  search: "Looking for better plans",
  master: "Putting the best days together",
  neighbourhoods: "Rearranging some of the work at a time",
  exact: "Looking for the best plan of all",
  bound: "Finding out how good it is",
};

/** Return what a plan being made is doing, for people. */
export function sayPhase(phase: string): string {
  return PHASES[phase] ?? "Planning";
}
