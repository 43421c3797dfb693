import { api } from "../http/api";

/** Take a key out of the address, where the first start puts it; nothing of it stays in the history. */
export function takeKey(): string | null {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (key) history.replaceState(null, "", location.pathname + location.search);
  return key;
}

/** End the session and show the sign-in form. */
export async function signOut(): Promise<void> {
  await api.signOut().catch(() => undefined);
  location.reload();
}
