import { Type } from "@sinclair/typebox";

/** Stable id of anything an admin names: workflow, state, form, queue, role, rule set, template. Never shown to patients. */
export const idSchema = Type.String({ pattern: "^[a-z][a-z0-9_-]{0,39}$" });

/** Name of a form field or data field; part of fact paths, so no dashes. */
export const fieldNameSchema = Type.String({ pattern: "^[a-z][A-Za-z0-9_]{0,39}$" });

/** A text people read on screens. */
export const labelSchema = Type.String({ minLength: 1, maxLength: 120 });

/** Names that would reach JavaScript's own object machinery; refused wherever an admin names a key. */
export const RESERVED_NAMES: readonly string[] = ["__proto__", "constructor", "prototype"];

/** A plain JSON scalar, as facts, outcomes and field values carry it. */
export const scalarSchema = Type.Union([
  Type.String({ maxLength: 4000 }),
  Type.Number(),
  Type.Boolean(),
  Type.Null(),
]);
export type Scalar = string | number | boolean | null;

/** Any plain JSON value. */
export type Json = Scalar | readonly Json[] | { readonly [key: string]: Json };
