import type { ListFilter } from "../../api/keys.js";
import { words } from "../../words/index.js";

/** What the address says the list shows. */
export function filterOf(view: string, search: URLSearchParams): ListFilter {
  const workflow = search.get("workflow");
  const state = search.get("state");
  const priority = search.get("priority");
  const contact = search.get("contact");
  const due = search.get("due");
  const facets = search.get("facets");
  return {
    view,
    status: search.get("status") === "closed" ? "closed" : "open",
    ...(workflow ? { workflow } : {}),
    ...(state ? { state } : {}),
    ...(priority ? { priority } : {}),
    ...(contact ? { contact } : {}),
    ...(facets ? { facets } : {}),
    ...(due === "late" || due === "risk" ? { due } : {}),
    ...(search.get("order") === "urgency" ? { order: "urgency" as const } : {}),
    ...(search.get("mine") === "yes" ? { mineOnly: true as const } : {}),
  };
}

/** True when the list is narrowed by more than its queue. */
export function isNarrowed(filter: ListFilter): boolean {
  return (
    filter.workflow !== undefined ||
    filter.state !== undefined ||
    filter.priority !== undefined ||
    filter.contact !== undefined ||
    filter.facets !== undefined ||
    filter.due !== undefined ||
    filter.mineOnly === true ||
    filter.status === "closed"
  );
}

/** The name of a list. */
export function viewName(
  view: string,
  queues: readonly { readonly id: string; readonly name: string }[],
): string {
  if (view === "mine") return words.nav.mine;
  if (view === "all") return words.nav.all;
  return queues.find((queue) => queue.id === view)?.name ?? view;
}

/** The ids on the list that were not there before. Nothing is new on a list seen for the first time. */
export function arrivals(
  before: readonly string[] | undefined,
  now: readonly string[],
): readonly string[] {
  if (before === undefined) return [];
  const known = new Set(before);
  return now.filter((id) => !known.has(id));
}

/** Where the tickets of a person are listed: the open ones, unless all are closed. */
export function personView(contact: string, open: readonly string[]): string {
  const status = open.length === 0 ? "&status=closed" : "";
  return `/app/all?contact=${encodeURIComponent(contact)}${status}`;
}

/** A typed ticket id as it is written: upper case, no blanks; null when it cannot be one. */
export function ticketId(typed: string): string | null {
  const id = typed.trim().toUpperCase().replaceAll(/\s+/g, "");
  return /^[A-Z]{1,3}-?[0-9A-Z]{4,}(-?[0-9A-Z])$/.test(id) ? id : null;
}
