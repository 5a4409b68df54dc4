import { Type } from "@sinclair/typebox";
import { CasewrightError } from "../../protocol/errors.js";
import { type MessageSetAside, messageSetAsideSchema } from "../../protocol/set-aside.js";
import type { InboxDoc } from "../../store/inbox.js";
import { countSetAside, messagesSetAside, takeUpAgain } from "../../store/set-aside.js";
import { defineRoute, nothing } from "../route.js";

/** More at once nobody reads. */
const SHOWN = 100;

/** What patients wrote and no case has. */
export const setAsideList = defineRoute({
  id: "listMessagesSetAside",
  method: "GET",
  path: "/api/inbox/set-aside",
  group: "Operations",
  summary: "Messages that could not be handed over",
  description:
    "What came in and was taken, and failed five times on its way to a case. The oldest hundred, and how many there are in all.",
  permission: "case.repair",
  answers: {
    200: Type.Object(
      { items: Type.Array(messageSetAsideSchema), all: Type.Integer({ minimum: 0 }) },
      { $id: "MessagesSetAside" },
    ),
  },
  handle: async ({ caller }, { store, audit, now }) => {
    const [rows, all] = await Promise.all([messagesSetAside(store, SHOWN), countSetAside(store)]);
    // Who is shown the data of a case is written down by itself; what belongs to none yet is written down by the message.
    const subjects = rows.flatMap(({ _id, caseId }) => (caseId === null ? [_id] : []));
    if (subjects.length > 0)
      await audit.add({
        ...{ at: new Date(now()), what: "read", by: caller.user.id, session: caller.sessionId },
        ...{ route: "listMessagesSetAside", subjects, kinds: ["inbox"] },
        ...{ address: null, reason: null },
      });
    return { status: 200, body: { items: rows.map(viewOf), all } };
  },
});

/** Trying one again. */
export const setAsideRetry = defineRoute({
  id: "retryMessageSetAside",
  method: "POST",
  path: "/api/inbox/set-aside/:id/retry",
  group: "Operations",
  summary: "Hand a message over again",
  description:
    "It goes into the line as if it had come now, unless its case still waits for just this one.",
  permission: "case.repair",
  params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 1_000 }) }),
  answers: { 204: nothing },
  errors: ["not_found"],
  discloses: "nothing",
  handle: async ({ params: { id } }, { store, now }) => {
    if (!(await takeUpAgain(store, id, new Date(now())))) throw new CasewrightError("not_found");
    return { status: 204, body: null };
  },
});

function viewOf(row: InboxDoc): MessageSetAside {
  const { _id: id, endpoint, from, name, text, urgent, at, setAsideAt, why } = row;
  return {
    ...{ id, endpoint, from, name, text, urgent: urgent === true, at: at.toISOString() },
    ...{ setAsideAt: (setAsideAt ?? at).toISOString(), why: why ?? "" },
  };
}
