import type { Board, BoardEngineer, Desk, Me, Permission, QueueItem } from "../contract";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";
import { dayOf, wallOf } from "../time/zone";
import { Store } from "./store";

/** What is known of something that is asked for: the last answer, and why there is no newer one. */
export interface Known<T> {
  value: T | null;
  problem: string | null;
  loading: boolean;
}

const unknown = { value: null, problem: null, loading: false };

/** What the page knows of the desk: the published board, the queue, and who is looking. */
export class DeskState {
  readonly board = new Store<Known<Board>>(unknown);
  readonly queue = new Store<Known<QueueItem[]>>(unknown);
  private clock: Desk["clock"] = "fixed";
  private fetchedAt = Date.now();
  tiles: string | null = null;

  constructor(readonly me: Me) {}

  may(permission: Permission): boolean {
    return this.me.permissions.includes(permission);
  }

  get zone(): string {
    return this.board.value.value?.desk.time_zone ?? this.me.time_zone ?? "UTC";
  }

  /** The desk's time, which stands still where the desk's clock is set by its data. */
  get now(): string {
    const board = this.board.value.value;
    if (!board) return new Date().toISOString();
    const passed = this.clock === "live" ? Date.now() - this.fetchedAt : 0;
    return new Date(Date.parse(board.desk.now) + passed).toISOString();
  }

  get isStandingStill(): boolean {
    return this.clock === "fixed";
  }

  get nowWall(): string {
    return wallOf(this.now, this.zone);
  }

  get today(): string {
    return dayOf(this.now, this.zone);
  }

  engineer(id: string): BoardEngineer | undefined {
    return this.board.value.value?.engineers.find((engineer) => engineer.id === id);
  }

  nameOf = (id: string): string => this.engineer(id)?.label ?? id;

  siteName(id: string | null): string {
    if (!id) return "Remote";
    // A site that no planned work is at yet is known from the work that waits for it.
    const site = this.board.value.value?.sites.find((each) => each.id === id)?.name;
    return site || this.queue.value.value?.find((item) => item.site_id === id)?.site || id;
  }

  async loadDesk(): Promise<void> {
    const desk = await api.desk().catch(() => null);
    if (!desk) return;
    this.clock = desk.clock;
    this.tiles = desk.tiles ?? null;
  }

  loadBoard(): Promise<void> {
    return load(this.board, async () => {
      const board = await api.board();
      this.fetchedAt = Date.now();
      return board;
    });
  }

  loadQueue(): Promise<void> {
    return load(this.queue, async () => {
      const items: QueueItem[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof api.queue>> = await api.queue(after);
        items.push(...page.items);
        after = page.next;
      } while (after && items.length < 5000);
      return items;
    });
  }

  /** Ask again for whatever has been shown. */
  async refresh(): Promise<void> {
    await Promise.all([this.loadBoard(), this.queue.value.value ? this.loadQueue() : undefined]);
  }
}

async function load<T>(store: Store<Known<T>>, ask: () => Promise<T>): Promise<void> {
  store.set({ ...store.value, loading: true });
  try {
    store.set({ value: await ask(), problem: null, loading: false });
  } catch (error) {
    store.set({ value: store.value.value, problem: sayProblem(error), loading: false });
  }
}
