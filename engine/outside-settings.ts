import type { TObject } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { ConfigFinding } from "./config/finding.js";
import type { PluginSettings } from "./definition/contributions.js";

/** Every variable that holds a setting of something outside the tree, as it stands. */
type Values = Readonly<Record<string, string>>;

/** Whose settings are read. */
export type Owner = {
  readonly kind: "channel" | "plugin";
  readonly id: string;
  readonly schema: TObject;
  /** Settings that no variable holds, because the installation makes them. */
  readonly ours?: readonly string[];
};

/** The settings of a package from outside, out of variables that begin with CHANNEL_ or PLUGIN_ and its id; or all that is wrong with them. */
export function readSettings(
  owner: Owner,
  values: Values,
): { readonly settings: PluginSettings } | { readonly findings: readonly ConfigFinding[] } {
  const fields = fieldsOf(owner);
  const settings = Object.fromEntries(
    fields.flatMap(([name, { type }]) => {
      const value = values[variableOf(owner, name)];
      return value === undefined ? [] : [[name, converted(String(type), value)]];
    }),
  );
  const findings = fields.flatMap(([name, field]) => {
    const value = settings[name];
    const isMissing = value === undefined && (owner.schema.required ?? []).includes(name);
    const isWrong = value !== undefined && !Value.Check(field, value);
    if (!isMissing && !isWrong) return [];
    return [
      {
        variable: variableOf(owner, name),
        problem: isMissing ? "is missing" : "has a wrong form",
        fix: `expected ${field.description ?? name}`,
      },
    ];
  });
  return findings.length > 0 ? { findings } : { settings };
}

/** Variables that begin like settings of a package and are none. */
export function strangers(owner: Owner, values: Values): readonly ConfigFinding[] {
  const known = fieldsOf(owner).map(([name]) => variableOf(owner, name));
  return Object.keys(values)
    .filter((name) => name.startsWith(variableOf(owner, "")) && !known.includes(name))
    .map((variable) => ({
      variable,
      problem: `is no setting of the ${owner.kind} ${owner.id}`,
      fix: known.length === 0 ? "it has none" : `expected one of ${known.join(", ")}`,
    }));
}

function fieldsOf({ schema, ours = [] }: Owner) {
  return Object.entries(schema.properties).filter(([name]) => !ours.includes(name));
}

/** `CHANNEL_SMS_GATE_PASSWORD` for the setting `password` of the channel `sms-gate`. */
function variableOf({ kind, id }: Owner, setting: string): string {
  const words = setting.replace(/([a-z0-9])([A-Z])/g, "$1_$2");
  return `${kind}_${id}_${words}`.replaceAll("-", "_").toUpperCase();
}

function converted(type: string, value: string): string | number | boolean {
  if (type === "boolean" && /^(true|false)$/.test(value)) return value === "true";
  const isNumber =
    (type === "integer" || type === "number") && /^-?[0-9]{1,12}(\.[0-9]{1,12})?$/.test(value);
  return isNumber ? Number(value) : value;
}
