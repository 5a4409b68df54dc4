import { Type } from "@sinclair/typebox";
import { parseCaseId } from "../../cases/case-id.js";
import { type AuditEntryView, auditedSchema, auditListSchema } from "../../protocol/audit.js";
import { CasewrightError } from "../../protocol/errors.js";
import { type AuditCursor, type AuditDoc, listAudit } from "../../store/audit.js";
import { usersByIds } from "../../store/users.js";
import { defineRoute } from "../route.js";

const instant = (description: string) =>
  Type.Optional(Type.String({ format: "date-time", description }));

/** Who has been shown whose data, when, by which call and from where; and who erased what. */
export const auditList = defineRoute({
  id: "listAudit",
  method: "GET",
  path: "/api/audit",
  group: "Privacy",
  summary: "Who has seen whose data",
  description: "Newest first, in pages. Entries hold ids, never what was seen.",
  permission: "audit.read",
  query: Type.Object(
    {
      subject: Type.Optional(
        Type.String({ maxLength: 60, description: "Id of a case or a contact" }),
      ),
      by: Type.Optional(Type.String({ maxLength: 60, description: "Id of a person" })),
      route: Type.Optional(Type.String({ maxLength: 60, description: "`operationId` of a call" })),
      what: Type.Optional(auditedSchema),
      from: instant("From this instant on"),
      to: instant("Before this instant"),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
      cursor: Type.Optional(
        Type.String({ maxLength: 200, description: "`next` of the page before" }),
      ),
    },
    { additionalProperties: false },
  ),
  answers: { 200: auditListSchema },
  handle: async ({ query }, { store }) => {
    const { limit = 50, cursor, subject, from, to, ...members } = query;
    const filter = {
      ...members,
      ...(subject === undefined ? {} : { subject: parseCaseId(subject) ?? subject }),
      ...(from === undefined ? {} : { from: new Date(from) }),
      ...(to === undefined ? {} : { to: new Date(to) }),
    };
    const after = cursor === undefined ? null : readCursor(cursor);
    const rows = await listAudit(store, filter, { limit: limit + 1, after });
    const page = rows.slice(0, limit);
    const people = await usersByIds(store, [...new Set(page.flatMap(({ by }) => by ?? []))]);
    const names = new Map(people.map(({ _id, name }) => [_id, name]));
    const last = rows.length > limit ? page.at(-1) : undefined;
    const items = page.map((row) => view(row, names));
    return { status: 200, body: { items, next: last ? writeCursor(last) : null } };
  },
});

function view(row: AuditDoc, names: ReadonlyMap<string, string>): AuditEntryView {
  const { _id: id, at, what, by, session, route, subjects, kinds, address, reason } = row;
  return {
    ...{ id, at: at.toISOString(), what, session, route, subjects, kinds, address, reason },
    by: by === null ? null : { id: by, name: names.get(by) ?? by },
  };
}

function writeCursor({ at, _id }: AuditDoc): string {
  return Buffer.from(`${String(at.getTime())} ${_id}`).toString("base64url");
}

function readCursor(text: string): AuditCursor {
  const [, at, id] = /^(\d{1,15}) (\S+)$/.exec(Buffer.from(text, "base64url").toString()) ?? [];
  if (at !== undefined && id !== undefined) return { at: new Date(Number(at)), id };
  throw new CasewrightError("invalid_request", {
    errors: [{ pointer: "?cursor", message: "This cursor is not one of ours" }],
  });
}
