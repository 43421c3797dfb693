import type { Finding, Flaw, StaleChange } from "../contract";

interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  changes?: StaleChange[];
  findings?: Finding[];
  flaws?: Flaw[];
}

/** An answer that is no answer: a problem document (RFC 9457), or no connection at all (status 0). */
export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly changes: StaleChange[];
  readonly findings: Finding[];
  readonly flaws: Flaw[];

  constructor(status: number, body: ProblemBody) {
    super(body.detail || body.title || `The service answered with status ${status}.`);
    this.status = status;
    this.type = body.type ?? "about:blank";
    this.title = body.title ?? "";
    this.changes = body.changes ?? [];
    this.findings = body.findings ?? [];
    this.flaws = body.flaws ?? [];
  }

  /** Whether the schedule or the data have changed since the question was asked. */
  get isStale(): boolean {
    return this.status === 409 && (this.type.endsWith("/stale") || this.changes.length > 0);
  }
}

/** Return what to tell a person about anything that was thrown. */
export function sayProblem(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? error.message : String(error);
}
