import { Type, type Static } from "@sinclair/typebox";
import type { Permission } from "../definition/organisation.js";

/** A person of the staff as the API shows them. */
export const userSchema = Type.Object(
  {
    id: Type.String(),
    email: Type.String(),
    name: Type.String(),
    phone: Type.Union([Type.String(), Type.Null()], { description: "Where alerts call them" }),
    roles: Type.Array(Type.String()),
    active: Type.Boolean(),
  },
  { $id: "User" },
);
export type User = Static<typeof userSchema>;

/** A phone number as somebody writes it; null for none. It is kept as E.164. */
export const phoneRequestSchema = Type.Union([
  Type.String({ minLength: 3, maxLength: 30 }),
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
