import type { AllowedHosts } from "../webhooks/hosts.js";
import type { VariableValues } from "./variables.js";

/** Which systems cases may call, and the secrets that calls of each are signed with, by the webhook's id. */
export type WebhookAccess = AllowedHosts & {
  readonly secrets: ReadonlyMap<string, readonly string[]>;
};

/** The access that an environment gives: none without its variables. */
export function webhooksIn(values: VariableValues): WebhookAccess {
  const secrets = new Map<string, readonly string[]>();
  for (const pair of listed(values.WEBHOOK_SECRETS)) {
    const colon = pair.indexOf(":");
    const [id, secret] = [pair.slice(0, colon), pair.slice(colon + 1)];
    secrets.set(id, [...(secrets.get(id) ?? []), secret]);
  }
  return {
    hosts: new Set(listed(values.WEBHOOK_HOSTS)),
    privateHosts: new Set(listed(values.WEBHOOK_PRIVATE_HOSTS)),
    secrets,
  };
}

function listed(text = ""): readonly string[] {
  return text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}
