import { Type, type Static } from "@sinclair/typebox";
import { alertLevelSchema, alertsSchema } from "../definition/alert.js";

const instant = Type.String({ format: "date-time" });
const maybeInstant = Type.Union([instant, Type.Null()]);
const named = Type.Object({ id: Type.String(), name: Type.String() });

/** One call of an alert: who was called, and what became of what was sent. */
export const alertCallSchema = Type.Object({
  at: instant,
  tier: Type.Integer({ minimum: 1 }),
  people: Type.Array(named),
  sent: Type.Array(
    Type.Object({
      channel: Type.String(),
      person: Type.Union([named, Type.Null()], { description: "Null for a post to the team" }),
      state: Type.String({ description: "As of messages; `suppressed` came after the answer" }),
      reason: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});

/** An alert: about which case, to whom, since when, and how it ended. */
export const alertSchema = Type.Object(
  {
    id: Type.String(),
    case: Type.String(),
    level: alertLevelSchema,
    team: named,
    tier: Type.Integer({ minimum: 1, description: "Where calling began" }),
    drill: Type.Boolean({ description: "An exercise, counted apart" }),
    dashboard: Type.Boolean({ description: "Its level is switched on for screens" }),
    raisedAt: instant,
    unansweredAt: Type.Union([instant, Type.Null()], {
      description: "When everybody had been called in vain",
    }),
    end: Type.Union(
      [
        Type.Literal("acknowledged"),
        Type.Literal("closed"),
        Type.Literal("replaced"),
        Type.Literal("done"),
        Type.Null(),
      ],
      {
        description:
          "Null while it is open; `replaced` when a later alert took over, `done` when what it was about is done",
      },
    ),
    endedAt: maybeInstant,
    by: Type.Union([named, Type.Null()], { description: "Who acknowledged it" }),
    calls: Type.Array(alertCallSchema),
  },
  { $id: "Alert" },
);
export type Alert = Static<typeof alertSchema>;

/** Answer to `GET /api/alerts`, newest first. */
export const alertListSchema = Type.Object(
  { items: Type.Array(alertSchema) },
  { $id: "AlertList" },
);
export type AlertList = Static<typeof alertListSchema>;

/** Answer to an acknowledgement: `first` unless somebody was faster, who then stands in the alert. */
export const acknowledgedSchema = Type.Object(
  { first: Type.Boolean(), alert: alertSchema },
  { $id: "Acknowledged" },
);
export type Acknowledged = Static<typeof acknowledgedSchema>;

/** Answer to `GET /api/alert-channels`: the switches of each level, and which channels can send at all. */
export const alertChannelsSchema = Type.Object(
  {
    release: Type.Integer({ description: "The release these switches are in" }),
    levels: Type.Union([alertsSchema, Type.Null()], {
      description: "Null while the organisation has none: then nobody can be alerted",
    }),
    connected: Type.Object(
      { sms: Type.Boolean(), email: Type.Boolean(), slack: Type.Boolean() },
      { description: "False for a channel that is not set up here: its switch moves nothing" },
    ),
  },
  { $id: "AlertChannels" },
);
export type AlertChannels = Static<typeof alertChannelsSchema>;

/** Body of `PUT /api/alert-channels`. */
export const alertChannelsChangeSchema = Type.Object(
  {
    levels: alertsSchema,
    reason: Type.String({ minLength: 1, maxLength: 500, description: "For the history" }),
    baseRelease: Type.Integer({
      minimum: 1,
      description: "The release you looked at; refused when a newer one is there",
    }),
  },
  { additionalProperties: false, $id: "AlertChannelsChange" },
);
export type AlertChannelsChange = Static<typeof alertChannelsChangeSchema>;
