import type { Workflow } from "../definition/workflow.js";
import { interpreter } from "../interpreter/index.js";
import { slim } from "../interpreter/slim.js";
import type { CaseState } from "../interpreter/state.js";
import type { Action } from "../protocol/case.js";
import { CasewrightError } from "../protocol/errors.js";
import {
  type CaseCursor,
  caseDoc,
  type CaseDoc,
  type CaseFilter,
  listCases,
} from "../store/cases.js";
import { eventsOf, turnAnywhere } from "../store/events.js";
import { messagesOf } from "../store/messages.js";
import { claimNext, dropEntry, heldEntry } from "../store/queue-entries.js";
import { releaseByNumber } from "../store/releases.js";
import { usersByIds } from "../store/users.js";
import { acknowledgeAlert } from "./acknowledge.js";
import { ActionRefused, actOn } from "./act.js";
import { caseView, messageView } from "./case-view.js";
import type { ActOnCase, CaseQuery, Cases } from "./contract.js";
import { clocksOf } from "./clock-view.js";
import { createCase } from "./create.js";
import { asUnavailable } from "./failures.js";
import { type Names, rowOf } from "./rows.js";
import { settle } from "./settle.js";
import { timeline } from "./timeline.js";
import type { CaseTools } from "./tools.js";

export type * from "./contract.js";
export { CASE_QUEUE, type CaseTools } from "./tools.js";

/** Entries of a queue tried before a person is told that nobody waits; each refused one has been taken meanwhile. */
const NEXT_TRIES = 20;

/** Opens the gateway to cases. */
export function openCases(tools: CaseTools): Cases {
  return {
    create: async (request) => {
      const { state, workflow, organisation } = await createCase(tools, request);
      const people = await peopleIn(tools, [state]);
      return { id: state.id, row: rowOf(state, { workflow, organisation, people }, null) };
    },
    act: (request) => act(tools, request),
    acknowledge: (request) => acknowledgeAlert(tools, request),
    read: async (caseId) => {
      const doc = await caseDoc(tools.store, caseId);
      return doc === null ? null : caseView(tools.store, doc, await namesFor(tools, doc));
    },
    list: (query) => list(tools, query),
    events: async (caseId, { after = 0, limit }) => {
      const doc = await known(tools, caseId);
      const events = await eventsOf(tools.store, caseId, {
        after: Math.max(0, after - 1),
        limit: limit + 1,
      });
      const names = await namesFor(
        tools,
        doc,
        events.flatMap(({ actor }) => actor ?? []),
      );
      return timeline(events, names, null)
        .filter(({ turn }) => turn > after)
        .slice(0, limit);
    },
    clocks: (caseId) => clocksOf(tools, caseId),
    messages: async (caseId) => (await messagesOf(tools.store, caseId)).map(messageView),
    actions: async (caseId, actor) => {
      const doc = await known(tools, caseId);
      const { workflow } = await namesFor(tools, doc);
      return {
        entry: doc.state.entry,
        actions: actionsOf(tools, { doc, workflow, roles: actor.roles }),
      };
    },
    settled: (caseId, turn) => settle(tools.store, caseId, turn),
    takeNext: (queue, by) => takeNext(tools, queue, by),
    repair: async (caseId, { how, actor, requestId }) => {
      await known(tools, caseId);
      try {
        await tools.temporal.workflow
          .getHandle(caseId)
          .executeUpdate("repair", { args: [{ how, actor }], updateId: requestId });
      } catch (error) {
        throw asUnavailable(error);
      }
    },
  };
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
    return { turn: taken.turn, row: rowOf(taken.state, names, null) };
  } catch (error) {
    if (!(error instanceof ActionRefused)) throw error;
    const { doc, refusal } = error;
    const current = rowOf(doc.state, await namesFor(tools, doc), doc.parked);
    if (refusal === "changed") throw new CasewrightError("case_changed", { current });
    throw new CasewrightError("action_not_allowed", { allowed: refusal.allowed, current });
  }
}

async function list(tools: CaseTools, query: CaseQuery): ReturnType<Cases["list"]> {
  const { limit, cursor, text, person, ...members } = query;
  const filter: CaseFilter = {
    ...members,
    person: person ?? "",
    ...(text === undefined ? {} : { id: text }),
  };
  const after = cursor === undefined ? null : readCursor(cursor);
  const docs = await listCases(tools.store, filter, { limit: limit + 1, after });
  const page = docs.slice(0, limit);
  const people = await peopleIn(
    tools,
    page.map(({ state }) => state),
  );
  const items = await Promise.all(
    page.map(async (doc) =>
      rowOf(doc.state, { ...(await releaseNames(tools, doc)), people }, doc.parked),
    ),
  );
  const last = docs.length > limit ? page.at(-1) : undefined;
  return { items, next: last ? writeCursor(last) : null };
}

async function takeNext(
  tools: CaseTools,
  queue: string,
  { actor, requestId }: Parameters<Cases["takeNext"]>[1],
): ReturnType<Cases["takeNext"]> {
  const before = await takenBefore(tools, queue, requestId);
  if (before) return act(tools, { ...before, actor, requestId, input: {}, seenEntry: null });
  for (let i = 0; i < NEXT_TRIES; i += 1) {
    const entry = await claimNext(tools.store, { queue, requestId, now: new Date(tools.now()) });
    if (!entry) return null;
    const taken = await takeEntry(tools, entry.caseId, { actor, requestId });
    if (taken) return taken;
    await dropEntry(tools.store, entry._id);
  }
  return null;
}

/** What this very request took before: its claim vanishes in the transaction that writes its turn, so it is asked first. */
async function takenBefore({ store }: CaseTools, queue: string, requestId: string) {
  if (await heldEntry(store, queue, requestId)) return null;
  const turn = await turnAnywhere(store, requestId);
  return turn?.event.type === "acted" ? { caseId: turn.caseId, action: turn.event.action } : null;
}

/** Takes one case for a person; null when the case does not let itself be taken any more. */
async function takeEntry(
  tools: CaseTools,
  caseId: string,
  by: Parameters<Cases["takeNext"]>[1],
): ReturnType<Cases["takeNext"]> {
  const doc = await known(tools, caseId);
  const { workflow } = await namesFor(tools, doc);
  const action = actionsOf(tools, { doc, workflow, roles: by.actor.roles }).find(({ id }) =>
    takesCase(workflow, id),
  );
  if (!action) return null;
  try {
    return await act(tools, {
      ...by,
      caseId,
      action: action.id,
      input: {},
      seenEntry: doc.state.entry,
    });
  } catch (error) {
    const refused =
      error instanceof CasewrightError &&
      ["action_not_allowed", "case_changed", "case_closed", "case_parked"].includes(error.code);
    if (refused) return null;
    throw error;
  }
}

/** Whether an action gives the case to whoever takes it, without a form to fill in. */
function takesCase(workflow: Workflow, id: string): boolean {
  const transition = workflow.transitions[id];
  const assignee = transition?.set?.["assignee"];
  const fromActor =
    typeof assignee === "object" && assignee !== null && assignee.from === "actor.id";
  return fromActor && transition?.form === undefined;
}

type ActionScope = {
  readonly doc: CaseDoc;
  readonly workflow: Workflow;
  readonly roles: readonly string[];
};

function actionsOf(tools: CaseTools, { doc, workflow, roles }: ActionScope): Action[] {
  if (doc.parked) return [];
  const { allowedActions } = interpreter(Math.max(1, doc.interpreter));
  return allowedActions(slim(workflow), doc.state, roles, tools.now()).map((id) =>
    actionOf(workflow, id),
  );
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

function writeCursor(doc: CaseDoc): string {
  const cursor: CaseCursor = {
    rank: doc.rank,
    createdAt: doc.createdAt.toISOString(),
    id: doc._id,
  };
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function readCursor(text: string): CaseCursor {
  try {
    const { rank, createdAt, id } = JSON.parse(
      Buffer.from(text, "base64url").toString(),
    ) as Partial<CaseCursor>;
    const valid =
      typeof rank === "number" &&
      typeof id === "string" &&
      typeof createdAt === "string" &&
      !Number.isNaN(Date.parse(createdAt));
    if (valid) return { rank, createdAt, id };
  } catch {
    // Fall through: the same answer for every cursor that is not ours.
  }
  throw new CasewrightError("invalid_request", {
    errors: [{ pointer: "?cursor", message: "This cursor is not one of ours" }],
  });
}
