import { createHash } from "node:crypto";
import { CasewrightError, ERRORS } from "../protocol/errors.js";
import {
  claimKey,
  forgetKey,
  type IdempotencyKeyDoc,
  keepAnswer,
  keyById,
  releaseKey,
} from "../store/idempotency-keys.js";
import { blindIndex } from "../store/sealing/blind-index.js";
import type { World } from "./world.js";

/** An answer as kept and sent again. */
export type KeptAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A write as its caller named it. */
export type NamedWrite = {
  /** Whose key it is: keys of two people never meet. */
  readonly callerId: string;
  /** The caller's Idempotency-Key; undefined when they sent none. */
  readonly key: string | undefined;
  /** Everything that was asked: method, address, query, body. */
  readonly asked: readonly (string | Uint8Array)[];
};

/** An answer is kept for a day. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/** Longer than any write may take; then a repeat may take over from a process that died. */
const LEASE_MS = 15_000;

/** How long a repeat waits for the first call to end, and how often it looks. */
const WAIT_MS = 4_000;
const LOOK_EVERY_MS = 25;

/**
 * Runs a write once for its key. A repeat gets the same answer; the write gets the same opaque request id however often
 * it is tried, so that what it changes recognises a repeat too. A refused write gives its key back.
 * @throws CasewrightError idempotency_key_reused, outcome_unknown, and whatever the write throws
 */
export async function once<A extends KeptAnswer>(
  world: Pick<World, "store" | "now" | "newId">,
  write: NamedWrite,
  run: (requestId: string) => Promise<A>,
): Promise<A | KeptAnswer> {
  if (write.key === undefined) return run(world.newId());
  const id = requestIdOf(write.callerId, write.key);
  const asked = await blindIndex(world.store, "idempotency_keys/asked", digest(write.asked));
  const now = new Date(world.now());
  const claim = await claimKey(
    world.store,
    {
      _id: id,
      asked,
      leasedUntil: new Date(now.getTime() + LEASE_MS),
      expiresAt: new Date(now.getTime() + KEPT_MS),
    },
    now,
  );
  if (claim.kind === "claimed") return runClaimed(world, id, run);
  if (claim.doc.asked !== asked) throw new CasewrightError("idempotency_key_reused");
  return keptAnswer(world, claim.doc);
}

/** The id under which a write goes on in the system: the same for every repeat, opaque to everybody else. */
export function requestIdOf(callerId: string, key: string): string {
  return digest([callerId, key]);
}

async function runClaimed<A extends KeptAnswer>(
  world: Pick<World, "store" | "now">,
  id: string,
  run: (requestId: string) => Promise<A>,
): Promise<A> {
  try {
    const answer = await run(id);
    await keepAnswer(world.store, id, JSON.stringify(answer));
    return answer;
  } catch (error) {
    await (
      isRefusal(error)
        ? forgetKey(world.store, id)
        : releaseKey(world.store, id, new Date(world.now()))
    ).catch(() => undefined);
    throw error;
  }
}

/** A refusal changed nothing, for certain. */
function isRefusal(error: unknown): boolean {
  return error instanceof CasewrightError && ERRORS[error.code].status < 500;
}

/** Waits for the call that holds the key; it may run in another process, so the database is asked. */
async function keptAnswer(
  { store }: Pick<World, "store">,
  first: IdempotencyKeyDoc,
): Promise<KeptAnswer> {
  const giveUpAt = performance.now() + WAIT_MS;
  let doc: IdempotencyKeyDoc | null = first;
  while (doc?.answer === null && performance.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    doc = await keyById(store, first._id);
  }
  if (doc === null || doc.answer === null) throw new CasewrightError("outcome_unknown");
  return JSON.parse(doc.answer) as KeptAnswer;
}

/** 128 bits of sha-256 over parts that cannot run into each other. */
function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${String(part.length)}:`).update(part);
  return hash.digest().subarray(0, 16).toString("base64url");
}
