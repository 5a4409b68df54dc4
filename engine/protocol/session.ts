import { Type, type Static } from "@sinclair/typebox";
import { capacitySchema } from "../definition/assign.js";
import type { Permission } from "../definition/organisation.js";

/** A time during which somebody is given no cases. */
export const awaySchema = Type.Object(
  {
    from: Type.String({ format: "date-time" }),
    until: Type.Union([Type.String({ format: "date-time" }), Type.Null()], {
      description: "Null until somebody ends it",
    }),
  },
  { additionalProperties: false, description: "Out of office: given no cases" },
);
export type AwayTime = Static<typeof awaySchema>;

/** A person of the staff as the API shows them. */
export const userSchema = Type.Object(
  {
    id: Type.String(),
    email: Type.String(),
    name: Type.String(),
    phone: Type.Union([Type.String(), Type.Null()], { description: "Where alerts call them" }),
    slack: Type.Union([Type.String(), Type.Null()], {
      description: "Member id at Slack, where they acknowledge alerts",
    }),
    roles: Type.Array(Type.String()),
    active: Type.Boolean(),
    capacity: Type.Union([capacitySchema, Type.Null()], {
      description: "Cases they are given at once; null for what each queue says",
    }),
    skills: Type.Array(Type.String(), { description: "Ids of skills of the organisation" }),
    hours: Type.Union([Type.String(), Type.Null()], {
      description: "Id of the calendar they work by; null for day and night",
    }),
    away: Type.Union([awaySchema, Type.Null()]),
  },
  { $id: "User" },
);
export type User = Static<typeof userSchema>;

/** A phone number as somebody writes it; null for none. It is kept as E.164. */
export const phoneRequestSchema = Type.Union([
  Type.String({ minLength: 3, maxLength: 30 }),
  Type.Null(),
]);

/** A member id at Slack, as its profile shows it; null for none. */
export const slackIdSchema = Type.Union([
  Type.String({ pattern: "^[UW][A-Z0-9]{2,20}$" }),
  Type.Null(),
]);

/** Who is signed in, what they may do and whose queues they see. */
export const profileSchema = Type.Composite(
  [
    userSchema,
    Type.Object({
      permissions: Type.Array(Type.Unsafe<Permission>(Type.String())),
      queues: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    }),
  ],
  { $id: "Profile" },
);
export type Profile = Static<typeof profileSchema>;

/** Body of `POST /auth/login`. */
export const loginRequestSchema = Type.Object(
  {
    email: Type.String({ minLength: 3, maxLength: 254 }),
    password: Type.String({ minLength: 1, maxLength: 128 }),
  },
  { additionalProperties: false, $id: "LoginRequest" },
);
export type LoginRequest = Static<typeof loginRequestSchema>;

/** Answer to sign-in and refresh. `token` lives 10 minutes; `refreshToken` works once. */
export const sessionSchema = Type.Object(
  { token: Type.String(), refreshToken: Type.String(), user: profileSchema },
  { $id: "Session" },
);
export type Session = Static<typeof sessionSchema>;

/** Body of `POST /users`. */
export const userRequestSchema = Type.Object(
  {
    email: Type.String({ format: "email", maxLength: 254 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    phone: Type.Optional(phoneRequestSchema),
    password: Type.String({ minLength: 8, maxLength: 128 }),
    roles: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20 }),
  },
  { additionalProperties: false, $id: "UserRequest" },
);
export type UserRequest = Static<typeof userRequestSchema>;
