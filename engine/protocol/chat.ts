import { Type, type Static } from "@sinclair/typebox";

/** What a person needs to know before they chat: `POST /api/public/chat`. */
export const chatOpenedSchema = Type.Object(
  {
    organisation: Type.String(),
    emergencyNumber: Type.String(),
    open: Type.Union(
      [
        Type.Array(
          Type.Object({
            from: Type.String({ format: "date-time" }),
            to: Type.String({ format: "date-time" }),
          }),
        ),
        Type.Null(),
      ],
      {
        description:
          "When somebody answers at once, for two weeks from now on, in its order; null where that is not settled. " +
          "What is written at other times is taken all the same",
      },
    ),
  },
  { $id: "ChatOpened" },
);
export type ChatOpened = Static<typeof chatOpenedSchema>;

/** A message of a chat, in the order of `at`. */
export const chatMessageSchema = Type.Object({
  id: Type.String({ description: "Of one's own message the id it was written under" }),
  mine: Type.Boolean(),
  at: Type.String({ format: "date-time" }),
  text: Type.String(),
  attempt: Type.Union([Type.String(), Type.Null()], {
    description: "To be said back in `shown` once it is on the screen; null when that is known",
  }),
});
export type ChatMessage = Static<typeof chatMessageSchema>;

/**
 * What the server says over the WebSocket at `/ws/chat`: everything that was said, then `ready`, then what is new. `taken`
 * answers `write` when the message is stored for good; `refused` says why it never will be, and `later` that it is to be
 * written again.
 */
export const chatFrameSchema = Type.Union([
  Type.Object({ type: Type.Literal("messages"), messages: Type.Array(chatMessageSchema) }),
  Type.Object({ type: Type.Literal("ready") }),
  Type.Object({ type: Type.Literal("taken"), id: Type.String() }),
  Type.Object({ type: Type.Literal("later"), id: Type.String() }),
  Type.Object({ type: Type.Literal("refused"), id: Type.String(), code: Type.String() }),
  Type.Object({ type: Type.Literal("pong") }),
]);
export type ChatFrame = Static<typeof chatFrameSchema>;

/** What a page says. Who it is says the cookie of `POST /api/public/chat`. A message is repeated under its id until it is taken. */
export const chatRequestSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal("write"),
      id: Type.String({ maxLength: 36 }),
      text: Type.String({ maxLength: 4_000 }),
      language: Type.Optional(Type.String({ maxLength: 2 })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      type: Type.Literal("shown"),
      attempts: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 100 }),
    },
    { additionalProperties: false },
  ),
  Type.Object({ type: Type.Literal("ping") }, { additionalProperties: false }),
]);
export type ChatRequest = Static<typeof chatRequestSchema>;
