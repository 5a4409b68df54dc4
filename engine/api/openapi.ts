import type { TSchema } from "@sinclair/typebox";
import { MAX_FILES } from "../channels/file-limits.js";
import { PUBLISHED_SCHEMAS } from "../definition/schemas.js";
import { ERRORS, type ErrorCode } from "../protocol/errors.js";
import { JSON_FIELD } from "./body-with-files.js";
import { problemSchema } from "./problem.js";
import { type Access, isNamedWrite, type Route } from "./route.js";

/** An OpenAPI 3.1 document, as far as we read it ourselves. */
export type OpenApi = {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly securitySchemes: object;
  };
  readonly servers: readonly object[];
};

/** One operation of the document. */
export type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly "x-permission": Access;
  readonly security: readonly object[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, Response>>;
};

/** A parameter of an operation. */
export type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: unknown;
};

/** An answer of an operation. */
export type Response = { readonly description: string; readonly content?: object };

/** Named schemas met on the way; every one stands once under `components`. */
type Components = Record<string, unknown>;

/** Describes routes as OpenAPI 3.1, from the very values that answer them. Aliases are paths of their own. */
export function openApiOf(routes: readonly Route[], serverUrl: string): OpenApi {
  const components: Components = {};
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes)
    for (const [place, path] of [route.path, ...(route.aliases ?? [])].entries()) {
      const operations = (paths[templated(path)] ??= {});
      operations[route.method.toLowerCase()] = operationOf(route, place, components);
    }
  return {
    openapi: "3.1.0",
    info: {
      title: "Casewright",
      version: "1",
      description:
        "A low-code case engine for healthcare. Sign in at `/auth/login` and send the token as `Authorization: Bearer`. " +
        "Errors are RFC 9457 problems; `/docs/errors` lists their codes. A slash at the end of an address is accepted.",
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: sorted(components),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        tracking: { type: "apiKey", in: "cookie", name: "casewright_tracking" },
      },
    },
  };
}

function operationOf(route: Route, place: number, components: Components): Operation {
  return {
    operationId: place === 0 ? route.id : `${route.id}${String(place + 1)}`,
    tags: [route.group],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    "x-permission": route.permission,
    security: SECURITY[securityOf(route.permission)],
    parameters: [
      ...parametersOf(route, "path", components),
      ...parametersOf(route, "query", components),
      ...(isNamedWrite(route) ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(route.body ? { requestBody: bodyOf(route, route.body, components) } : {}),
    responses: { ...answersOf(route, components), ...problemsOf(route, components) },
  };
}

const SECURITY = {
  nobody: [],
  staff: [{ bearer: [] }],
  anybody: [{}, { bearer: [] }],
  patient: [{ tracking: [] }],
} as const;

function securityOf(access: Access): keyof typeof SECURITY {
  if (access === "patient") return "patient";
  return access === "public" || access === "operations" ? "anybody" : "staff";
}

const IDEMPOTENCY_KEY: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Names this write. The same key with the same body gets the same answer for 24 hours.",
  schema: { type: "string", minLength: 1, maxLength: 255, pattern: "^[\\x20-\\x7e]+$" },
};

function parametersOf(route: Route, where: "path" | "query", components: Components): Parameter[] {
  const schema = where === "path" ? route.params : route.query;
  const required: readonly string[] = schema?.required ?? [];
  return Object.entries(schema?.properties ?? {}).map(([name, part]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: described(part, components),
  }));
}

function bodyOf(route: Route, body: TSchema, components: Components): object {
  const type =
    route.reads === "raw" ? ((body as Described).contentMediaType ?? "*/*") : "application/json";
  const schema = described(body, components);
  const content = {
    [type]: { schema },
    ...(route.reads === "json_and_files" ? { "multipart/form-data": withFiles(schema) } : {}),
  };
  return { required: !isOptional(body), content };
}

function withFiles(schema: unknown): object {
  const file = { type: "string", contentMediaType: "application/octet-stream" };
  return {
    schema: {
      type: "object",
      properties: {
        [JSON_FIELD]: schema,
        files: { type: "array", items: file, maxItems: MAX_FILES },
      },
      required: [JSON_FIELD],
      additionalProperties: false,
    },
    encoding: { [JSON_FIELD]: { contentType: "application/json" } },
  };
}

/** A body may be left out when an empty one would pass. */
function isOptional(schema: TSchema): boolean {
  return ((schema as Described).required ?? []).length === 0;
}

function answersOf(route: Route, components: Components): Record<string, Response> {
  const entries = Object.entries(route.answers).map(([status, schema]) => {
    const type = (schema as Described).contentMediaType ?? "application/json";
    const isEmpty = (schema as Described).type === "null";
    const content = { [type]: { schema: described(schema, components) } };
    return [
      status,
      {
        description: (schema as Described).description ?? (isEmpty ? "Done" : "The answer"),
        ...(isEmpty ? {} : { content }),
      },
    ];
  });
  return Object.fromEntries(entries) as Record<string, Response>;
}

function problemsOf(route: Route, components: Components): Record<string, Response> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(route)) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const schema = described(problemSchema, components);
  const entries = [...byStatus]
    .filter(([status]) => !(status in route.answers))
    .map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join(". "),
        content: { "application/problem+json": { schema } },
      },
    ]);
  return Object.fromEntries(entries) as Record<string, Response>;
}

/** Every code a route can answer with: its own, and those its shape brings along. */
export function errorsOf(route: Route): readonly ErrorCode[] {
  const codes: readonly (readonly ErrorCode[])[] = [
    [
      "invalid_request",
      "unsupported_encoding",
      "too_large",
      "invalid_input",
      "internal",
      "unavailable",
    ],
    route.permission === "public" ? ["unauthenticated"] : ["unauthenticated", "forbidden"],
    route.params ? ["not_found"] : [],
    route.body && route.reads !== "raw" ? ["unsupported_media_type"] : [],
    route.method === "GET" ? [] : ["forbidden"],
    isNamedWrite(route) ? ["idempotency_key_reused", "outcome_unknown"] : [],
    route.errors ?? [],
  ];
  return [...new Set(codes.flat())];
}

type Described = {
  readonly type?: string;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly contentMediaType?: string;
};

/** A plain copy in which every named schema is a reference, and our own words stand in for definitions. */
function described(part: unknown, components: Components): unknown {
  if (Array.isArray(part)) return part.map((item) => described(item, components));
  if (typeof part !== "object" || part === null) return part;
  const { $id, "x-definition": definition, ...rest } = part as Record<string, unknown>;
  // TypeBox refers to a recursive schema by its bare name.
  if (typeof rest["$ref"] === "string" && !rest["$ref"].startsWith("#"))
    return { $ref: `#/components/schemas/${rest["$ref"]}` };
  if (typeof definition === "string") return definitionReference(definition, components);
  const copy = () =>
    Object.fromEntries(
      Object.entries(rest).map(([key, inner]) => [key, described(inner, components)]),
    );
  if (typeof $id !== "string") return copy();
  // Set before it is filled, because a schema may contain itself.
  if (!components[$id]) {
    components[$id] = {};
    components[$id] = copy();
  }
  return { $ref: `#/components/schemas/${$id}` };
}

/** The published schema of a definition, moved under `components` with what it refers to. */
function definitionReference(kind: string, components: Components): object {
  const { $defs, ...root } = PUBLISHED_SCHEMAS[kind as keyof typeof PUBLISHED_SCHEMAS];
  const name = `${kind[0]?.toUpperCase() ?? ""}${kind.slice(1)}Definition`;
  for (const [id, inner] of Object.entries($defs ?? {})) components[id] ??= relocated(inner);
  components[name] ??= relocated(root);
  return { $ref: `#/components/schemas/${name}` };
}

function relocated(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(relocated);
  if (typeof part !== "object" || part === null) return part;
  const entries = Object.entries(part).filter(([key]) => key !== "$schema");
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      key === "$ref" && typeof inner === "string"
        ? inner.replace("#/$defs/", "#/components/schemas/")
        : relocated(inner),
    ]),
  );
}

function templated(path: string): string {
  return path.replace(/:(\w+)/g, "{$1}");
}

function sorted(components: Components): Components {
  return Object.fromEntries(Object.entries(components).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
