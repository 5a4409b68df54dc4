import { Type, type Static } from "@sinclair/typebox";
import { formSchema } from "../definition/form.js";

/** What the patient page needs to draw the form of a workflow: `GET /api/public/forms/:endpoint`. */
export const publicFormSchema = Type.Object(
  {
    endpoint: Type.String(),
    organisation: Type.String(),
    emergencyNumber: Type.String(),
    languages: Type.Array(Type.String()),
    form: formSchema,
  },
  { $id: "PublicForm" },
);
export type PublicForm = Static<typeof publicFormSchema>;

/** Answer to a submitted form. `case` is null while it is still being filed; the link works either way. */
export const submissionAnswerSchema = Type.Object(
  {
    case: Type.Union([Type.String(), Type.Null()]),
    tracking: Type.Union([Type.String(), Type.Null()], {
      description: "Path of the tracking page, with its one-time token",
    }),
  },
  { $id: "SubmissionAnswer" },
);
export type SubmissionAnswer = Static<typeof submissionAnswerSchema>;

/** A case as its patient sees it: `GET /api/public/track`, with the session the one-time link was exchanged for. */
export const trackingSchema = Type.Object(
  {
    case: Type.String(),
    organisation: Type.String(),
    title: Type.String(),
    state: Type.String(),
    stateClass: Type.String(),
    open: Type.Boolean(),
    updatedAt: Type.String({ format: "date-time" }),
    steps: Type.Array(Type.Object({ at: Type.String(), title: Type.String() })),
    messages: Type.Array(
      Type.Object({ at: Type.String(), mine: Type.Boolean(), text: Type.String() }),
    ),
  },
  { $id: "Tracking" },
);
export type Tracking = Static<typeof trackingSchema>;
