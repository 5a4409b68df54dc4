import { Type } from "@sinclair/typebox";
import type { Json } from "../definition/names.js";
import type { Release } from "../definition/release.js";
import type { CaseDetail } from "../protocol/case.js";
import { CasewrightError, type ErrorCode } from "../protocol/errors.js";
import { actorOf, type Caller } from "./caller.js";
import { caseParam } from "./case-param.js";
import { noteOpened, requireCase } from "./case-scope.js";
import { applyChanges, applyRemoval, personId } from "./documents/apply.js";
import {
  documentOf,
  documentRow,
  type DocumentShapes,
  type DocumentWorkflow,
  shapesOf,
} from "./documents/shapes.js";
import { listScope } from "./list-scope.js";
import { defineRoute, type Method, type Route } from "./route.js";
import { type Routing, routingOf } from "./routing.js";
import type { World } from "./world.js";

/** The document routes of one release, ready to answer. */
export type DocumentRoutes = { readonly routes: readonly Route[]; readonly find: Routing };

const known = new WeakMap<Release, DocumentRoutes>();

/** The routes that the workflows of a release ask for; made once for each release. */
export function documentRoutesOf(release: Release): DocumentRoutes {
  const made = known.get(release);
  if (made) return made;
  const routes = release.body.workflows.flatMap((workflow) =>
    workflow.routes ? routesOf({ ...workflow, routes: workflow.routes }) : [],
  );
  const documents = { routes, find: routingOf(routes) };
  known.set(release, documents);
  return documents;
}

/** What a document route refuses besides the usual. */
const REFUSALS: readonly ErrorCode[] = [
  "action_not_allowed",
  "case_changed",
  "case_closed",
  "case_parked",
  "behind",
];

type Fields = { readonly [field: string]: Json };

function routesOf(workflow: DocumentWorkflow): readonly Route[] {
  const shapes = shapesOf(workflow);
  return [
    listRoute(workflow, shapes),
    createRoute(workflow, shapes),
    readRoute(workflow, shapes),
    changeRoute(workflow, shapes, "PATCH"),
    changeRoute(workflow, shapes, "PUT"),
    ...(workflow.routes.remove === undefined ? [] : [removeRoute(workflow, shapes)]),
  ];
}

function listRoute(workflow: DocumentWorkflow, shapes: DocumentShapes): Route {
  return defineRoute({
    ...placed(workflow, "list", ""),
    method: "GET",
    summary: `List ${workflow.routes.noun}s`,
    permission: "case.read",
    query: shapes.filter,
    answers: { 200: shapes.list },
    handle: async ({ query, caller }, world) => {
      const { limit, status, ...members } = query as Record<string, string> & { limit?: number };
      const { items, next } = await world.cases.list({
        ...members,
        workflow: workflow.id,
        ...(status === undefined ? {} : { state: status }),
        ...(await assigneeFilter(world, members["assignee"], caller)),
        ...listScope(caller),
        limit: limit ?? 50,
      });
      return { status: 200, body: { items: items.map(documentRow), next } };
    },
  });
}

function createRoute(workflow: DocumentWorkflow, shapes: DocumentShapes): Route {
  return defineRoute({
    ...placed(workflow, "create", ""),
    method: "POST",
    summary: `Open a ${workflow.routes.noun}`,
    permission: "case.create",
    body: shapes.created,
    answers: { 201: shapes.whole },
    handle: async ({ body, caller, requestId }, world) => {
      const {
        contact = null,
        priority,
        queue,
        ...data
      } = body as Fields & {
        contact?: { phone?: string; email?: string; name?: string } | null;
        priority?: string;
        queue?: string;
      };
      const { id, row } = await world.cases
        .create({
          workflow: workflow.id,
          data,
          contact,
          ...(priority === undefined ? {} : { priority }),
          ...(queue === undefined ? {} : { queue }),
          actor: actorOf(caller),
          requestId,
        })
        .catch(withoutData);
      noteOpened(id);
      await world.cases.settled(id, row.turn);
      const location = `${workflow.routes.bases[0] ?? ""}/${id}`;
      return { status: 201, body: await document(world, workflow, id), headers: { location } };
    },
  });
}

function readRoute(workflow: DocumentWorkflow, shapes: DocumentShapes): Route {
  return defineRoute({
    ...placed(workflow, "read", "/:id"),
    method: "GET",
    summary: `Read a ${workflow.routes.noun}`,
    permission: "case.read",
    params: ID,
    answers: { 200: shapes.whole },
    handle: async ({ params, caller }, world) => {
      const detail = await requireDocument(world, workflow, { caller, id: params.id });
      return { status: 200, body: documentOf(workflow, detail) };
    },
  });
}

function changeRoute(
  workflow: DocumentWorkflow,
  shapes: DocumentShapes,
  method: Extract<Method, "PATCH" | "PUT">,
): Route {
  return defineRoute({
    ...placed(workflow, method === "PATCH" ? "change" : "put", "/:id"),
    method,
    summary: `Change a ${workflow.routes.noun}`,
    description:
      "Fields that are left out stay. `status` names the state to go to; a move that is not allowed answers 409 with " +
      "the allowed states and actions. Several fields are done one after the other.",
    permission: "case.act",
    params: ID,
    body: shapes.changed,
    answers: { 200: shapes.whole },
    errors: REFUSALS,
    handle: async ({ params, body, caller, requestId }, world) => {
      const detail = await requireDocument(world, workflow, { caller, id: params.id });
      const change = { workflow, detail, body: body as Fields, caller, requestId };
      await applyChanges(world, change).catch(withoutInput);
      return { status: 200, body: await document(world, workflow, detail.id) };
    },
  });
}

function removeRoute(workflow: DocumentWorkflow, shapes: DocumentShapes): Route {
  const reason = Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 }));
  return defineRoute({
    ...placed(workflow, "remove", "/:id"),
    method: "DELETE",
    summary: `Void a ${workflow.routes.noun}`,
    description: "Nothing is lost: the case is closed with the reason and stays in the log.",
    permission: "case.act",
    params: ID,
    query: Type.Object({ reason }, { additionalProperties: false }),
    body: Type.Object({ reason }, { additionalProperties: false }),
    answers: { 200: shapes.whole },
    errors: REFUSALS,
    handle: async ({ params, query, body, caller, requestId }, world) => {
      const detail = await requireDocument(world, workflow, { caller, id: params.id });
      const given = body.reason ?? query.reason;
      await applyRemoval(world, {
        workflow,
        detail,
        body: given === undefined ? {} : { reason: given },
        caller,
        requestId,
      }).catch(withoutInput);
      return { status: 200, body: await document(world, workflow, detail.id) };
    },
  });
}

const ID = Type.Object({ id: caseParam });

function placed({ routes, name }: DocumentWorkflow, verb: string, below: string) {
  const noun = `${routes.noun[0]?.toUpperCase() ?? ""}${routes.noun.slice(1)}`;
  const [path = "", ...aliases] = routes.bases.map((base) => `${base}${below}`);
  return {
    id: `${verb}${noun}${verb === "list" ? "s" : ""}`,
    path,
    aliases,
    group: name,
  };
}

/** @throws CasewrightError not_found, also for a case of another workflow */
async function requireDocument(
  world: World,
  workflow: DocumentWorkflow,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<CaseDetail> {
  const doc = await requireCase(world, caller, id);
  const detail = doc.workflow === workflow.id ? await world.cases.read(doc._id) : null;
  if (!detail) throw new CasewrightError("not_found");
  return detail;
}

async function document(world: World, workflow: DocumentWorkflow, id: string) {
  const detail = await world.cases.read(id);
  if (!detail) throw new CasewrightError("outcome_unknown");
  return documentOf(workflow, detail);
}

async function assigneeFilter(world: World, assignee: string | undefined, caller: Caller) {
  if (assignee === undefined) return {};
  if (assignee === "me") return { assignee: caller.user.id };
  return { assignee: await personId(world, assignee, "?assignee") };
}

/** Data fields stand at the top of a document, so a wrong one is pointed to there. */
const withoutData = rerooted("/data/");
const withoutInput = rerooted("/input/");

function rerooted(root: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof CasewrightError) || !error.details.errors) throw error;
    const errors = error.details.errors.map((part) => ({
      ...part,
      pointer: part.pointer.replace(root, "/"),
    }));
    throw new CasewrightError(error.code, { ...error.details, errors });
  };
}
