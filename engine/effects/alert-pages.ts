import { alertEndpoint, type SentChannel } from "../channels/alert-endpoint.js";
import type { Endpoint } from "../channels/contract.js";
import type { AlertChannel } from "../definition/alert.js";
import type { Rung } from "../definition/ladder.js";
import type { Organisation } from "../definition/organisation.js";
import type { Team } from "../definition/team.js";
import type { Template } from "../definition/template.js";
import type { AlertEffect } from "../interpreter/effect.js";
import { callId } from "../store/alert-calls.js";
import type { UserDoc } from "../store/users.js";
import type { EffectTools } from "./tools.js";

/** One thing to send because of an alert. `person` is null for a post that the whole team reads. */
export type Page = {
  readonly person: string | null;
  readonly to: string;
  readonly endpoint: Endpoint;
};

/** What an alert goes by: the installation's switches, its team and itself. */
export type AlertScope = {
  readonly organisation: Organisation;
  readonly team: Team;
  readonly effect: AlertEffect;
  /** Absent when the present release does not have it any more. */
  readonly template: Template | undefined;
};

/** A call that is to be made. */
export type Call = AlertScope & {
  /** Place on the ladder, from 1. */
  readonly place: number;
  readonly rung: Rung;
  readonly people: readonly UserDoc[];
  readonly pages: readonly Page[];
};

/** Id of the n-th message of an attempt's call, from 0. */
export function pageId(alert: string, attempt: number, n: number): string {
  return `${callId(alert, attempt)}.${String(n)}`;
}

/** What calling these people means: an SMS and an e-mail for each, one post for the team; only what is switched on and there. */
export function pagesFor(
  tools: EffectTools,
  scope: AlertScope,
  people: readonly UserDoc[],
): readonly Page[] {
  const over = (channel: SentChannel) =>
    isOn(scope, channel) ? alertEndpoint(tools.endpoints.values(), channel) : undefined;
  const [sms, email, slack] = [over("sms"), over("email"), over("slack")];
  const personal = people.flatMap(({ _id: person, phone, email: address }): Page[] => [
    ...(sms && typeof phone === "string" ? [{ person, to: phone, endpoint: sms }] : []),
    ...(email ? [{ person, to: address, endpoint: email }] : []),
  ]);
  return [...personal, ...(slack ? [{ person: null, to: scope.team.name, endpoint: slack }] : [])];
}

/** Whether a channel is switched on for the level of an alert. */
export function isOn({ organisation, effect }: AlertScope, channel: AlertChannel): boolean {
  return organisation.alerts?.[effect.level][channel] === true;
}
