import { Type, type Static } from "@sinclair/typebox";
import { conditionSchema, factPathSchema } from "./conditions/condition.js";
import { idSchema } from "./names.js";
import { personSchema } from "./team.js";

/** How much a notice matters, the most first. What somebody has to answer is an alert, and so an emergency is none of these. */
export const NOTICE_LEVELS = ["critical", "warning", "info"] as const;
export type NoticeLevel = (typeof NOTICE_LEVELS)[number];

/** The name of a level where a definition or an answer carries one. */
export const noticeLevelSchema = Type.Union(NOTICE_LEVELS.map((level) => Type.Literal(level)));

const told = Type.Object({ from: factPathSchema }, { additionalProperties: false });

/** Whom a notice is for: one person, everybody with a role, or everybody who works a queue. */
export const noticeReadersSchema = Type.Union([
  Type.Object(
    {
      person: Type.Union([personSchema, told], {
        description: "An e-mail address, or a fact that holds a person's id, such as case.assignee",
      }),
    },
    { additionalProperties: false },
  ),
  Type.Object({ role: idSchema }, { additionalProperties: false }),
  Type.Object({ queue: Type.Union([idSchema, told]) }, { additionalProperties: false }),
]);

/** The effect that tells staff something. */
export const notifySpecSchema = Type.Object(
  {
    do: Type.Literal("notify"),
    to: noticeReadersSchema,
    level: Type.Optional({ ...noticeLevelSchema, default: "info" }),
    says: Type.String({
      minLength: 1,
      maxLength: 200,
      description: "In the words of the definition alone; the case is named beside it",
    }),
    when: Type.Optional(conditionSchema),
  },
  {
    additionalProperties: false,
    description:
      "A notice on the screens of staff, kept for each person until they have read it; nobody has to answer it",
  },
);
export type NotifySpec = Static<typeof notifySpecSchema>;
