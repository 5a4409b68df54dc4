import { ladderOf, type Rung } from "../definition/ladder.js";
import type { AlertEffect } from "../interpreter/effect.js";
import { alertCall, type AlertCallDoc, callId, insertCallOnce } from "../store/alert-calls.js";
import { currentRelease } from "../store/releases.js";
import { activeByEmail, activeInRole, type UserDoc } from "../store/users.js";
import type { CallAnswer, CaseActivities } from "../../workflows/case/activities.js";
import { type Call, isOn, pageId, pagesFor } from "./alert-pages.js";
import { alertRows } from "./alert-rows.js";
import type { EffectTools } from "./tools.js";

type Request = Parameters<CaseActivities["callTeam"]>[0];

/**
 * Makes one call of an alert: finds the next rung of the ladder on which somebody can be reached, and writes who is called
 * and what is to be sent, once for each attempt. Sending is left to the deliveries. Who is on call says the present
 * release, because those are the people who are there now.
 */
export async function callTeam(tools: EffectTools, request: Request): Promise<CallAnswer> {
  const { effect, attempt } = request;
  const made = await alertCall(tools.store, effect.id, attempt);
  if (made) return answerOf(made);
  const before = await alertCall(tools.store, effect.id, attempt - 1);
  const call = await nextCall(tools, request, before?.rung ?? 0);
  if (call === null) {
    tools.log.error({ alert: effect.id, team: effect.team, attempt }, "alert unanswered");
    return { status: "over" };
  }
  const messages = await alertRows(tools, request, call);
  const kept = await insertCallOnce(tools.store, docOf(request, call, tools.now()), messages);
  tools.reached("call.after_write");
  return answerOf(kept);
}

function answerOf({ messages }: AlertCallDoc): CallAnswer {
  return { status: "called", messages };
}

/** The first rung after `passed` that reaches anybody; null when the ladder has come to its end. */
async function nextCall(
  tools: EffectTools,
  { effect }: Request,
  passed: number,
): Promise<Call | null> {
  const { organisation, templates } = (await currentRelease(tools.store)).body;
  const team = organisation.teams?.find(({ id }) => id === effect.team);
  if (!team) return null;
  const template = templates.find(({ id }) => id === effect.template);
  const scope = { organisation, team, effect, template };
  const ladder = ladderOf(team, climbOf(effect), tools.now());
  for (const [before, rung] of [...ladder.entries()].slice(passed)) {
    const people = await peopleOn(tools, rung);
    if (people.length === 0) continue;
    const pages = pagesFor(tools, scope, people);
    if (pages.length > 0 || isOn(scope, "dashboard"))
      return { ...scope, place: before + 1, rung, people, pages };
  }
  return null;
}

/** An alert that waits for nobody makes one call. */
function climbOf({ tier, times, everyMs }: AlertEffect) {
  return { tier, times: everyMs === null ? 1 : times };
}

async function peopleOn({ store }: EffectTools, { who }: Rung): Promise<readonly UserDoc[]> {
  if ("role" in who) return activeInRole(store, who.role);
  const found = await activeByEmail(store, who.person);
  return found === null ? [] : [found];
}

function docOf(
  { effect, attempt }: Request,
  { place, rung, people, pages }: Call,
  at: number,
): AlertCallDoc {
  return {
    _id: callId(effect.id, attempt),
    alert: effect.id,
    attempt,
    rung: place,
    tier: rung.tier,
    people: people.map(({ _id }) => _id),
    messages: pages.map(({ endpoint }, n) => ({
      id: pageId(effect.id, attempt, n),
      channel: endpoint.plugin.manifest.id,
    })),
    at: new Date(at),
  };
}
