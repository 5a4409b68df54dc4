import type { Workflow } from "../definition/workflow.js";
import { interpreter } from "../interpreter/index.js";
import { slim } from "../interpreter/slim.js";
import type { CaseState } from "../interpreter/state.js";
import type { Action, CaseRow } from "../protocol/case.js";
import { CasewrightError } from "../protocol/errors.js";
import type { Attachment, Message } from "../protocol/message.js";
import { attachmentsOf } from "../store/attachments.js";
import { caseDoc, type CaseDoc, type CaseFilter, casesById, listCases } from "../store/cases.js";
import { decisionById, decisionOutline } from "../store/decisions.js";
import { listByDue } from "../store/due-order.js";
import { type EventDoc, eventsOf } from "../store/events.js";
import { messagesOf } from "../store/messages.js";
import { releaseByNumber } from "../store/releases.js";
import { usersByIds } from "../store/users.js";
import { acknowledgeAlert } from "./acknowledge.js";
import { ActionRefused, actOn } from "./act.js";
import { caseView, filesOf, messageView } from "./case-view.js";
import { readDueCursor, readUrgencyCursor, writeCaseCursor } from "./case-cursor.js";
import type { ActOnCase, CaseQuery, Cases, CreateCase } from "./contract.js";
import { clocksOf } from "./clock-view.js";
import { createCase } from "./create.js";
import { eraseCase } from "./erase.js";
import { journeyOf } from "./journey-view.js";
import { reasonsOf } from "./reasons.js";
import { livesNow, type Names, rowOf } from "./rows.js";
import { repairCase } from "./repair.js";
import { repairPreview } from "./repair-preview.js";
import { resendMessage } from "./resend.js";
import { settle } from "./settle.js";
import { takeNext } from "./take-next.js";
import { skipEvent } from "./skip.js";
import { eventTitle, timeline } from "./timeline.js";
import { linksOf } from "./links-view.js";
import type { Store } from "../store/store.js";
import type { CaseTools } from "./tools.js";

export type * from "./contract.js";
export { CASE_QUEUE, type CaseTools } from "./tools.js";

/** Opens the gateway to cases. */
export function openCases(tools: CaseTools): Cases {
  return {
    create: (request) => create(tools, request),
    act: (request) => act(tools, request),
    acknowledge: (request) => acknowledgeAlert(tools, request),
    resend: (request) => resendMessage(tools, request),
    read: async (caseId) => {
      const doc = await caseDoc(tools.store, caseId);
      return doc === null ? null : caseView(tools.store, doc, await namesFor(tools, doc));
    },
    list: (query) => list(tools, query),
    rows: async (ids, { queues, person = "" }) => {
      const docs = await casesById(tools.store, ids, { queues, person });
      const rows = await rowsOf(tools, docs);
      return new Map(rows.map((row) => [row.id, row]));
    },
    events: (caseId, page) => linesOf(tools, caseId, page),
    clocks: (caseId) => clocksOf(tools, caseId),
    journey: async (caseId) => {
      const doc = await known(tools, caseId);
      return journeyOf(tools, doc, (people) => namesAtTurns(tools, doc, people));
    },
    reasons: async (caseId, decision) => {
      // Looked up first: what another case was decided by is not even opened.
      const outline = await decisionOutline(tools.store, decision);
      if (outline?.caseId !== caseId) return null;
      const [doc, kept] = [await known(tools, caseId), await decisionById(tools.store, decision)];
      return kept && reasonsOf(tools.store, kept, (await releaseNames(tools, doc)).workflow);
    },
    links: (caseId, sees) => linksOf(tools.store, caseId, sees),
    messages: (caseId) => conversation(tools, caseId),
    actions: async (caseId, { roles }) => {
      const { doc, actions } = await offered(tools, caseId, roles);
      return { entry: doc.state.entry, actions };
    },
    settled: (caseId, turn) => settle(tools.store, caseId, turn),
    takeNext: (queue, by) =>
      takeNext(
        {
          ...tools,
          act: (request) => act(tools, request),
          offered: (caseId, roles) => offered(tools, caseId, roles),
        },
        { queue, ...by },
      ),
    erase: (request) => eraseCase(tools, request),
    repairs: (doc) =>
      repairPreview(tools, doc, async (event) => eventTitle(event, await namesFor(tools, doc))),
    skip: (caseId, request) => skipEvent(tools, caseId, request),
    repair: (caseId, how) => repairCase(tools, caseId, how),
  };
}

/** Opens a case, and logs the call in which it is opened: a repeat does what is left of both. */
async function create(tools: CaseTools, request: CreateCase): ReturnType<Cases["create"]> {
  const { state, workflow, organisation, call } = await createCase(tools, request);
  const { id } = state;
  if (call !== null) {
    const { actor } = request;
    await settle(tools.store, id, 1);
    const requestId = `${request.requestId}.call`;
    const { row } = await act(tools, { caseId: id, ...call, actor, requestId, seenEntry: null });
    return { id, row };
  }
  const people = await peopleIn(tools, [state]);
  return { id, row: rowOf(state, { workflow, organisation, people }, null) };
}

async function conversation({ store }: CaseTools, caseId: string): Promise<Message[]> {
  const [messages, files] = await Promise.all([
    messagesOf(store, caseId),
    attachmentsOf(store, caseId),
  ]);
  return messages.map((message) => messageView(message, files));
}

/** Some turns of a case in words. */
async function linesOf(
  tools: CaseTools,
  caseId: string,
  { after = 0, limit }: Parameters<Cases["events"]>[1],
): ReturnType<Cases["events"]> {
  const doc = await known(tools, caseId);
  const events = await eventsOf(tools.store, caseId, {
    after: Math.max(0, after - 1),
    limit: limit + 1,
  });
  const actors = events.flatMap(({ actor }) => actor ?? []);
  const files = await openingFiles(tools.store, events);
  return timeline(events, await namesAtTurns(tools, doc, actors), files)
    .filter(({ turn }) => turn > after)
    .slice(0, limit);
}

/** The files that came with the opening of a case, where these events have it. */
async function openingFiles(store: Store, events: readonly EventDoc[]): Promise<Attachment[]> {
  const opening = events.find(({ event }) => event.type === "created" && event.files !== undefined);
  if (opening === undefined) return [];
  return filesOf(opening.caseId, await attachmentsOf(store, opening.caseId));
}

/** Takes an action. Names for the answer are looked up while the case thinks, since they are almost always the same. */
async function act(tools: CaseTools, request: ActOnCase): ReturnType<Cases["act"]> {
  let people: ReturnType<typeof peopleIn> = Promise.resolve(new Map());
  try {
    const taken = await actOn(tools, request, async (doc) => {
      people = peopleIn(tools, [doc.state], [request.actor.id]);
      // Awaited below, but not when the action is refused.
      people.catch(() => undefined);
      return releaseNames(tools, doc);
    });
    const doc = { ...taken.doc, state: taken.state };
    const names = await namesKnowing(tools, doc, await people);
    const step = { transition: request.action, before: taken.doc.state, after: taken.state };
    const lives = livesNow(taken.doc.lives ?? [], step, names);
    return { turn: taken.turn, row: rowOf(taken.state, names, null, lives) };
  } catch (error) {
    if (!(error instanceof ActionRefused)) throw error;
    const { doc, refusal } = error;
    const current = rowOf(doc.state, await namesFor(tools, doc), doc.parked, doc.lives);
    if (refusal === "changed") throw new CasewrightError("case_changed", { current });
    throw new CasewrightError("action_not_allowed", { allowed: refusal.allowed, current });
  }
}

async function list(tools: CaseTools, query: CaseQuery): ReturnType<Cases["list"]> {
  const { limit } = query;
  const docs = await (query.order === "due" ? dueFirst(tools, query) : urgentFirst(tools, query));
  const page = docs.slice(0, limit);
  const items = await rowsOf(tools, page);
  const last = docs.length > limit ? page.at(-1) : undefined;
  return { items, next: last ? writeCaseCursor(last, query.order) : null };
}

async function rowsOf(tools: CaseTools, docs: readonly CaseDoc[]): Promise<CaseRow[]> {
  const people = await peopleIn(
    tools,
    docs.map(({ state }) => state),
  );
  return Promise.all(
    docs.map(async (doc) =>
      rowOf(doc.state, { ...(await releaseNames(tools, doc)), people }, doc.parked, doc.lives),
    ),
  );
}

async function urgentFirst({ store }: CaseTools, query: CaseQuery): Promise<CaseDoc[]> {
  const after = query.cursor === undefined ? null : readUrgencyCursor(query.cursor);
  return listCases(store, filterOf(query), { limit: query.limit + 1, after });
}

async function dueFirst({ store, now }: CaseTools, query: CaseQuery): Promise<CaseDoc[]> {
  const after = query.cursor === undefined ? null : readDueCursor(query.cursor);
  const filter = { ...filterOf(query), ...(query.due === undefined ? {} : { due: query.due }) };
  return listByDue(store, filter, { limit: query.limit + 1, after, now: new Date(now()) });
}

function filterOf(query: CaseQuery): CaseFilter {
  const { limit: _limit, cursor: _cursor, order: _order, due: _due, text, ...members } = query;
  return { ...members, person: query.person ?? "", ...(text === undefined ? {} : { id: text }) };
}

/** A case, and what these roles may do with it now. */
async function offered(tools: CaseTools, caseId: string, roles: readonly string[]) {
  const doc = await known(tools, caseId);
  const { workflow } = await releaseNames(tools, doc);
  const { allowedActions } = interpreter(Math.max(1, doc.interpreter));
  const allowed = doc.parked ? [] : allowedActions(slim(workflow), doc.state, roles, tools.now());
  return { doc, workflow, actions: allowed.map((id) => actionOf(workflow, id)) };
}

function actionOf(workflow: Workflow, id: string): Action {
  const transition = workflow.transitions[id];
  const to = transition?.to;
  return {
    id,
    name: transition?.name ?? id,
    to: to === undefined ? null : { id: to, name: workflow.states[to]?.name ?? to },
    form: (transition?.form === undefined ? undefined : workflow.forms?.[transition.form]) ?? null,
    commutes: transition?.commutes === true,
  };
}

async function known(tools: CaseTools, caseId: string): Promise<CaseDoc> {
  const doc = await caseDoc(tools.store, caseId);
  if (!doc) throw new CasewrightError("not_found");
  return doc;
}

async function namesFor(
  tools: CaseTools,
  doc: CaseDoc,
  actors: readonly string[] = [],
): Promise<Names> {
  const [names, people] = await Promise.all([
    releaseNames(tools, doc),
    peopleIn(tools, [doc.state], actors),
  ]);
  return { ...names, people };
}

/** Names for the turns of a case: those of the release that it followed at each. */
async function namesAtTurns(
  tools: CaseTools,
  doc: CaseDoc,
  actors: readonly string[],
): Promise<(turn: number) => Names> {
  const now = await namesFor(tools, doc, actors);
  const earlier = await Promise.all(
    (doc.moves ?? []).map(async ({ turn, from }) => ({
      until: turn,
      names: { ...(await releaseNames(tools, { ...doc, release: from })), people: now.people },
    })),
  );
  return (turn) => earlier.find(({ until }) => turn < until)?.names ?? now;
}

/** Names for a case when these people are known already. */
async function namesKnowing(
  tools: CaseTools,
  doc: CaseDoc,
  people: ReadonlyMap<string, string>,
): Promise<Names> {
  const { assignee } = doc.state;
  if (assignee !== null && !people.has(assignee)) return namesFor(tools, doc);
  return { ...(await releaseNames(tools, doc)), people };
}

async function releaseNames(tools: CaseTools, doc: CaseDoc): Promise<Omit<Names, "people">> {
  const { body } = await releaseByNumber(tools.store, doc.release);
  const workflow = body.workflows.find(({ id }) => id === doc.workflow);
  if (!workflow)
    throw new CasewrightError("internal", { detail: "workflow missing in its release" });
  return { workflow, organisation: body.organisation };
}

async function peopleIn(
  tools: CaseTools,
  states: readonly CaseState[],
  actors: readonly string[] = [],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set([...actors, ...states.flatMap(({ assignee }) => assignee ?? [])]);
  if (ids.size === 0) return new Map();
  const users = await usersByIds(tools.store, [...ids]);
  return new Map(users.map(({ _id, name }) => [_id, name]));
}
