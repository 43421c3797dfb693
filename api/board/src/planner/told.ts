import { api } from "../http/api";
import { Problem, sayProblem } from "../http/problem";
import type { Change } from "./contract";
import { changesOf, type Draft, scenarioOf, type Stack } from "./draft";

const PLACE = /^scenario\.(?:variants\.(\d+)\.)?changes\.(\d+)/;

/** What is known of the changes of a draft: each in words, or what is wrong with it. */
export class Told {
  /** By what was written down: a change says the same in every stack. */
  private readonly words = new Map<string, string>();
  private readonly problems = new Map<string, string>();
  /** What is wrong that belongs to no change. */
  problem = "";
  private asked = 0;

  wordsOf(change: Change): string | undefined {
    return this.words.get(JSON.stringify(change));
  }

  problemOf(stack: Stack, at: number): string | undefined {
    return this.problems.get(`${stack} ${at}`);
  }

  get isFlawed(): boolean {
    return this.problems.size > 0 || this.problem !== "";
  }

  /** Ask how a draft would be made; resolves to false when it has been asked again meanwhile. */
  async ask(draft: Draft): Promise<boolean> {
    const mine = (this.asked += 1);
    const stacks: Stack[] = ["shared", ...draft.variants.keys()];
    // A variant without changes is not yet one; with none at all there is nothing to tell.
    if (stacks.every((stack) => !changesOf(draft, stack).length)) {
      this.forget();
      return true;
    }
    try {
      const found = await api.previewScenario(scenarioOf(draft));
      if (mine !== this.asked) return false;
      this.forget();
      for (const [at, variant] of found.variants.entries()) {
        const written = [...draft.shared, ...(draft.variants[at]?.changes ?? [])];
        for (const [place, { words }] of variant.changes.entries()) this.words.set(JSON.stringify(written[place]), words);
      }
    } catch (error) {
      if (mine !== this.asked) return false;
      this.forget();
      this.hear(error);
    }
    return true;
  }

  private forget(): void {
    this.problems.clear();
    this.problem = "";
  }

  private hear(error: unknown): void {
    const flaws = error instanceof Problem ? error.flaws : [];
    for (const { field, message, hint } of flaws) {
      const [, variant, at] = PLACE.exec(field) ?? [];
      const text = hint ? `${message}. Maybe ${hint}` : message;
      if (at === undefined) this.problem = text;
      else this.problems.set(`${variant ?? "shared"} ${at}`, text);
    }
    if (!flaws.length) this.problem = sayProblem(error);
  }
}
