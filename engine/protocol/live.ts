import { Type, type Static } from "@sinclair/typebox";

/**
 * What the server says over the WebSocket at `/ws`. Frames carry ids only, no patient data; a client refetches what it shows.
 * `cursor` is opaque; a client that reconnects sends the last one it saw and misses nothing, or is told to refetch.
 */
export const liveFrameSchema = Type.Union([
  Type.Object({ type: Type.Literal("ready"), cursor: Type.String() }),
  Type.Object({
    type: Type.Literal("changed"),
    cursor: Type.String(),
    case: Type.String(),
    workflow: Type.String(),
    turn: Type.Integer(),
    queue: Type.String(),
    oldQueue: Type.Union([Type.String(), Type.Null()]),
    state: Type.String(),
    messages: Type.Boolean({ description: "True when only a message's delivery state changed" }),
  }),
  Type.Object(
    { type: Type.Literal("alert"), cursor: Type.String(), alert: Type.String() },
    { description: "An alert of one of your teams was raised, answered or ended" },
  ),
  Type.Object(
    { type: Type.Literal("notice"), cursor: Type.String() },
    { description: "You have been told something, or have read it elsewhere" },
  ),
  Type.Object({ type: Type.Literal("refetch"), cursor: Type.String() }),
  Type.Object({ type: Type.Literal("error"), code: Type.String() }),
  Type.Object({ type: Type.Literal("pong") }),
]);
export type LiveFrame = Static<typeof liveFrameSchema>;

/** What a client says: first `hello` with its access token, then `ping` every 20 s. Tokens never stand in the URL. */
export const liveRequestSchema = Type.Union([
  Type.Object(
    {
      type: Type.Literal("hello"),
      token: Type.String({ maxLength: 4096 }),
      cursor: Type.Optional(Type.String({ maxLength: 1000 })),
    },
    { additionalProperties: false },
  ),
  Type.Object({ type: Type.Literal("ping") }, { additionalProperties: false }),
]);
export type LiveRequest = Static<typeof liveRequestSchema>;
