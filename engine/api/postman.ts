import type { OpenApi, Operation, Parameter } from "./openapi.js";

/** A Postman collection (format 2.1), as far as we write it. */
export type PostmanCollection = {
  readonly info: { readonly name: string; readonly description: string; readonly schema: string };
  readonly auth: object;
  readonly variable: readonly object[];
  readonly item: readonly { readonly name: string; readonly item: readonly PostmanItem[] }[];
};

/** One request of a collection. */
export type PostmanItem = {
  readonly name: string;
  readonly request: object;
  readonly event?: readonly object[];
};

const FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/**
 * The API as a Postman collection: a folder for each group, an example body for each request. Signing in keeps the
 * token for all others.
 */
export function postmanOf(api: OpenApi): PostmanCollection {
  const entries = Object.entries(api.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = [...new Set(entries.flatMap(({ operation }) => operation.tags))];
  return {
    info: { name: api.info.title, description: api.info.description, schema: FORMAT },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{token}}", type: "string" }] },
    variable: [
      { key: "url", value: "http://127.0.0.1:8080" },
      { key: "email", value: "admin@clinic.example" },
      { key: "password", value: "" },
      { key: "token", value: "" },
    ],
    item: groups.map((group) => ({
      name: group,
      item: entries
        .filter(({ operation }) => operation.tags.includes(group))
        .map((entry) => itemOf(entry, api)),
    })),
  };
}

type Entry = { readonly path: string; readonly method: string; readonly operation: Operation };

function itemOf({ path, method, operation }: Entry, api: OpenApi): PostmanItem {
  const isOpen = operation.security.length !== 1 || operation["x-permission"] === "patient";
  const { operationId } = operation;
  return {
    name: operation.summary,
    request: {
      method: method.toUpperCase(),
      description: [operation.description, `Permission: ${operation["x-permission"]}.`]
        .filter((text) => text !== undefined)
        .join("\n\n"),
      ...(isOpen ? { auth: { type: "noauth" } } : {}),
      header: headersOf(operation),
      url: urlOf(path, operation.parameters),
      ...bodyOf(operation, api),
    },
    ...(operationId === "signIn" ? { event: [KEEP_TOKEN] } : {}),
  };
}

const KEEP_TOKEN = {
  listen: "test",
  script: {
    type: "text/javascript",
    exec: ['pm.collectionVariables.set("token", pm.response.json().token);'],
  },
};

function headersOf({ parameters, requestBody }: Operation): object[] {
  const named = parameters.filter(({ in: where }) => where === "header");
  const type = Object.keys((requestBody as Body | undefined)?.content ?? {})[0];
  return [
    ...(type === undefined ? [] : [{ key: "Content-Type", value: type }]),
    ...named.map(({ name }) => ({ key: name, value: "{{$guid}}" })),
  ];
}

function urlOf(path: string, parameters: readonly Parameter[]): object {
  const query = parameters.filter(({ in: where }) => where === "query");
  const variable = parameters.filter(({ in: where }) => where === "path");
  const parts = path.replace(/\{(\w+)\}/g, ":$1").slice(1);
  return {
    raw: `{{url}}/${parts}`,
    host: ["{{url}}"],
    path: parts.split("/"),
    ...(query.length > 0
      ? { query: query.map(({ name }) => ({ key: name, value: "", disabled: true })) }
      : {}),
    ...(variable.length > 0
      ? { variable: variable.map(({ name }) => ({ key: name, value: "" })) }
      : {}),
  };
}

type Body = { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
};

function bodyOf({ operationId, requestBody }: Operation, api: OpenApi): object {
  const schema = (requestBody as Body | undefined)?.content["application/json"]?.schema;
  if (!schema) return {};
  const example =
    operationId === "signIn"
      ? { email: "{{email}}", password: "{{password}}" }
      : exampleOf(schema, api, 0);
  const raw = JSON.stringify(example, null, 2);
  return { body: { mode: "raw", raw, options: { raw: { language: "json" } } } };
}

/** Deeper parts of a definition are left to its author. */
const MAX_DEPTH = 4;

/** Something of the right shape: required members and scalars, the first of several possibilities. */
function exampleOf(schema: Schema, api: OpenApi, depth: number): unknown {
  if (schema.$ref !== undefined) return exampleOf(referred(schema.$ref, api), api, depth);
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return exampleOf(schema.anyOf[0], api, depth);
  switch (schema.type) {
    case "object":
      return depth < MAX_DEPTH ? exampleObject(schema, api, depth) : {};
    case "array":
      return [];
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 1;
    default:
      return TEXTS[schema.format ?? ""] ?? "";
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  email: "person@clinic.example",
  date: "2026-01-31",
  "date-time": "2026-01-31T08:00:00Z",
  uuid: "{{$guid}}",
};

function exampleObject(schema: Schema, api: OpenApi, depth: number): object {
  const members = Object.entries(schema.properties ?? {}).filter(
    ([name, part]) => schema.required?.includes(name) === true || part.type !== undefined,
  );
  return Object.fromEntries(members.map(([name, part]) => [name, exampleOf(part, api, depth + 1)]));
}

function referred(reference: string, api: OpenApi): Schema {
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  return api.components.schemas[name] ?? {};
}
