import type { AllowedHosts } from "../webhooks/hosts.js";
import type { VariableValues } from "./variables.js";

/** Which systems cases may call, and the secret that calls of each are signed with, by the webhook's id. */
export type WebhookAccess = AllowedHosts & { readonly secrets: ReadonlyMap<string, string> };

/** The access that an environment gives: none without its variables. */
export function webhooksIn(values: VariableValues): WebhookAccess {
  const secrets = listed(values.WEBHOOK_SECRETS).map((pair) => {
    const colon = pair.indexOf(":");
    return [pair.slice(0, colon), pair.slice(colon + 1)] as const;
  });
  return {
    hosts: new Set(listed(values.WEBHOOK_HOSTS)),
    privateHosts: new Set(listed(values.WEBHOOK_PRIVATE_HOSTS)),
    secrets: new Map(secrets),
  };
}

function listed(text = ""): readonly string[] {
  return text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}
