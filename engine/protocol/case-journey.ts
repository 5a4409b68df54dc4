import { Type, type Static } from "@sinclair/typebox";
import { stateSchema, transitionSchema, workflowSchema } from "../definition/workflow.js";

const named = Type.Object({ id: Type.String(), name: Type.String() });
const { name, initial, layout } = workflowSchema.properties;

/** As much of a workflow as its picture needs: how a case moves, and nothing of what happens then. */
export const drawnWorkflowSchema = Type.Object(
  {
    name,
    initial,
    states: Type.Record(Type.String(), Type.Pick(stateSchema, ["name", "class", "final"])),
    transitions: Type.Record(
      Type.String(),
      Type.Pick(transitionSchema, ["name", "from", "to", "by", "on"]),
    ),
    layout,
  },
  { $id: "DrawnWorkflow" },
);
export type DrawnWorkflow = Static<typeof drawnWorkflowSchema>;

/** The way that one case has come, as far as its timeline does not tell it. */
export const caseJourneySchema = Type.Object(
  {
    stretches: Type.Array(
      Type.Object({
        fromTurn: Type.Integer({ minimum: 1, description: "The first turn under this release" }),
        release: Type.Integer(),
        workflow: drawnWorkflowSchema,
        roles: Type.Array(named, { description: "Those that its transitions name" }),
      }),
      { description: "The releases that it followed, oldest first; the last one is its own now" },
    ),
    changes: Type.Array(
      Type.Object({
        turn: Type.Integer({ minimum: 1 }),
        field: Type.String({ description: "`priority`, `queue`, `assignee`, or a `data.` field" }),
        title: Type.String(),
        value: Type.Unknown({ description: "What it was changed to; null when it was taken out" }),
        choice: Type.Boolean({
          description: "Whether the value is one of those that a form offers",
        }),
      }),
      { description: "What each turn changed in the case" },
    ),
    asked: Type.Array(
      Type.Object({
        effect: Type.String(),
        kind: Type.String(),
        what: Type.String(),
        turn: Type.Integer({ minimum: 1, description: "The turn that asked" }),
        answered: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
          description: "The turn that the answer made; null while there is none",
        }),
      }),
      { description: "What it has asked of rules, of what is shared, and of other systems" },
    ),
    doers: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        to: Type.Union([named, Type.Null()]),
        roles: Type.Array(named),
      }),
      { description: "What may be done now, and by whom; nothing while the case stands still" },
    ),
  },
  { $id: "CaseJourney" },
);
export type CaseJourney = Static<typeof caseJourneySchema>;
