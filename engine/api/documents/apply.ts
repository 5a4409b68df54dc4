import type { Json } from "../../definition/names.js";
import type { Action, CaseDetail } from "../../protocol/case.js";
import { CasewrightError } from "../../protocol/errors.js";
import { userByEmail, userById } from "../../store/users.js";
import { actorOf, type Caller } from "../caller.js";
import type { World } from "../world.js";
import { actionTo, type Change, changesOf } from "./changes.js";
import { type DocumentWorkflow, isPerson } from "./shapes.js";

/** A PATCH, PUT or DELETE of one document. */
export type DocumentChange = {
  readonly workflow: DocumentWorkflow;
  readonly detail: CaseDetail;
  readonly body: { readonly [field: string]: Json };
  readonly caller: Caller;
  readonly requestId: string;
};

/**
 * Fires one action after the other and waits until reads see the last one. Each action has a request id of its own,
 * derived from the request's, so that a repeat of the whole does nothing twice.
 * @throws CasewrightError action_not_allowed with the actions and states that are; `detail` tells what was done before
 */
export async function applyChanges(world: World, change: DocumentChange): Promise<void> {
  const { workflow, caller } = change;
  const body = await withPeople(world, change);
  const changes = changesOf(workflow, body, change.detail);
  for (const each of changes) refuseForeign(workflow, each, caller);
  const done: string[] = [];
  for (const each of changes) {
    await fire(world, { ...change, body }, { each, done });
    done.push(each.name);
  }
}

/** Fires the action that DELETE stands for. */
export async function applyRemoval(world: World, change: DocumentChange): Promise<void> {
  const { remove = "" } = change.workflow.routes;
  if (!isTheirs(change.workflow, remove, change.caller)) throw new CasewrightError("forbidden");
  const { actions } = await world.cases.actions(change.detail.id, actorOf(change.caller));
  const action = actions.find(({ id }) => id === remove);
  if (!action) throw notAllowed(actions, []);
  await act(world, change, { action, input: change.body, name: "remove" });
}

type Step = { readonly each: Change; readonly done: readonly string[] };

async function fire(world: World, change: DocumentChange, { each, done }: Step): Promise<void> {
  const { actions } = await world.cases.actions(change.detail.id, actorOf(change.caller));
  const sent = formFields(change);
  const action =
    each.kind === "field"
      ? actions.find(({ id }) => id === each.action)
      : actionTo(each.target, actions, Object.keys(sent));
  if (!action) throw notAllowed(actions, done);
  const input = each.kind === "field" ? { [each.input]: each.value } : sent;
  await act(world, change, { action, input, name: each.name });
}

async function act(
  world: World,
  { detail, caller, requestId }: DocumentChange,
  {
    action,
    input,
    name,
  }: {
    readonly action: Action;
    readonly input: { readonly [field: string]: Json };
    readonly name: string;
  },
): Promise<void> {
  const { turn } = await world.cases.act({
    caseId: detail.id,
    action: action.id,
    input,
    actor: actorOf(caller),
    requestId: `${requestId}.${name}`,
    seenEntry: null,
  });
  await world.cases.settled(detail.id, turn);
}

/** What was sent along for the form of the moving action: everything that is no field of its own. */
function formFields({ workflow, body }: DocumentChange): { [field: string]: Json } {
  const own = ["status", ...Object.keys(workflow.routes.patch)];
  return Object.fromEntries(Object.entries(body).filter(([name]) => !own.includes(name)));
}

function notAllowed(actions: readonly Action[], done: readonly string[]): CasewrightError {
  return new CasewrightError("action_not_allowed", {
    allowed: actions.map(({ id }) => id),
    allowedStates: [...new Set(actions.flatMap(({ to }) => to?.id ?? []))],
    ...(done.length > 0 ? { detail: `Already changed: ${done.join(", ")}.` } : {}),
  });
}

/** @throws CasewrightError forbidden when no role of the caller may ever do this */
function refuseForeign(workflow: DocumentWorkflow, change: Change, caller: Caller): void {
  if (change.kind === "field" && !isTheirs(workflow, change.action, caller))
    throw new CasewrightError("forbidden");
}

function isTheirs({ transitions }: DocumentWorkflow, action: string, { user }: Caller): boolean {
  return transitions[action]?.by?.some((role) => user.roles.includes(role)) ?? false;
}

/** The body with people's e-mail addresses replaced by their ids. */
async function withPeople(
  world: World,
  { workflow, body }: DocumentChange,
): Promise<{ readonly [field: string]: Json }> {
  const entries = await Promise.all(
    Object.entries(body).map(async ([name, value]) => {
      const patch = workflow.routes.patch[name];
      const form = patch && workflow.forms?.[workflow.transitions[patch.action]?.form ?? ""];
      const field = patch && form?.properties[patch.input];
      const isName = field !== undefined && isPerson(field) && typeof value === "string";
      return [name, isName ? await personId(world, value, `/${name}`) : value] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/**
 * The id of an active member of staff who is named by id or e-mail address.
 * @throws CasewrightError invalid_input when there is nobody of that name
 */
export async function personId(world: Pick<World, "store">, name: string, pointer: string) {
  const user = name.includes("@")
    ? await userByEmail(world.store, name)
    : await userById(world.store, name);
  if (user?.active) return user._id;
  throw new CasewrightError("invalid_input", {
    errors: [{ pointer, message: "is nobody who works here" }],
  });
}
