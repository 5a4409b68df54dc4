import type { PluginActivities, PluginAnswer } from "../../workflows/case/activities.js";
import { EVENT_BYTES, sizeOf } from "../../workflows/case/limits.js";
import { type ContributedEffect, pluginOfEffect } from "../definition/contributed-effects.js";
import type { Form } from "../definition/form.js";
import type { Json } from "../definition/names.js";
import { own } from "../definition/lint/names.js";
import { type Calls, claimCall, endCall, recordTry } from "../store/outside-calls.js";
import { type PluginEnd, pluginCallCollection } from "../store/plugin-calls.js";
import { agreedAnswer, fits } from "./agreed-answer.js";
import type { EffectTools } from "./tools.js";
import { within } from "./within.js";

type Request = Parameters<PluginActivities["callPlugin"]>[0];

/** Time that a claim holds after the plugin's own is up; whoever has it is over by then, or dead. */
const MARGIN_MS = 5_000;

/** Longest that a plugin may put a case off: an hour, as other systems may. */
const MAX_WAIT_MS = 3_600_000;

/**
 * Has a plugin do something. It is asked again until an answer is recorded, always with the id of the effect for its key, and never
 * after that: a worker that dies between the answer and its record makes the next one ask again, and the other side can tell by the
 * key. Nothing that a plugin says or throws is logged.
 */
export async function callPlugin(tools: EffectTools, request: Request): Promise<PluginAnswer> {
  const kept: Calls<PluginEnd> = { store: tools.store, calls: pluginCallCollection };
  const { caseId, effect, attempt, isLast } = request;
  const { id, name } = effect;
  const known = own(tools.contributions.effects, name);
  const words = known?.words ?? name;
  const at = new Date(tools.now());
  const until = new Date(at.getTime() + (known?.withinMs ?? 0) + MARGIN_MS);
  const claim = await claimCall(kept, { id, caseId, to: name, at, until });
  if (claim.status === "over") return { ...claim.end, words };
  if (claim.status === "held")
    return { status: "later", waitMs: Math.max(0, claim.until.getTime() - at.getTime()) };
  tools.reached("plugin.after_claim");
  const outcome = known ? await performed(known, effect) : failed("unknown_effect");
  tools.reached("plugin.after_perform");
  const tried = {
    ...{ at: new Date(tools.now()), attempt, code: null },
    why: outcome.status === "answered" ? null : outcome.why,
    ...versionOf(tools, name),
  };
  if (outcome.status === "later" && !isLast) {
    await recordTry(kept, { id, until, tried });
    tools.log.warn({ caseId, effect: name, attempt, why: outcome.why }, "plugin did not act");
    return { status: "later", waitMs: outcome.waitMs };
  }
  const end: PluginEnd = outcome.status === "later" ? failed("gave_up") : outcome;
  const ended = await endCall(kept, { id, caseId, tried, end });
  tools.reached("plugin.after_record");
  if (ended.status === "failed")
    tools.log.warn({ caseId, effect: name, why: ended.why }, "plugin failed");
  return { ...ended, words };
}

/** What came of one try: an end, or that it is to be tried again. */
export type PluginOutcome =
  | PluginEnd
  | { readonly status: "later"; readonly waitMs: number; readonly why: "late" | "failed" | "busy" };

/** Has a plugin do something once. Never rejects, and is over when its time is up. */
export async function performed(
  { takes, answers, withinMs, perform }: ContributedEffect,
  { id: key, given }: Pick<Request["effect"], "id" | "given">,
): Promise<PluginOutcome> {
  if (!fits(takes, given) || sizeOf(given) > EVENT_BYTES) return failed("wrong_fields");
  const how = await within(withinMs, (signal) =>
    perform?.(structuredClone(given), { key, signal, timeoutMs: withinMs }),
  );
  if (how.ended !== "said") return { status: "later", waitMs: 0, why: how.ended };
  return judged(answers, how.said);
}

/** What a plugin says, read as a copy that nothing of its own can change. */
function judged(answers: Form | undefined, said: unknown): PluginOutcome {
  const { status, answer, waitMs } = copied(said);
  switch (status) {
    case "refused":
      return failed("refused");
    case "later": {
      const wait = typeof waitMs === "number" && waitMs > 0 ? Math.min(waitMs, MAX_WAIT_MS) : 0;
      return { status: "later", waitMs: wait, why: "busy" };
    }
    case "done":
      return answered(answers, answer ?? {});
    default:
      return failed("bad_answer");
  }
}

function copied(said: unknown): { readonly [member: string]: Json | undefined } {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(said));
    return typeof copy === "object" && copy !== null ? (copy as { [member: string]: Json }) : {};
  } catch {
    return {};
  }
}

/** Only declared fields are read; an answer in which one of them is wrong counts as none. */
function answered(answers: Form | undefined, said: Json): PluginEnd {
  if (answers === undefined) return { status: "answered", answer: {} };
  const answer = agreedAnswer(answers, said);
  return answer === null ? failed("bad_answer") : { status: "answered", answer };
}

function versionOf({ contributions }: EffectTools, name: string): { readonly version?: string } {
  const plugin = contributions.plugins.find(({ id }) => id === pluginOfEffect(name));
  return plugin === undefined ? {} : { version: plugin.version };
}

type Failure = Extract<PluginEnd, { status: "failed" }>;

function failed(why: Failure["why"]): Failure {
  return { status: "failed", why };
}
