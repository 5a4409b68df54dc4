import { Type, type Static } from "@sinclair/typebox";
import { formSchema } from "../definition/form.js";
import { attachmentSchema } from "./message.js";
import { unattendedSchema } from "./workload.js";

const instant = Type.String({ format: "date-time", description: "ISO 8601, UTC" });
const named = Type.Object({ id: Type.String(), name: Type.String() });

/** A case in a list: what a queue shows. */
export const caseRowSchema = Type.Object(
  {
    id: Type.String({ examples: ["T-4K7Q-9"] }),
    workflow: Type.String(),
    title: Type.String(),
    state: named,
    stateClass: Type.Union([
      Type.Literal("new"),
      Type.Literal("working"),
      Type.Literal("waiting"),
      Type.Literal("done"),
    ]),
    status: Type.Union([Type.Literal("open"), Type.Literal("closed")]),
    parked: Type.Boolean({ description: "True when the case stands still and needs repair" }),
    drill: Type.Optional(Type.Literal(true, { description: "An exercise; absent otherwise" })),
    priority: Type.String(),
    priorityRank: Type.Integer({ description: "0 is the most urgent" }),
    queue: named,
    assignee: Type.Union([named, Type.Null()]),
    facets: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), value: Type.String() }),
      { description: "What it is listed and counted by besides, as far as it is filled in" },
    ),
    channel: Type.Union([Type.String(), Type.Null()]),
    due: Type.Union([
      Type.Object({
        clock: Type.String(),
        name: Type.String(),
        at: Type.String({
          format: "date-time",
          description: "ISO 8601, UTC; in the past when it is late",
        }),
        riskAt: Type.Union([instant, Type.Null()], {
          description: "From when it is at risk: the first mark of its clock",
        }),
        promise: Type.Boolean({ description: "False for a chore, such as closing by itself" }),
      }),
      Type.Null(),
    ]),
    stands: Type.Union(
      [Type.Object({ clock: Type.String(), name: Type.String(), since: instant }), Type.Null()],
      { description: "The promise that stands still, as while the patient is asked" },
    ),
    unattended: Type.Union([unattendedSchema, Type.Null()], {
      description: "When it joined its queue nobody could be given it, and it still waits",
    }),
    turn: Type.Integer({ minimum: 1 }),
    entry: Type.Integer({ minimum: 1, description: "Send it back as `seenEntry` with an action" }),
    createdAt: instant,
    updatedAt: instant,
  },
  { $id: "CaseRow" },
);
export type CaseRow = Static<typeof caseRowSchema>;

/** Why the rules decided as they did. */
export const decisionReasonsSchema = Type.Object(
  {
    decisionId: Type.String(),
    ruleSet: Type.String(),
    rule: Type.String(),
    ruleName: Type.String(),
    sentences: Type.Array(Type.String()),
    at: instant,
  },
  { $id: "DecisionReasons" },
);
export type DecisionReasons = Static<typeof decisionReasonsSchema>;

/** One case, whole. */
export const caseDetailSchema = Type.Composite(
  [
    caseRowSchema,
    Type.Object({
      data: Type.Record(Type.String(), Type.Unknown()),
      fields: Type.Array(
        Type.Object({
          name: Type.String(),
          title: Type.String(),
          value: Type.Unknown(),
          choice: Type.Boolean({
            description: "Whether the value is one of those that a form offers",
          }),
        }),
        {
          description:
            "The data that is filled in, with its labels, in the order of the definition",
        },
      ),
      contact: Type.Union([
        Type.Object({
          id: Type.String(),
          name: Type.Union([Type.String(), Type.Null()]),
          address: Type.String(),
          channel: Type.String(),
          language: Type.String(),
          optedOut: Type.Boolean(),
        }),
        Type.Null(),
      ]),
      clocks: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          startedAt: instant,
          dueAt: Type.Union([instant, Type.Null()], {
            description: "Null while the clock stands still",
          }),
          pausedAt: Type.Union([instant, Type.Null()]),
        }),
      ),
      release: Type.Object({ number: Type.Integer(), hash: Type.String() }),
      parkedReason: Type.Union([Type.String(), Type.Null()]),
      why: Type.Union([decisionReasonsSchema, Type.Null()], {
        description: "Why the case is where it is: the last decision, in sentences",
      }),
    }),
  ],
  { $id: "CaseDetail" },
);
export type CaseDetail = Static<typeof caseDetailSchema>;

/** A phone call that staff took or made. */
const callSchema = Type.Object(
  {
    direction: Type.Union([Type.Literal("they_called"), Type.Literal("we_called")]),
    answered: Type.Boolean({ description: "False for a call that nobody answered" }),
    outcome: Type.Union([Type.String(), Type.Null()], {
      description: "One of those of the form that it was logged with",
    }),
    minutes: Type.Union([Type.Integer(), Type.Null()]),
    text: Type.String({ description: "What was said, as staff noted it" }),
  },
  { description: "Absent where no call was logged" },
);

/** One line of a case's timeline: a turn, in words. */
export const caseEventSchema = Type.Object(
  {
    turn: Type.Integer({ minimum: 1 }),
    type: Type.String(),
    at: instant,
    actor: Type.Union([named, Type.Null()]),
    title: Type.String({ description: "What happened, in words" }),
    transition: Type.Union([Type.String(), Type.Null()]),
    from: Type.Union([named, Type.Null()]),
    to: Type.Union([named, Type.Null()]),
    note: Type.Union([Type.String(), Type.Null()]),
    input: Type.Record(Type.String(), Type.Unknown()),
    call: Type.Optional(callSchema),
    attachments: Type.Optional(
      Type.Array(attachmentSchema, {
        description:
          "Files that staff put in when they opened the case; absent where there are none",
      }),
    ),
    effects: Type.Array(
      Type.Object({ id: Type.String(), kind: Type.String(), what: Type.String() }),
    ),
    decisionId: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: "CaseEvent" },
);
export type CaseEventLine = Static<typeof caseEventSchema>;

/** Another case that has to do with one. Where it is, is told to those who see it. */
export const caseLinkSchema = Type.Object(
  {
    id: Type.String(),
    as: Type.Union([Type.Literal("parent"), Type.Literal("child"), Type.Literal("related")], {
      description: "What the other case is to this one",
    }),
    workflow: named,
    state: Type.Union([named, Type.Null()]),
    stateClass: Type.Union([caseRowSchema.properties.stateClass, Type.Null()]),
  },
  { $id: "CaseLink" },
);
export type CaseLink = Static<typeof caseLinkSchema>;

/** Something the caller may do with a case now. */
export const actionSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    to: Type.Union([named, Type.Null()], {
      description: "State it leads to; null when the case stays",
    }),
    form: Type.Union([formSchema, Type.Null()]),
    commutes: Type.Boolean(),
  },
  { $id: "Action" },
);
export type Action = Static<typeof actionSchema>;

/** Body of `POST /api/cases/:id/actions/:action`. The request's Idempotency-Key makes a repeat harmless. */
export const actionRequestSchema = Type.Object(
  {
    input: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    seenEntry: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
        description: "`entry` of the case the person saw; leave out when nobody looked",
      }),
    ),
  },
  { additionalProperties: false, $id: "ActionRequest" },
);
export type ActionRequest = Static<typeof actionRequestSchema>;

/** Answer to an action: the turn it made and the case row to overlay, from history, before any database has it. */
export const actionAnswerSchema = Type.Object(
  { turn: Type.Integer({ minimum: 1 }), case: caseRowSchema },
  { $id: "ActionAnswer" },
);
export type ActionAnswer = Static<typeof actionAnswerSchema>;

/** Body of `POST /api/cases`. */
export const caseRequestSchema = Type.Object(
  {
    workflow: Type.String({ minLength: 1, maxLength: 40 }),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    priority: Type.Optional(Type.String({ maxLength: 40 })),
    queue: Type.Optional(Type.String({ maxLength: 40 })),
    drill: Type.Optional(
      Type.Boolean({ description: "An exercise: alerts say DRILL and are counted apart" }),
    ),
    contact: Type.Optional(
      Type.Object(
        {
          phone: Type.Optional(Type.String({ minLength: 3, maxLength: 30 })),
          email: Type.Optional(Type.String({ format: "email", maxLength: 254 })),
          name: Type.Optional(Type.String({ maxLength: 200 })),
          language: Type.Optional(Type.String({ pattern: "^[a-z]{2,3}$" })),
          messages: Type.Optional(
            Type.Boolean({
              description:
                "Whether they agree to be written to; yes if left out. Nothing about this case is sent to whoever does not",
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    call: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description:
          "The case is opened on the phone: the filled-in form of the action that logs a call. " +
          "Left out of it, `direction` is `they_called` and `text` what the case is about",
      }),
    ),
  },
  { additionalProperties: false, $id: "CaseRequest" },
);
export type CaseRequest = Static<typeof caseRequestSchema>;

/** A page of a list: pass `next` back as `cursor`; null at the end. */
export const caseListSchema = Type.Object(
  { items: Type.Array(caseRowSchema), next: Type.Union([Type.String(), Type.Null()]) },
  { $id: "CaseList" },
);
export type CaseList = Static<typeof caseListSchema>;
