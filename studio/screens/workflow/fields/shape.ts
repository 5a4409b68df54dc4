import { durationSchema } from "../../../../engine/definition/clock.js";
import {
  conditionSchema,
  factPathSchema,
} from "../../../../engine/definition/conditions/condition.js";
import { effectNameSchema } from "../../../../engine/definition/contributed-effects.js";
import { fieldNameSchema, idSchema, type Scalar } from "../../../../engine/definition/names.js";

/** The parts of JSON Schema that the panels read: in our own TypeBox schemas, or in those of a plugin. */
export type Schema = {
  readonly $id?: string | undefined;
  readonly type?: string | undefined;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly properties?: { readonly [name: string]: Schema } | undefined;
  readonly patternProperties?: { readonly [pattern: string]: Schema } | undefined;
  readonly required?: readonly string[] | undefined;
  readonly pattern?: string | RegExp | undefined;
  readonly maxLength?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
};

/** How a value is filled in. One that fits nothing here is `unknown`: it is kept as it is and not shown. */
export type Shape =
  /** Always the same; by it a variant is told from the others. */
  | { readonly is: "fixed"; readonly value: Scalar }
  | {
      readonly is: "choice";
      readonly values: readonly string[];
      readonly usual: string | undefined;
    }
  | { readonly is: "truth" }
  | {
      readonly is: "number";
      readonly whole: boolean;
      readonly least: number;
      readonly most: number;
      readonly usual: number | undefined;
    }
  | { readonly is: "duration" }
  /** Names something; what, its member's name says. */
  | { readonly is: "id" }
  | { readonly is: "fact" }
  | { readonly is: "text"; readonly most: number }
  /** Text, number, truth or nothing. */
  | { readonly is: "scalar" }
  /** Something fixed, or what a fact says. */
  | { readonly is: "sourced"; readonly fixed: Shape }
  | { readonly is: "condition" }
  /** A value of the same shape under each of some names. */
  | { readonly is: "record"; readonly of: Shape }
  /** One of several sets of members. */
  | { readonly is: "variants"; readonly of: readonly Schema[] }
  | { readonly is: "unknown" };

/** The shape of what a schema allows. */
export function shapeOf(schema: Schema): Shape {
  if (schema.$id === conditionSchema.$id) return { is: "condition" };
  if (schema.const !== undefined) return { is: "fixed", value: schema.const as Scalar };
  if (schema.anyOf) return shapeOfUnion(schema, schema.anyOf);
  switch (schema.type) {
    case "string":
      return shapeOfText(schema);
    case "boolean":
      return { is: "truth" };
    case "number":
    case "integer":
      return {
        is: "number",
        whole: schema.type === "integer",
        least: schema.minimum ?? -Infinity,
        most: schema.maximum ?? Infinity,
        usual: typeof schema.default === "number" ? schema.default : undefined,
      };
    case "object": {
      const [of] = Object.values(schema.patternProperties ?? {});
      if (of) return { is: "record", of: shapeOf(of) };
      return schema.properties ? { is: "variants", of: [schema] } : { is: "unknown" };
    }
    default:
      return { is: "unknown" };
  }
}

/** Patterns of what names something. */
const NAMES: readonly Schema["pattern"][] = [
  idSchema.pattern,
  fieldNameSchema.pattern,
  effectNameSchema.pattern,
];

function shapeOfText({ pattern, maxLength = 4000 }: Schema): Shape {
  if (pattern === durationSchema.pattern) return { is: "duration" };
  if (pattern === factPathSchema.pattern) return { is: "fact" };
  if (NAMES.includes(pattern)) return { is: "id" };
  return { is: "text", most: maxLength };
}

function shapeOfUnion({ default: usual }: Schema, all: readonly Schema[]): Shape {
  if (all.every((one) => typeof one.const === "string"))
    return {
      is: "choice",
      values: all.map((one) => String(one.const)),
      usual: typeof usual === "string" ? usual : undefined,
    };
  const fixed = all.filter((one) => !isSource(one));
  if (fixed.length < all.length) {
    const [only] = fixed;
    if (only)
      return { is: "sourced", fixed: shapeOf(fixed.length === 1 ? only : { anyOf: fixed }) };
  }
  if (all.every((one) => one.properties)) return { is: "variants", of: all };
  return all.every(isScalar) ? { is: "scalar" } : { is: "unknown" };
}

function isSource({ properties }: Schema): boolean {
  return properties !== undefined && Object.keys(properties).join() === "from";
}

function isScalar({ type }: Schema): boolean {
  return type !== undefined && type !== "object" && type !== "array";
}
