import type { Board, Calendar, Comparison, Decision, Desk, Evaluation, Explanation, Feedback, Fill, Me, Move, Named, Page, Plan, Proposal, Published, QueueItem, Understood, Version } from "../contract";
import type { AddOns, Offers, Recommendation } from "../ticket/contract";
import type { Learning, LearningComparison, LearningMode, NewPreference, Preference } from "../learned/contract";
import type { Against, Change, ChangeKind, Preview, Scenario, WhatIf, WhatIfHead } from "../planner/contract";
import type { Refused, Relief } from "../relieve/contract";
import type { Replanned } from "../replan/contract";
import type { Scoreboard } from "../scores/contract";
import type { Category, Tried, Trust, TrustAction, TrustWanted } from "../trust/contract";
import { address, request } from "./request";

const part = encodeURIComponent;

/** Every question that the page asks the service, one function each. */
export const api = {
  me: () => request<Me>("GET", "/me"),
  signIn: (key: string) => request<void>("POST", "/session", { key }),
  signOut: () => request<void>("DELETE", "/session"),
  desk: () => request<Desk>("GET", "/desk"),

  board: () => request<Board>("GET", "/board"),
  proposalBoard: (id: string) => request<Board>("GET", `/proposals/${part(id)}/board`),
  queue: (after: string | null = null) => request<Page<QueueItem>>("GET", address("/queue", { limit: 1000, after })),
  explanation: (ticket: string) => request<Explanation>("GET", `/tickets/${part(ticket)}/explanation`),
  recommendation: (ticket: string) => request<Recommendation>("GET", `/tickets/${part(ticket)}/recommendation`),
  take: (ticket: string, engineer: string, shown: string[], signal?: AbortSignal, along: readonly string[] = []) =>
    request<Evaluation>("POST", `/tickets/${part(ticket)}/recommendation`, { engineer_id: engineer, shown, add_on_ids: along }, signal),
  reject: (ticket: string, shown: string[]) =>
    request<{ decision_id: number }>("POST", `/tickets/${part(ticket)}/recommendation/reject`, { shown }),
  withdraw: (decision: number) => request<Decision>("POST", `/decisions/${decision}/withdraw`, {}),
  addOns: (ticket: string, engineer: string) =>
    request<AddOns>("GET", address(`/tickets/${part(ticket)}/add-ons`, { engineer_id: engineer })),
  slots: (ticket: string) => request<Offers>("GET", `/tickets/${part(ticket)}/slots`),
  book: (ticket: string, engineer: string, start: string) =>
    request<Published>("POST", `/tickets/${part(ticket)}/slots`, { engineer_id: engineer, start }),
  understand: (text: string) => request<Understood>("POST", "/reasons/understand", { text }),
  sayWhy: (decision: number, reason: string, confirmed: boolean) =>
    request<Decision>("POST", `/decisions/${decision}/reason`, { reason, confirmed }),
  learning: () => request<Learning>("GET", "/learning"),
  learningComparison: (days: number) => request<LearningComparison>("GET", address("/learning/comparison", { days })),
  applyLearned: () => request<void>("POST", "/learning/apply", {}),
  undoLearned: (version: number) => request<void>("POST", "/learning/undo", { version }),
  freeze: (rule: string, frozen: boolean) => request<void>("POST", "/learning/freeze", { rule, frozen }),
  learningMode: (mode: LearningMode) => request<void>("POST", "/learning/mode", { mode }),
  prefer: (preference: NewPreference) => request<void>("POST", "/learning/preferences", preference),
  endPreference: ({ client_id, engineer_id, ticket_type }: Preference) =>
    request<void>("POST", "/learning/preferences/end", { client_id, engineer_id, ticket_type }),
  calendar: (engineer: string) => request<Calendar>("GET", `/engineers/${part(engineer)}/calendar`),

  fill: (engineer: string, start: string, end: string, signal?: AbortSignal) =>
    request<Fill>("POST", "/fill", { engineer_id: engineer, start, end }, signal),
  relieve: (engineer: string, start: string, end: string, keep: string[], signal?: AbortSignal) =>
    request<Relief>("POST", "/relieve", { engineer_id: engineer, start, end, keep }, signal),
  refuseMove: (way: { engineer_id: string; start: string; end: string; keep: string[]; moves: Move[] }, ticket: string, stays: string, reason: string) =>
    request<Refused>("POST", "/relieve/refuse", { ...way, ticket_id: ticket, stays, reason }),
  replan: (events: Change[], signal?: AbortSignal) => request<Replanned>("POST", "/replan", { events }, signal),
  evaluate: (moves: Move[], signal?: AbortSignal) => request<Evaluation>("POST", "/evaluate", { moves }, signal),

  startPlan: (seconds: number, note: string) => request<Plan>("POST", "/plans", { seconds, note }),
  plans: () => request<Page<Plan> | Plan[]>("GET", address("/plans", { limit: 20 })),
  plan: (id: string) => request<Plan>("GET", `/plans/${part(id)}`),
  stopPlan: (id: string) => request<void>("DELETE", `/plans/${part(id)}`),

  clients: () => request<Page<Named>>("GET", address("/clients", { limit: 1000 })),
  sites: () => request<Page<Named>>("GET", address("/sites", { limit: 1000 })),
  changes: () => request<{ items: ChangeKind[] }>("GET", "/changes"),
  scenarios: () => request<{ items: Scenario[] }>("GET", "/scenarios"),
  previewScenario: (scenario: Scenario) => request<Preview>("POST", "/scenarios/preview", { scenario }),
  startWhatIf: (scenario: Scenario, seconds: number, seeds: number, against: Against) =>
    request<WhatIf>("POST", "/what-ifs", { scenario, each_seconds: seconds, seeds, against }),
  whatIfs: () => request<Page<WhatIfHead>>("GET", address("/what-ifs", { limit: 20 })),
  whatIf: (id: string) => request<WhatIf>("GET", `/what-ifs/${part(id)}`),
  stopWhatIf: (id: string) => request<void>("DELETE", `/what-ifs/${part(id)}`),

  proposal: (id: string) => request<Proposal>("GET", `/proposals/${part(id)}`),
  compare: (id: string) => request<Comparison>("GET", `/proposals/${part(id)}/compare`),
  publish: (id: string, feedback: Feedback, tickets?: string[]) =>
    request<Published>("POST", `/proposals/${part(id)}/publish`, { feedback, ...(tickets ? { ticket_ids: tickets } : {}) }),
  discard: (id: string, reason: string) =>
    request<void>("POST", `/proposals/${part(id)}/discard`, reason ? { reason } : {}),

  versions: () => request<Page<Version> | Version[]>("GET", address("/schedules", { limit: 50 })),
  trust: () => request<Trust>("GET", "/trust"),
  setTrust: (wanted: TrustWanted) => request<Trust>("PUT", "/trust", wanted),
  tryTrust: (wanted: TrustWanted, category: Category, signal?: AbortSignal) =>
    request<Tried>("POST", "/trust/preview", { trust: wanted, category }, signal),
  trustOff: () => request<Trust>("POST", "/trust/off", {}),
  trustActions: (states: string[], limit = 30) =>
    request<Page<TrustAction>>("GET", `${address("/trust/actions", { limit })}${states.map((each) => `&state=${each}`).join("")}`),
  stopAction: (id: string) => request<TrustAction>("POST", `/trust/actions/${part(id)}/stop`, {}),
  scoreboard: (days: number) => request<Scoreboard>("GET", address("/scoreboard", { days })),

  undo: (version: number) => request<Published>("POST", `/schedules/${version}/undo`, {}),
};

/** Return the items of a list, whether the service wraps it in a page or not. */
export function itemsOf<T>(list: Page<T> | T[]): T[] {
  return Array.isArray(list) ? list : list.items;
}
