import { randomUUID } from "node:crypto";
import { endpointsOf } from "../engine/endpoints.js";
import type { Stage, StagedProgram } from "./stage.js";

/** Where the API takes the SMS that Africa's Talking hands us. */
export async function smsAddress(
  { config, release }: Pick<Stage, "config" | "release">,
  api: StagedProgram,
): Promise<string> {
  const endpoints = await endpointsOf(config, release.body.organisation);
  const sms = endpoints.find(({ name }) => name === "sms");
  if (!sms) throw new Error("no SMS endpoint");
  return `${api.url}/webhooks/${sms.plugin.manifest.id}/${sms.id}`;
}

/** The headers of a callback. */
export const CALLBACK_HEADERS = { "content-type": "application/x-www-form-urlencoded" };

/** The body of a callback for an SMS that nobody has sent before. */
export function smsCallback({
  from,
  text,
}: {
  readonly from: string;
  readonly text: string;
}): string {
  return new URLSearchParams({
    ...{ date: "2026-03-02T08:15:00Z", linkId: "link", networkCode: "63902", cost: "KES 0.0000" },
    ...{ from, to: "22384", id: randomUUID(), text },
  }).toString();
}
