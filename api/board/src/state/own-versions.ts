import type { Published } from "../contract";

/** Which versions this page has published itself, so that it does not report them as somebody else's. */
class OwnVersions {
  private readonly versions = new Set<number>();
  private readonly pending = new Set<Promise<unknown>>();

  /** Keep the version of an answer on its way. */
  async claim(answer: Promise<Published>): Promise<Published> {
    this.pending.add(answer);
    try {
      const published = await answer;
      this.versions.add(published.version);
      return published;
    } finally {
      this.pending.delete(answer);
    }
  }

  /** Return whether a version is this page's own; the event may come before the answer. */
  async has(version: number): Promise<boolean> {
    await Promise.allSettled(this.pending);
    return this.versions.has(version);
  }
}

export const own = new OwnVersions();
