import { type Static, Type } from "@sinclair/typebox";

const instant = Type.String({ format: "date-time" });

/** A message of a patient that could not be handed over, and waits for a person. */
export const messageSetAsideSchema = Type.Object(
  {
    id: Type.String(),
    endpoint: Type.String({ description: "The channel that it came in by" }),
    from: Type.String({ description: "Who sent it, as the channel knows them" }),
    name: Type.Union([Type.String(), Type.Null()]),
    text: Type.String(),
    urgent: Type.Boolean({ description: "Its words call for an emergency" }),
    at: instant,
    setAsideAt: instant,
    why: Type.String({ description: "Name of the error; the log of the worker tells more" }),
  },
  { $id: "MessageSetAside" },
);
export type MessageSetAside = Static<typeof messageSetAsideSchema>;
