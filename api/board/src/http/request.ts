import { Problem } from "./problem";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const signedOut = new Set<() => void>();

/** What was answered last, by address, with its entity tag: the page asks "still this?", and need not read the same answer again. */
const answered = new Map<string, { tag: string; answer: unknown }>();
const ANSWERS_KEPT = 60;

/** Call `listener` whenever the service no longer knows who is asking. */
export function onSignedOut(listener: () => void): void {
  signedOut.add(listener);
}

/** Return an address of the service with its query, empty parameters left out. */
export function address(path: string, query: Record<string, string | number | null | undefined> = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Ask the service and return its JSON (undefined when there is none).
 *
 * A POST carries an idempotency key, so that it can be sent once more when the connection breaks and is done only once.
 */
export async function request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "GET") headers.set("X-Openday", "board");
  if (method === "POST") headers.set("Idempotency-Key", freshKey());
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const init: RequestInit = {
    method,
    headers,
    credentials: "same-origin",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  };
  const known = method === "GET" ? answered.get(path) : undefined;
  if (known) headers.set("If-None-Match", known.tag);
  const response = await send(path, init);
  if (response.status === 304 && known) return known.answer as T;
  if (!response.ok) throw await problemOf(response, path);
  const text = await response.text();
  const answer = text ? (JSON.parse(text) as T) : (undefined as T);
  const tag = response.headers.get("ETag");
  if (method === "GET" && tag) keep(path, tag, answer);
  return answer;
}

function keep(path: string, tag: string, answer: unknown): void {
  answered.delete(path);
  answered.set(path, { tag, answer });
  const [oldest] = answered.keys();
  if (answered.size > ANSWERS_KEPT && oldest !== undefined) answered.delete(oldest);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    await new Promise((resolve) => setTimeout(resolve, 400));
    try {
      return await fetch(path, init);
    } catch (again) {
      if (init.signal?.aborted) throw again;
      throw new Problem(0, { detail: "The service does not answer. Check the connection and try again." });
    }
  }
}

async function problemOf(response: Response, path: string): Promise<Problem> {
  if (response.status === 401 && path !== "/session") {
    // Whoever signs in next may be of another desk.
    answered.clear();
    for (const listener of signedOut) listener();
  }
  const body: unknown = await response.json().catch(() => ({}));
  return new Problem(response.status, typeof body === "object" && body !== null ? body : {});
}

/** Return a random key; `crypto.randomUUID` is missing where the page is not served from a secure address. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
