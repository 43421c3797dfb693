const HASH = "what-if";

/** Return whether the address asks for the planner's page. */
export function isInAddress(): boolean {
  return new URLSearchParams(location.hash.slice(1)).has(HASH);
}

/** Return the id of the what-if that the address names. */
export function whatIfInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get(HASH) || null;
}

/** Let the address name a what-if; the page is the same, so nothing is loaded. */
export function putInAddress(id: string | null): void {
  history.replaceState(null, "", `${location.pathname}${location.search}#${HASH}=${id ? encodeURIComponent(id) : ""}`);
}

/** Take the planner's page out of the address. */
export function leaveAddress(): void {
  if (isInAddress()) history.replaceState(null, "", location.pathname + location.search);
}
