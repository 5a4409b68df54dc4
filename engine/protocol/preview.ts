import { type Static, Type } from "@sinclair/typebox";
import type { ChannelKind } from "../channels/contract.js";
import { effectNameSchema } from "../definition/contributed-effects.js";
import type { Json } from "../definition/names.js";
import { previewSchema } from "../definition/preview.js";

/** Who shows how things look where they arrive. */
export const previewListSchema = Type.Object(
  {
    channels: Type.Array(
      Type.Object({
        name: Type.String({ description: "Name of the endpoint" }),
        title: Type.String(),
        kind: Type.Unsafe<ChannelKind>(
          Type.String({ description: "sms, email, chat, form or slack" }),
        ),
      }),
    ),
    effects: Type.Array(Type.String({ description: "`<plugin>.<name>`" })),
  },
  { $id: "PreviewList" },
);
export type PreviewList = Static<typeof previewListSchema>;

/** A text that a channel is asked to show. */
export const messageToShowSchema = Type.Object(
  {
    channel: Type.String({ minLength: 1, maxLength: 60, description: "Name of the endpoint" }),
    to: Type.Union([Type.Literal("person"), Type.Literal("team")], {
      description: "Somebody with a case, or a team that an alert calls",
    }),
    text: Type.String({ minLength: 1, maxLength: 10_000 }),
  },
  { additionalProperties: false, $id: "MessageToShow" },
);
export type MessageToShow = Static<typeof messageToShowSchema>;

/** What a plugin would be given, which it is asked to show. */
export const effectToShowSchema = Type.Object(
  {
    effect: effectNameSchema,
    given: Type.Unsafe<{ readonly [field: string]: Json }>(
      Type.Record(Type.String(), Type.Unknown(), { description: "What it is given" }),
    ),
  },
  { additionalProperties: false, $id: "EffectToShow" },
);
export type EffectToShow = Static<typeof effectToShowSchema>;

/** What was shown; a plugin that fails, or takes longer than a second, shows nothing and stops nobody. */
export const shownSchema = Type.Object(
  { preview: Type.Union([previewSchema, Type.Null()], { description: "Null: it shows nothing" }) },
  { $id: "Shown" },
);
export type Shown = Static<typeof shownSchema>;
