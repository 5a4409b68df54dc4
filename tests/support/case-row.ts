import type { CaseRow } from "../../engine/protocol/case.js";

/** A row of a list, as the API gives it; `over` changes members. */
export const row = (over: Partial<CaseRow> = {}): CaseRow => ({
  id: "T-4K7Q-9",
  workflow: "ticket",
  title: "Bill",
  state: { id: "assigned", name: "Assigned" },
  stateClass: "new",
  status: "open",
  parked: false,
  priority: "Medium",
  priorityRank: 3,
  queue: { id: "billing", name: "Billing" },
  assignee: null,
  facets: [],
  channel: "sms",
  due: null,
  stands: null,
  unattended: null,
  turn: 2,
  entry: 2,
  createdAt: "2026-01-01T08:00:00.000Z",
  updatedAt: "2026-01-01T08:00:00.000Z",
  ...over,
});
