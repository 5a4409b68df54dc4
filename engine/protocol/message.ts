import { Type, type Static } from "@sinclair/typebox";

/** A file that came with a message, or with the opening of a case. */
export const attachmentSchema = Type.Object(
  {
    id: Type.String(),
    name: Type.String({ description: "As its sender called it; its ending fits its type" }),
    type: Type.String({ description: "MIME type, by its bytes", examples: ["image/jpeg"] }),
    size: Type.Integer({ minimum: 0, description: "Bytes; 0 before it is there" }),
    state: Type.Optional(
      Type.Union(
        [
          Type.Literal("awaited"),
          Type.Literal("unchecked"),
          Type.Literal("refused"),
          Type.Literal("lost"),
        ],
        {
          description:
            "Why nobody gets it: it is still fetched from the provider, waits for the virus scanner, was refused by it, or could not be got. Absent when it may be opened",
        },
      ),
    ),
    why: Type.Optional(
      Type.String({ description: "What was found in it, or why it could not be got" }),
    ),
  },
  { $id: "Attachment" },
);
export type Attachment = Static<typeof attachmentSchema>;

/** A message of a case's conversation, either way. */
export const messageSchema = Type.Object(
  {
    id: Type.String(),
    direction: Type.Union([Type.Literal("in"), Type.Literal("out")]),
    channel: Type.String(),
    text: Type.String(),
    at: Type.String({ format: "date-time", description: "ISO 8601, UTC" }),
    state: Type.String({
      description:
        "received, queued, sending, accepted, sent, delivered, failed, unknown, suppressed",
    }),
    reason: Type.Union([Type.String(), Type.Null()]),
    template: Type.Union([Type.String(), Type.Null()]),
    segments: Type.Union([Type.Integer(), Type.Null()]),
    attempts: Type.Integer(),
    resendable: Type.Boolean({
      description:
        "Somebody may have it sent again: it failed, or nobody can say whether it arrived",
    }),
    attachments: Type.Optional(
      Type.Array(attachmentSchema, { description: "Absent when nothing came with it" }),
    ),
  },
  { $id: "Message" },
);
export type Message = Static<typeof messageSchema>;
