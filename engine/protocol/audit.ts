import { Type, type Static } from "@sinclair/typebox";

const instant = Type.String({ format: "date-time", description: "ISO 8601, UTC" });

/** What an entry of the audit trail tells. */
export const auditedSchema = Type.Union([
  Type.Literal("read"),
  Type.Literal("erased"),
  Type.Literal("held", { description: "Put on legal hold" }),
  Type.Literal("released", { description: "A legal hold was lifted" }),
  Type.Literal("moved", { description: "Moved to another release of its workflow" }),
  Type.Literal("ramped", {
    description: "Which new cases start under a release was changed; the reason is how and why",
  }),
  Type.Literal("repairing", {
    description: "Stood still and was about to be set going, written before; the reason is how",
  }),
  Type.Literal("repaired", { description: "Stood still and was set going; the reason is how" }),
  Type.Literal("not_repaired", {
    description: "Was about to be set going and was not; the reason is how",
  }),
]);

/** One entry of the audit trail as the API shows it. */
export const auditEntrySchema = Type.Object(
  {
    id: Type.String(),
    at: instant,
    what: auditedSchema,
    by: Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()], {
      description: "Null for a patient with a tracking link, and for the system itself",
    }),
    session: Type.Union([Type.String(), Type.Null()], { description: "Sign-in session" }),
    route: Type.String({ description: "`operationId` of the call that showed the data" }),
    subjects: Type.Array(Type.String(), { description: "Ids of the cases and contacts" }),
    kinds: Type.Array(Type.String(), { description: "What of them: cases, messages, events, …" }),
    address: Type.Union([Type.String(), Type.Null()], { description: "Where staff called from" }),
    reason: Type.Union([Type.String(), Type.Null()], { description: "Why it was erased, or held" }),
  },
  { $id: "AuditEntry" },
);
export type AuditEntryView = Static<typeof auditEntrySchema>;

/** A page of the audit trail: pass `next` back as `cursor`; null at the end. */
export const auditListSchema = Type.Object(
  { items: Type.Array(auditEntrySchema), next: Type.Union([Type.String(), Type.Null()]) },
  { $id: "AuditList" },
);
export type AuditList = Static<typeof auditListSchema>;
