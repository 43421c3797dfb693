import { api } from "../http/api";
import type { DeskState } from "../state/desk";
import { Choices } from "./choices";
import type { ChangeKind } from "./contract";

/** Every change that can be told, and what the desk has that it can be about; read when first needed. */
export class Catalogue {
  kinds: ChangeKind[] = [];
  readonly choices: Choices;
  private loading: Promise<void> | null = null;

  constructor(desk: DeskState) {
    this.choices = new Choices(desk);
  }

  load(): Promise<void> {
    this.loading ??= this.read().catch((error: unknown) => {
      // What did not come is asked for again the next time.
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  private async read(): Promise<void> {
    const [kinds] = await Promise.all([api.changes(), this.choices.load()]);
    this.kinds = kinds.items;
  }
}
