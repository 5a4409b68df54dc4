import { type Static, Type, TypeGuard } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { DELIVERY_STATES } from "./contract.js";

const states = Type.Union(DELIVERY_STATES.map((state) => Type.Literal(state)));

/** A manifest as far as a schema can tell; what its settings are is looked at apart. */
const manifestSchema = Type.Object({
  id: Type.String({ pattern: "^[a-z][a-z0-9-]{1,40}$" }),
  version: Type.String({ pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$" }),
  kind: Type.Union(["sms", "email", "form", "chat", "slack"].map((kind) => Type.Literal(kind))),
  name: Type.String({ minLength: 1, maxLength: 60 }),
  secrets: Type.Array(Type.String()),
  capabilities: Type.Object({
    inbound: Type.Boolean(),
    outbound: Type.Boolean(),
    maxLength: Type.Integer({ minimum: 0 }),
    receipts: Type.Array(states),
    perSecond: Type.Optional(Type.Number({ minimum: 0.01, maximum: 500 })),
  }),
  webhooks: Type.Array(
    Type.Object({
      subpath: Type.String({ pattern: "^([a-z][a-z0-9-]{0,40})?$" }),
      method: Type.Literal("POST"),
      purpose: Type.Union(
        ["messages", "receipts", "presses"].map((purpose) => Type.Literal(purpose)),
      ),
      maxBytes: Type.Optional(Type.Integer({ minimum: 1 })),
    }),
  ),
});

/** Types of setting that an environment variable can hold. */
const SETTING_TYPES = ["string", "integer", "number", "boolean"];

/** What keeps a value from being a channel, each as one clause; nothing when it is one. Never throws. */
export function channelProblems(candidate: unknown): readonly string[] {
  if (typeof candidate !== "object" || candidate === null) return ["is no channel"];
  const { manifest, ...rest } = candidate as Readonly<Record<string, unknown>>;
  const missing = ["verify", "receive", "send"].filter((name) => typeof rest[name] !== "function");
  const functions = [
    ...missing.map((name) => `has no function ${name}`),
    ...(["undefined", "function"].includes(typeof rest["preview"])
      ? []
      : ["has a preview that is no function"]),
  ];
  if (!Value.Check(manifestSchema, manifest)) {
    const paths = [...Value.Errors(manifestSchema, manifest)].map(({ path }) => path);
    return [...functions, ...[...new Set(paths)].map((path) => `has a wrong manifest${path}`)];
  }
  return [...functions, ...settingsProblems(manifest)];
}

type Manifest = Static<typeof manifestSchema> & { readonly settings?: unknown };

function settingsProblems({ settings, secrets }: Manifest): readonly string[] {
  if (!TypeGuard.IsObject(settings)) return ["has settings that are no object schema"];
  const { properties } = settings;
  const wrong = Object.entries(properties).flatMap(([name, { type, description = "" }]) => [
    ...(SETTING_TYPES.includes(String(type)) ? [] : [`has a setting ${name} of no plain type`]),
    ...(description === "" ? [`has a setting ${name} without a description`] : []),
  ]);
  const unknown = secrets.filter((name) => !(name in properties));
  return [...wrong, ...unknown.map((name) => `calls ${name} a secret, which is no setting`)];
}
