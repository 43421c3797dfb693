import { api, itemsOf } from "../http/api";
import type { DeskState } from "../state/desk";
import { ruleName, RULES } from "../words/rule";
import type { Change } from "./contract";
import type { Field } from "./fields";

/** Something that may be written into a field, and what it is. */
export interface Choice {
  value: string;
  label: string;
}

/** What a scenario calls things by, whichever desk it is told of. */
const WORDS: Record<string, string> = {
  "@key": "whoever most work depends on",
  "@spare": "whoever least work depends on",
  "@tier-1": "the key person of tier 1",
  "@tier-2": "the key person of tier 2",
  "@tier-3": "the key person of tier 3",
  "@tier-4": "the key person of tier 4",
  "@smallest": "the one with least open work",
  "@busiest": "the one with most open work",
  "@largest": "the one with most open work",
};
/** Changes that bring something in, and what it is. */
const BRINGS: Record<string, string> = { new_hire: "engineer", client_won: "client", ticket_arrives: "ticket" };

/** What the desk has that a change can be about. */
export class Choices {
  private clients: Choice[] = [];
  private sites: Choice[] = [];
  private policies: Choice[] = [];

  constructor(private readonly desk: DeskState) {}

  async load(): Promise<void> {
    const [clients, sites, desk] = await Promise.all([api.clients(), api.sites(), api.desk(), this.desk.queue.value.value ? undefined : this.desk.loadQueue()]);
    const named = (each: { id: string; name: string }) => ({ value: each.id, label: each.name || each.id });
    this.clients = itemsOf(clients).map(named).sort(byLabel);
    this.sites = itemsOf(sites).map(named).sort(byLabel);
    this.policies = (desk.sla_policies ?? []).map(({ id }) => ({ value: id, label: id }));
  }

  /** Return the words that stand for something in any desk. */
  words(field: Field): Choice[] {
    return field.words.map((value) => ({ value, label: WORDS[value] ?? value }));
  }

  /** Return what a field may hold; empty where it may be anything. */
  of(field: Field, before: readonly Change[]): Choice[] {
    if (field.of) return [...(this.things(field.of) ?? []), ...broughtIn(field.of, before)];
    if (field.name === "rule" || field.name === "weights") return RULES.map((rule) => ({ value: rule, label: ruleName(rule) }));
    if (field.name === "skill" || field.name === "skills") return this.skills();
    return field.name === "type" ? this.types() : [];
  }

  private things(kind: string): Choice[] | undefined {
    const engineers = () => (this.desk.board.value.value?.engineers ?? []).map(({ id, label }) => ({ value: id, label })).sort(byLabel);
    const known: Record<string, () => Choice[]> = {
      engineer: engineers, client: () => this.clients, site: () => this.sites, ticket: () => this.tickets(), "SLA policy": () => this.policies,
    };
    return known[kind]?.();
  }

  private tickets(): Choice[] {
    const { board, queue } = this.desk;
    const work = [...(queue.value.value ?? []), ...(board.value.value?.assignments ?? [])];
    return work.map((each) => ({ value: each.ticket_id, label: `${each.ticket_id} P${each.priority} ${each.summary}, ${each.client}` }));
  }

  private skills(): Choice[] {
    const names = (this.desk.board.value.value?.engineers ?? []).flatMap((each) => each.skills);
    return [...new Set(names)].sort().map((value) => ({ value, label: value }));
  }

  private types(): Choice[] {
    const { board, queue } = this.desk;
    const names = [...(queue.value.value ?? []), ...(board.value.value?.assignments ?? [])].map((each) => each.type);
    return [...new Set(names)].sort().map((value) => ({ value, label: value }));
  }
}

/** Return what changes before this one bring to the desk. */
function broughtIn(kind: string, before: readonly Change[]): Choice[] {
  return before
    .filter((each) => BRINGS[each.change] === kind && typeof each.id === "string")
    .map((each) => ({ value: String(each.id), label: `${typeof each.name === "string" && each.name ? each.name : String(each.id)} (new)` }));
}

function byLabel(one: Choice, other: Choice): number {
  return one.label.localeCompare(other.label);
}
