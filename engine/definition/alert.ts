import { Type, type Static } from "@sinclair/typebox";

/** How loud an alert is, the loudest first. */
export const ALERT_LEVELS = ["emergency", "critical", "warning", "info"] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** Ways an alert reaches staff. */
export const ALERT_CHANNELS = ["sms", "email", "slack", "dashboard"] as const;
export type AlertChannel = (typeof ALERT_CHANNELS)[number];

/** The name of a level where a definition or an answer carries one. */
export const alertLevelSchema = Type.Union(ALERT_LEVELS.map((level) => Type.Literal(level)));

const channelsSchema = Type.Object(
  { sms: Type.Boolean(), email: Type.Boolean(), slack: Type.Boolean(), dashboard: Type.Boolean() },
  { additionalProperties: false, description: "The channels of a level, each switched by itself" },
);

/** Which channels each level of alert uses. */
export const alertsSchema = Type.Object(
  {
    emergency: channelsSchema,
    critical: channelsSchema,
    warning: channelsSchema,
    info: channelsSchema,
  },
  { additionalProperties: false },
);
export type Alerts = Static<typeof alertsSchema>;
