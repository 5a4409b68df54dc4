import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { caseHoldSchema } from "../../protocol/retention.js";
import { holdCase, holdOf, liftHold } from "../../store/holds.js";
import { usersByIds } from "../../store/users.js";
import type { Caller } from "../caller.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute, nothing } from "../route.js";
import type { World } from "../world.js";

const params = Type.Object({ id: caseParam });

/** Whether a case is on legal hold, and why. */
export const caseHoldRead = defineRoute({
  id: "readCaseHold",
  method: "GET",
  path: "/api/cases/:id/hold",
  group: "Privacy",
  summary: "Whether a case is on legal hold",
  permission: "case.erase",
  params,
  answers: {
    200: Type.Object(
      { hold: Type.Union([caseHoldSchema, Type.Null()]) },
      { $id: "CaseHoldAnswer" },
    ),
  },
  errors: ["erased"],
  handle: async ({ params: { id }, caller }, world) => {
    const { _id } = await requireCase(world, caller, id);
    const hold = await holdOf(world.store, _id);
    if (!hold) return { status: 200, body: { hold: null } };
    const [person] = await usersByIds(world.store, [hold.by]);
    const by = { id: hold.by, name: person?.name ?? hold.by };
    return {
      status: 200,
      body: { hold: { reason: hold.reason, by, at: hold.at.toISOString() } },
    };
  },
});

/** Putting a case on legal hold. */
export const caseHold = defineRoute({
  id: "holdCase",
  method: "PUT",
  path: "/api/cases/:id/hold",
  group: "Privacy",
  summary: "Put a case on legal hold",
  description: "It cannot be erased until the hold is lifted: by nobody, and not by the clock.",
  permission: "case.erase",
  params,
  body: Type.Object(
    { reason: Type.String({ minLength: 1, maxLength: 500, pattern: "\\S" }) },
    { additionalProperties: false, $id: "HoldRequest" },
  ),
  answers: { 204: nothing },
  errors: ["erased"],
  discloses: "nothing",
  handle: async ({ params: { id }, body: { reason }, caller, remoteAddress }, world) => {
    const { _id } = await requireCase(world, caller, id);
    await write(world, { caller, remoteAddress, id: _id, what: "held", reason });
    const by = caller.user.id;
    if (!(await holdCase(world.store, _id, { reason, by, at: new Date(world.now()) })))
      throw new CasewrightError("erased");
    return { status: 204, body: null };
  },
});

/** Lifting a legal hold. */
export const caseHoldLift = defineRoute({
  id: "liftCaseHold",
  method: "DELETE",
  path: "/api/cases/:id/hold",
  group: "Privacy",
  summary: "Lift the legal hold of a case",
  permission: "case.erase",
  params,
  answers: { 204: nothing },
  errors: ["erased"],
  discloses: "nothing",
  handle: async ({ params: { id }, caller, remoteAddress }, world) => {
    const { _id } = await requireCase(world, caller, id);
    await write(world, { caller, remoteAddress, id: _id, what: "released", reason: null });
    await liftHold(world.store, _id);
    return { status: 204, body: null };
  },
});

type Said = {
  readonly caller: Caller;
  readonly remoteAddress: string;
  readonly id: string;
  readonly what: "held" | "released";
  readonly reason: string | null;
};

/** Written down first, as with an erasure: nothing is held or let go that nobody knows of. */
async function write(
  { audit, now }: World,
  { caller, remoteAddress, id, what, reason }: Said,
): Promise<void> {
  await audit.add({
    ...{ at: new Date(now()), what, by: caller.user.id, session: caller.sessionId },
    ...{ route: what === "held" ? "holdCase" : "liftCaseHold", subjects: [id], kinds: ["case"] },
    ...{ address: remoteAddress, reason },
  });
}
