import {
  queryOptions,
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
} from "@tanstack/react-query";
import type {
  Action,
  CaseDetail,
  CaseEventLine,
  CaseList,
  CaseRow,
} from "../../engine/protocol/case.js";
import type { SuggestedAnswer } from "../../engine/protocol/suggestion.js";
import type { Message } from "../../engine/protocol/message.js";
import { newest, overlayPage } from "../live/overlay.js";
import { overlayStore } from "../live/overlay-store.js";
import { call, download, withQuery } from "./http.js";
import { keys, type ListFilter } from "./keys.js";
import { newKey } from "./new-key.js";

/** A queue with the number of open cases in it, and whether it gives them to people by itself. */
export type QueueCount = {
  readonly id: string;
  readonly name: string;
  readonly open: number;
  readonly gives: boolean;
};

/** Open cases: by queue that the person sees, and assigned to the person. `elsewhere` are the queues of others. */
export type Counts = {
  readonly items: readonly QueueCount[];
  readonly elsewhere: readonly Pick<QueueCount, "id" | "name">[];
  readonly mine: number;
};

/** Rows that one page of a list holds. */
const PAGE = 50;

/** The queues of the rail with their counts. */
export const queuesQuery = queryOptions({
  queryKey: keys.queues,
  queryFn: ({ signal }) => call<Counts>("/api/queues", { signal }),
});

/** A list of cases in pages, what is due first before the rest, with what actions have answered already in place. */
export const casesQuery = (filter: ListFilter, me: string) =>
  infiniteQueryOptions({
    queryKey: keys.list(filter),
    initialPageParam: "",
    queryFn: async ({ pageParam, signal }) => {
      const page = await call<CaseList>(listPath(filter, me, pageParam), { signal });
      const shown = overlayPage(page, overlayStore.read(), { filter, me });
      overlayStore.fetched(page.items);
      return shown;
    },
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });

/** A person found by number or address, with the ids of their tickets; null when there is nobody. */
export type FoundContact = {
  readonly contact: string | null;
  readonly open: readonly string[];
  readonly closed: readonly string[];
};

/** Finds whose phone number or e-mail address this is. @throws Problem */
export function findContact(address: string): Promise<FoundContact> {
  const body = address.includes("@") ? { email: address } : { phone: address };
  return call("/api/contacts/find", { method: "POST", body });
}

/** One case, whole. */
export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: keys.case(id),
    queryFn: async ({ signal }) => {
      const detail = await call<CaseDetail>(`/api/cases/${encodeURIComponent(id)}`, { signal });
      const row = newest(detail, overlayStore.read().get(detail.id));
      overlayStore.fetched([detail]);
      return { ...detail, ...row };
    },
  });

/** A page of a case's timeline. */
type EventPage = { readonly items: readonly CaseEventLine[]; readonly next: string | null };

/** Pages of a timeline that one look fetches at most; 1,000 turns. */
const MOST_EVENT_PAGES = 10;

/** All turns of a case in words, oldest first. */
export const eventsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.events(id),
    queryFn: async ({ signal }) => {
      const lines: CaseEventLine[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_EVENT_PAGES; page += 1) {
        const path = withQuery(part(id, "events"), { limit: "100", cursor });
        const answer = await call<EventPage>(path, { signal });
        lines.push(...answer.items);
        if (answer.next === null) break;
        cursor = answer.next;
      }
      return lines;
    },
    refetchInterval: ({ state }) => (hasUnchecked(state.data ?? []) ? LOOK_AGAIN_MS : false),
  });

/** A scanner takes about a second, and what it has found moves no case. */
const LOOK_AGAIN_MS = 5_000;

function hasUnchecked(lines: readonly CaseEventLine[]): boolean {
  return lines.some(({ attachments = [] }) =>
    attachments.some(({ state }) => state === "unchecked"),
  );
}

/** The conversation of a case, oldest first. */
export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.messages(id),
    queryFn: async ({ signal }) =>
      (await call<{ items: readonly Message[] }>(part(id, "messages"), { signal })).items,
  });

/** The bytes of a file that came with a message of a case. @throws Problem */
export function readAttachment(id: string, attachment: string): Promise<ArrayBuffer> {
  return download(part(id, `attachments/${encodeURIComponent(attachment)}`));
}

/** Has a message sent again. */
export function resendMessage(id: string, message: string): Promise<{ turn: number }> {
  return call(part(id, `messages/${encodeURIComponent(message)}/resend`), {
    method: "POST",
    body: {},
    idempotencyKey: newKey(),
  });
}

/** What the person may do with a case now, and the state entry that this holds for. */
export type Actions = { readonly entry: number; readonly items: readonly Action[] };

/** The allowed actions of a case. */
export const actionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.actions(id),
    queryFn: ({ signal }) => call<Actions>(part(id, "actions"), { signal }),
  });

/** Answers that fit a case, in the language of its contact. */
export const suggestionsQuery = (id: string) =>
  queryOptions({
    queryKey: keys.suggestions(id),
    queryFn: async ({ signal }) =>
      (await call<{ items: readonly SuggestedAnswer[] }>(part(id, "suggestions"), { signal }))
        .items,
  });

/** Puts the row that an action answered with into every list and page that shows the case. */
export function showRow(client: QueryClient, row: CaseRow, me: string): void {
  overlayStore.note(row);
  const overlay = overlayStore.read();
  for (const [key] of client.getQueriesData({ queryKey: keys.lists })) {
    const filter = key[1] as ListFilter;
    client.setQueryData(casesQuery(filter, me).queryKey, (data) =>
      data
        ? { ...data, pages: data.pages.map((page) => overlayPage(page, overlay, { filter, me })) }
        : data,
    );
  }
  client.setQueryData(caseQuery(row.id).queryKey, (data) =>
    data && data.turn < row.turn ? { ...data, ...row } : data,
  );
}

function part(id: string, what: string): string {
  return `/api/cases/${encodeURIComponent(id)}/${what}`;
}

function listPath(filter: ListFilter, me: string, cursor: string): string {
  const mine = filter.view === "mine" || filter.mineOnly;
  return withQuery("/api/cases", {
    queue: filter.view === "mine" || filter.view === "all" ? undefined : filter.view,
    status: filter.status,
    workflow: filter.workflow,
    state: filter.state,
    priority: filter.priority,
    contact: filter.contact,
    facets: filter.facets,
    assignee: mine ? me : undefined,
    order: filter.order ?? "due",
    due: filter.due,
    limit: String(PAGE),
    cursor,
  });
}

/** How a parked case is set going: the same step again, or from the record. */
export type Repair = "retry" | "reload";

/** How much is erased: one case, or its contact with all their cases. */
export type Extent = "case" | "person";

/** Erases what is known of a case or a person, for good. @throws Problem */
export function eraseCase(id: string, erasure: { reason: string; extent: Extent }) {
  return call<{ readonly erased: readonly string[] }>(part(id, "erasure"), {
    method: "POST",
    body: erasure,
    idempotencyKey: newKey(),
  });
}

/** Sets a parked case going again. @throws Problem */
export function repairCase(id: string, how: Repair): Promise<unknown> {
  return call(part(id, "repair"), { method: "POST", body: { how }, idempotencyKey: newKey() });
}
