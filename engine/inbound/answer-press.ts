import { callerOf, seesTeam } from "../api/caller.js";
import { asUser } from "../api/auth/callers.js";
import { acknowledgeAlert } from "../cases/acknowledge.js";
import type { EffectTools } from "../effects/tools.js";
import { type AlertDoc, alertById } from "../store/alerts.js";
import { messageById } from "../store/message-lookups.js";
import type { MessageDoc } from "../store/messages.js";
import { endPress, type PressDoc, putOffPress, takePress } from "../store/presses.js";
import { currentRelease } from "../store/releases.js";
import { activeBySlack, userById, type UserDoc } from "../store/users.js";
import { endedWords, NOT_KNOWN, NOT_THEIRS, NOTHING_TO_DO } from "./press-words.js";

/** Time that whoever takes a press has for it; far above what it takes. */
const TAKEN_MS = 60_000;

/** Providers take no answers later than this, and by then the ladder has called others. */
const GIVE_UP_MS = 30 * 60_000;

/** Time a provider gets for an answer. */
const PROVIDER_TIMEOUT_MS = 10_000;

/** Longest pause between two tries. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Takes the next press that is due and deals with it: whoever pressed acknowledges the alert that the message calls for, by the same
 * way as on the screen, and the message says so. Returns whether there was one.
 */
export async function answerNextPress(tools: EffectTools): Promise<boolean> {
  const { store, now, log } = tools;
  const at = now();
  const press = await takePress(store, { now: new Date(at), until: new Date(at + TAKEN_MS) });
  if (press === null) return false;
  const outcome = await deal(tools, press).catch((error: unknown) => {
    const code = error instanceof Error ? error.name : "unknown";
    log.warn({ press: press._id, code, tries: press.tries }, "press set back");
    return "again" as const;
  });
  if (outcome === "done") await endPress(store, press._id, "done");
  else await setBack(tools, press);
  return true;
}

async function setBack({ store, now, log }: EffectTools, press: PressDoc): Promise<void> {
  const pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** press.tries);
  if (now() + pause - press.at.getTime() <= GIVE_UP_MS)
    return putOffPress(store, press._id, new Date(now() + pause));
  log.error({ press: press._id, tries: press.tries }, "press given up");
  await endPress(store, press._id, "dead");
}

/** What there is to answer: for all under the message, or to whoever pressed alone. */
type Reply = { readonly text: string; readonly under?: Pick<MessageDoc, "to" | "text"> };

async function deal(tools: EffectTools, press: PressDoc): Promise<"done" | "again"> {
  const reply = await replyTo(tools, press);
  const { plugin, settings } = tools.endpoints.get(press.endpoint) ?? {};
  if (press.answerAt === null || !plugin?.answerPress) return "done";
  const { text, under } = reply;
  const outcome = await plugin.answerPress(
    {
      answerAt: press.answerAt,
      text,
      ...(under === undefined ? {} : { under: { to: under.to, text: under.text } }),
    },
    settings ?? {},
    { timeoutMs: PROVIDER_TIMEOUT_MS },
  );
  const { status } = outcome;
  if (status !== "accepted") tools.log.warn({ press: press._id, status }, "press not answered");
  return ["throttled", "unreachable", "unknown"].includes(status) ? "again" : "done";
}

async function replyTo(tools: EffectTools, press: PressDoc): Promise<Reply> {
  const { store } = tools;
  const message = await messageById(store, press.message);
  const isOurs = message?.endpoint === press.endpoint && message.direction === "out";
  const alert = isOurs && message.alert ? await alertById(store, message.alert) : null;
  const person = await activeBySlack(store, press.from);
  if (person === null) return { text: NOT_KNOWN };
  if (!isOurs || alert === null) return { text: NOTHING_TO_DO };
  if (!(await mayAcknowledge(tools, person, alert))) return { text: NOT_THEIRS };
  const ended = await acknowledgeAlert(
    { store, temporal: tools.cases.temporal },
    {
      alert: alert._id,
      actor: { id: person._id, roles: person.roles },
      requestId: press._id,
    },
  );
  return { text: await wordsFor(tools, ended.alert), under: message };
}

/** The same as on the screen: who may work on cases and has to do with the team. */
async function mayAcknowledge(
  { store }: EffectTools,
  person: UserDoc,
  alert: AlertDoc,
): Promise<boolean> {
  const { organisation } = (await currentRelease(store)).body;
  const caller = callerOf(asUser(person), "", organisation);
  return caller.permissions.has("case.act") && seesTeam(caller, alert.team);
}

async function wordsFor({ store }: EffectTools, { end, endedAt, by }: AlertDoc): Promise<string> {
  const { calendars } = (await currentRelease(store)).body;
  const zone = calendars?.[0]?.zone ?? "UTC";
  const who = by === null ? null : await userById(store, by);
  return endedWords({
    end: end ?? "done",
    at: endedAt ?? new Date(0),
    who: who?.name ?? null,
    zone,
  });
}
