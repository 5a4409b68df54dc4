import { Type, type Static } from "@sinclair/typebox";
import { alertsSchema } from "./alert.js";
import { assignSchema, skillSchema } from "./assign.js";
import { changesSchema } from "./change-rights.js";
import { commentsSchema } from "./comments.js";
import { idSchema, labelSchema } from "./names.js";
import { reviewAreaSchema } from "./review-area.js";
import { teamSchema } from "./team.js";
import { languageSchema } from "./template.js";
import { webhookSchema } from "./webhook.js";

/** Everything a person can be permitted to do; a closed list, granted by roles. */
export const PERMISSIONS = [
  "case.read",
  "case.create",
  "case.act",
  "case.repair",
  "case.erase",
  "queue.take",
  "user.read",
  "user.manage",
  "release.read",
  "release.publish",
  "operations.read",
  "audit.read",
  "sandbox.use",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** A role: what its people may do, whose queues they see (`*` for all), and what of a release they may change. */
export const roleSchema = Type.Object(
  {
    id: idSchema,
    name: labelSchema,
    permissions: Type.Array(Type.Unsafe<Permission>(Type.String({ enum: [...PERMISSIONS] })), {
      uniqueItems: true,
    }),
    queues: Type.Array(Type.Union([Type.Literal("*"), idSchema]), { uniqueItems: true }),
    changes: Type.Optional(changesSchema),
  },
  { additionalProperties: false },
);
export type Role = Static<typeof roleSchema>;

/** An ordered worklist: people take the next case of it, or with `assign` are given it. */
export const queueSchema = Type.Object(
  { id: idSchema, name: labelSchema, assign: Type.Optional(assignSchema) },
  { additionalProperties: false },
);
export type Queue = Static<typeof queueSchema>;

/** Something that cases share and that can run out: lockers, beds, doses, money in its smallest unit. */
export const quantitySchema = Type.Object(
  {
    id: idSchema,
    name: labelSchema,
    limit: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: "All there is" }),
  },
  { additionalProperties: false },
);
export type Quantity = Static<typeof quantitySchema>;

/** The chat with people who come to the clinic's page. */
export const chatSchema = Type.Object(
  {
    calendar: {
      ...idSchema,
      description:
        "When somebody answers at once. Outside of it people are told when somebody will, and what they write is taken all the same",
    },
  },
  { additionalProperties: false },
);

/** What one SMS costs, as currency and amount. A long text is sent as several. */
export const smsPriceSchema = Type.String({
  pattern: "^[A-Z]{3} \\d{1,5}([.]\\d{1,4})?$",
  examples: ["KES 0.80"],
  description: "What one SMS costs; left out, messages say only how many they take",
});

/** What belongs to the whole installation: its name, languages, roles, queues, skills, shared quantities, teams and alert levels. */
export const organisationSchema = Type.Object(
  {
    kind: Type.Literal("organisation"),
    spec: Type.Literal(1),
    name: labelSchema,
    defaultLanguage: languageSchema,
    languages: Type.Array(languageSchema, { minItems: 1, maxItems: 30, uniqueItems: true }),
    country: Type.String({
      pattern: "^[A-Z]{2}$",
      description: "For phone numbers without a prefix",
    }),
    emergencyNumber: Type.String({ pattern: "^[0-9+]{2,15}$" }),
    smsPrice: Type.Optional(smsPriceSchema),
    roles: Type.Array(roleSchema, { minItems: 1, maxItems: 50 }),
    queues: Type.Array(queueSchema, { minItems: 1, maxItems: 200 }),
    skills: Type.Optional(Type.Array(skillSchema, { maxItems: 200 })),
    quantities: Type.Optional(Type.Array(quantitySchema, { maxItems: 1000 })),
    teams: Type.Optional(Type.Array(teamSchema, { maxItems: 100 })),
    alerts: Type.Optional(alertsSchema),
    webhooks: Type.Optional(Type.Array(webhookSchema, { maxItems: 100 })),
    chat: Type.Optional(chatSchema),
    comments: Type.Optional(commentsSchema),
    reviews: Type.Optional(
      Type.Array(reviewAreaSchema, {
        maxItems: 50,
        description: "What nobody publishes alone; left out, whoever may publish does",
      }),
    ),
  },
  { additionalProperties: false, $id: "Organisation", title: "Organisation" },
);
export type Organisation = Static<typeof organisationSchema>;
