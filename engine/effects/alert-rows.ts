import { wordingOf } from "../channels/wording.js";
import type { Scalar } from "../definition/names.js";
import type { Organisation } from "../definition/organisation.js";
import type { AlertEffect } from "../interpreter/effect.js";
import { caseDoc } from "../store/cases.js";
import type { MessageDoc } from "../store/messages.js";
import { releaseByNumber } from "../store/releases.js";
import {
  ALERT_VARIABLES,
  countSegments,
  headerText,
  renderMessage,
} from "../../templates/index.js";
import type { CaseActivities } from "../../workflows/case/activities.js";
import { type Call, type Page, pageId } from "./alert-pages.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["callTeam"]>[0];

/** What every text of an exercise begins with, whatever its template says. */
const DRILL = "DRILL";

/**
 * The messages of a call, rendered once and for all, one for each page. They belong to the alert, not to the conversation
 * with the patient, and their recipients are no contacts.
 */
export async function alertRows(
  tools: EffectTools,
  request: Request,
  call: Call,
): Promise<readonly MessageDoc[]> {
  const variables = await variablesFor(tools, request, call);
  return call.pages.map((page, n) => rowOf(tools, { request, call, page, variables, n }));
}

type Variables = { readonly [path: string]: Scalar };
type Writing = {
  readonly request: Request;
  readonly call: Call;
  readonly page: Page;
  readonly variables: Variables;
  readonly n: number;
};

function rowOf(tools: EffectTools, { request, call, page, variables, n }: Writing): MessageDoc {
  const { effect, attempt } = request;
  const at = new Date(tools.now());
  return {
    _id: pageId(effect.id, attempt, n),
    caseId: "",
    turn: 0,
    direction: "out",
    channel: page.endpoint.plugin.manifest.id,
    endpoint: page.endpoint.name,
    contact: "",
    alert: effect.id,
    person: page.person,
    urgent: true,
    to: page.to,
    template: effect.template,
    ...textOf(call, page, variables),
    attempts: [],
    providerId: null,
    at,
    updatedAt: at,
  };
}

type Written = Pick<MessageDoc, "text" | "subject" | "language" | "segments" | "state" | "reason">;

/** A text that cannot be rendered is replaced by the bare facts: a call must not fall silent because of a template. */
function textOf(call: Call, { endpoint }: Page, variables: Variables): Written {
  const { organisation, effect, template } = call;
  const wording = wordingOf(endpoint.plugin.manifest.kind);
  const language = organisation.defaultLanguage;
  const rendered = template
    ? renderMessage({
        template,
        channel: wording,
        language,
        defaultLanguage: language,
        variables,
        known: ALERT_VARIABLES,
      })
    : null;
  const bare = `${effect.level.toUpperCase()} ${String(variables["case.id"])} ${String(variables["link"])}`;
  const text = [...(effect.drill ? [`${DRILL}.`] : []), rendered?.ok ? rendered.text : bare].join(
    " ",
  );
  const common = { text, language, state: "queued" as const, reason: null };
  if (wording === "sms")
    return { ...common, subject: null, segments: countSegments(text).segments };
  return { ...common, subject: alertSubject(call), segments: null };
}

/** Level and clinic; no case id, so that an answer to it is never taken for a patient's. */
export function alertSubject({
  effect,
  organisation,
}: {
  readonly effect: Pick<AlertEffect, "level" | "drill">;
  readonly organisation: Pick<Organisation, "name">;
}): string {
  const name = headerText(organisation.name);
  const words = [...(effect.drill ? [DRILL] : []), effect.level.toUpperCase()];
  return [words.join(" "), ...(name.ok ? [name.text] : [])].join(" · ");
}

async function variablesFor(
  { store, publicUrl }: EffectTools,
  { caseId }: Request,
  { organisation, team, effect }: Call,
): Promise<Variables> {
  const doc = await caseDoc(store, caseId);
  const { body } = await releaseByNumber(store, doc?.release ?? 1);
  const workflow = body.workflows.find(({ id }) => id === doc?.workflow);
  const { state = "", queue = "", priority = "" } = doc?.state ?? {};
  return {
    "case.id": caseId,
    "case.stateName": workflow?.states[state]?.name ?? state,
    "case.queueName": organisation.queues.find(({ id }) => id === queue)?.name ?? queue,
    "case.priority": priority,
    "alert.level": effect.level.toUpperCase(),
    "team.name": team.name,
    "clinic.name": organisation.name,
    "clinic.emergencyNumber": organisation.emergencyNumber,
    link: `${publicUrl}/app/cases/${caseId}`,
  };
}
