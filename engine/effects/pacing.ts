import { setTimeout as wait } from "node:timers/promises";
import type { DeliverAnswer } from "../../workflows/case/activities.js";
import type { Endpoint } from "../channels/contract.js";
import {
  failoverTo,
  type Tried,
  triedBefore,
  TRIES_BEFORE_FAILOVER,
} from "../channels/failover.js";
import { aheadOf, type QueuedMessage, passOver, queuedMessage } from "../store/queued-messages.js";
import { heldFor, type Place, takePlace } from "../store/pace.js";
import type { EffectTools } from "./tools.js";

type Lane = "urgent" | "ordinary";

/**
 * How far ahead a message may take a place and wait for it here. Ordinary ones take no more than a second, so that no urgent
 * one ever waits longer for those that came before it; urgent ones line up.
 */
const WITHIN_MS: { readonly [L in Lane]: number } = { urgent: 10_000, ordinary: 1_000 };

/** A hold that is longer sends a message by the other endpoint, where there is one. */
const PATIENCE_MS: { readonly [L in Lane]: number } = { urgent: 5_000, ordinary: 60_000 };

/** Time between two messages of an endpoint without a pace when a hold is over, so that they do not all come at once. */
const AFTER_HOLD_MS = 50;

/** Shortest and longest time until a message that waits asks again; in five minutes a long line may have dissolved. */
const [SOONEST_MS, LATEST_MS] = [1_000, 300_000];

/** A message waits here no longer than this in all: with the time its provider gets, a delivery stays below its limit. */
const HERE_MS = 12_000;

/**
 * Lets a message wait until its endpoint may send: at the endpoint's pace, and not while its provider holds it back. Comes
 * before the claim, since nothing has been handed over yet.
 * @returns null when it may leave now, or else what its case is told: when to ask again, or that it goes by another endpoint
 */
export async function paced(
  tools: EffectTools,
  request: { readonly messageId: string; readonly attempt: number },
): Promise<DeliverAnswer | null> {
  const message = await queuedMessage(tools.store, request.messageId);
  const endpoint = message && tools.endpoints.get(message.endpoint);
  if (!message || !endpoint) return null;
  const lane: Lane = message.urgent === true ? "urgent" : "ordinary";
  for (let waited = 0; ;) {
    const place = await placeOf(tools, endpoint, lane);
    const around = await wayAround(tools, { message, endpoint, lane, place, ...request });
    if (around !== null) return around;
    if (!place.given) return { status: "held", waitMs: await againIn(tools, message, place, lane) };
    if (place.inMs === 0) return null;
    waited += place.inMs;
    if (waited > HERE_MS) return { status: "held", waitMs: SOONEST_MS };
    await wait(place.inMs);
    if ((await heldFor(tools.store, endpoint.name)) === 0) return null;
  }
}

async function placeOf(
  { store }: EffectTools,
  { name, perSecond }: Endpoint,
  lane: Lane,
): Promise<Place> {
  const withinMs = WITHIN_MS[lane];
  if (perSecond !== undefined)
    return takePlace(store, { endpoint: name, everyMs: everyMs(perSecond), withinMs });
  const heldMs = await heldFor(store, name);
  return { given: heldMs <= withinMs, inMs: heldMs, heldMs };
}

/** Whole milliseconds, rounded up: never faster than the pace. */
function everyMs(perSecond: number): number {
  return Math.ceil(1_000 / perSecond);
}

/** When a message asks again: after those that are ahead of it, so that a long line is not asked through over and over. */
async function againIn(
  { store, endpoints }: EffectTools,
  message: QueuedMessage,
  { inMs, heldMs }: Place,
  lane: Lane,
): Promise<number> {
  if (lane === "urgent") return Math.max(SOONEST_MS, inMs - WITHIN_MS.urgent / 2);
  const { perSecond } = endpoints.get(message.endpoint) ?? {};
  const each = perSecond === undefined ? AFTER_HOLD_MS : everyMs(perSecond);
  const afterOthers = Math.max(inMs - heldMs, (await aheadOf(store, message)) * each);
  return Math.max(SOONEST_MS, heldMs + Math.min(afterOthers, LATEST_MS));
}

type Waiting = {
  readonly message: QueuedMessage;
  readonly endpoint: Endpoint;
  readonly lane: Lane;
  readonly place: Place;
  readonly messageId: string;
  readonly attempt: number;
};

/** Sends a message by the other endpoint when its own is held back for long, as after two tries that came to nothing. */
async function wayAround(
  { store, endpoints, now }: EffectTools,
  { message, endpoint, lane, place, attempt }: Waiting,
): Promise<DeliverAnswer | null> {
  if (place.heldMs <= PATIENCE_MS[lane]) return null;
  const idle: Tried = { endpoint: endpoint.name, outcome: "throttled" };
  const tried = [...triedBefore(message), ...Array<Tried>(TRIES_BEFORE_FAILOVER).fill(idle)];
  const name = failoverTo(tried, endpoint.fallback);
  const other = name === undefined ? undefined : endpoints.get(name);
  if (!other || (await heldFor(store, other.name)) > 0) return null;
  await passOver(store, message, { attempt, to: other.name, at: new Date(now()) });
  return { status: "later", waitMs: 0, channel: other.plugin.manifest.id };
}
