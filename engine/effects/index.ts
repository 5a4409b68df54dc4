import type {
  CaseActivities,
  DeliveryActivities,
  PluginActivities,
  WebhookActivities,
} from "../../workflows/case/activities.js";
import { caseDoc } from "../store/cases.js";
import { returnInbound } from "../store/conversations.js";
import { parkCase, unparkCase } from "../store/parkings.js";
import { currentCalendars } from "./calendars.js";
import { adjust } from "./adjust.js";
import { callTeam } from "./call-team.js";
import { callPlugin } from "./call-plugin.js";
import { callWebhook } from "./call-webhook.js";
import { commit } from "./commit.js";
import { decide } from "./decide.js";
import { deliver } from "./deliver.js";
import { notify } from "./notify.js";
import { start } from "./start.js";
import { tell } from "./tell.js";
import type { EffectTools } from "./tools.js";

export type { EffectPlace, EffectTools } from "./tools.js";

/** The activities that cases call, on the queue of the cases themselves. */
export function caseActivities(tools: EffectTools): CaseActivities {
  const { store, log } = tools;
  return {
    commit: (batch) => commit(tools, batch),
    returnMessage: ({ caseId, message }) => returnInbound(store, caseId, message),
    layOutCalendars: (request) => currentCalendars(tools, request),
    decide: (request) => decide(tools, request),
    adjust: (request) => adjust(tools, request),
    callTeam: (request) => callTeam(tools, request),
    start: (request) => start(tools, request),
    tell: (request) => tell(tools, request),
    notify: (request) => notify(tools, request),
    park: async (parking) => {
      const { caseId, reason, turn } = parking;
      log.error({ caseId, reason, turn }, "case parked");
      await parkCase(store, { ...parking, at: new Date(tools.now()) });
    },
    unpark: (caseId) => unparkCase(store, caseId, new Date(tools.now())),
    stored: async (caseId) => {
      const found = await caseDoc(store, caseId);
      return found !== null && found.turn > 0 ? found.state : null;
    },
  };
}

/** The activities that call other systems, on a queue of their own. */
export function webhookActivities(tools: EffectTools): WebhookActivities {
  return { callWebhook: (request) => callWebhook(tools, request) };
}

/** The activities of one plugin that brings effects. */
export function pluginActivities(tools: EffectTools): PluginActivities {
  return { callPlugin: (request) => callPlugin(tools, request) };
}

/** The activities of one plugin's delivery queue. */
export function deliveryActivities(tools: EffectTools): DeliveryActivities {
  return { deliver: (request) => deliver(tools, request) };
}
