import type { KeyObject } from "node:crypto";
import { caseKey, type CaseKeyDoc, caseKeyOrOffer, caseKeys } from "../store/case-keys.js";
import type { Models } from "../store/store.js";
import { Unreadable } from "./unreadable.js";
import type { WrappingKey } from "./wrapping-key.js";

/** The keys of cases, of contacts and of what belongs to nobody, unwrapped and remembered. */
export type KeyRing = {
  /** The key of a case, made when it has none. @throws Unreadable destroyed, other_data_key */
  toSeal(owner: string): Promise<KeyObject>;
  /** The key of a case that has one. @throws Unreadable destroyed, missing, other_data_key */
  toOpen(owner: string): Promise<KeyObject>;
  /** Forgets a key that has just been destroyed; other processes do within a minute. */
  forget(owner: string): void;
};

/** What a key ring works with. */
export type KeyRingParts = {
  readonly store: Models;
  /** The DATA_KEY in use first, then those before it. */
  readonly wrappingKeys: readonly [WrappingKey, ...WrappingKey[]];
  /** Epoch milliseconds. */
  now(): number;
};

/** Keys kept in memory: 32 bytes each and a little more, well above the cases that move at one time. */
const KEPT_KEYS = 10_000;

/** A destroyed key may still open for this long in a process that has used it. */
const FRESH_MS = 60_000;

type Kept = { key: Promise<KeyObject>; lookAgainAt: number };

/**
 * Opens the key ring. A key that was used before is given at once and looked at again in the background, so that a
 * database that is away for a while holds up no case that is already awake.
 */
export function openKeyRing(parts: KeyRingParts): KeyRing {
  const kept = new Map<string, Kept>();

  const load = (owner: string, row: Promise<CaseKeyDoc | null>): Promise<KeyObject> => {
    const key = row.then((found) => unwrapped(parts, owner, found));
    const entry = { key, lookAgainAt: parts.now() + FRESH_MS };
    keep(kept, owner, entry);
    key.catch(() => {
      if (kept.get(owner) === entry) kept.delete(owner);
    });
    return key;
  };

  const lookAgain = (owner: string, entry: Kept): void => {
    entry.lookAgainAt = parts.now() + FRESH_MS;
    caseKey(parts.store, owner)
      .then((row) => unwrapped(parts, owner, row))
      .catch((error: unknown) => {
        if (error instanceof Unreadable) kept.delete(owner);
      });
  };

  const remembered = (owner: string): Promise<KeyObject> | undefined => {
    const entry = kept.get(owner);
    if (entry && entry.lookAgainAt <= parts.now()) lookAgain(owner, entry);
    return entry?.key;
  };

  const rowOf = gathered(parts.store);
  return {
    toSeal: (owner) => remembered(owner) ?? load(owner, offered(parts, owner)),
    toOpen: (owner) => remembered(owner) ?? load(owner, rowOf(owner)),
    forget: (owner) => {
      kept.delete(owner);
    },
  };
}

/** Looks key rows up; those asked for in one go, as for a page of a list, come with one query. */
function gathered(store: Models): (owner: string) => Promise<CaseKeyDoc | null> {
  let asked = new Set<string>();
  let answer: Promise<ReadonlyMap<string, CaseKeyDoc>> | null = null;
  const ask = async (): Promise<ReadonlyMap<string, CaseKeyDoc>> => {
    await Promise.resolve();
    const ids = [...asked];
    [asked, answer] = [new Set(), null];
    return new Map((await caseKeys(store, ids)).map((row) => [row._id, row]));
  };
  return async (owner) => {
    asked.add(owner);
    answer ??= ask();
    return (await answer).get(owner) ?? null;
  };
}

async function offered({ store, wrappingKeys }: KeyRingParts, owner: string) {
  const [current] = wrappingKeys;
  const { wrapped } = current.make(owner);
  return caseKeyOrOffer(store, { _id: owner, wrappedBy: current.name, wrapped });
}

function unwrapped(
  { wrappingKeys }: KeyRingParts,
  owner: string,
  row: CaseKeyDoc | null,
): KeyObject {
  if (!row) throw new Unreadable("missing", `There is no key for ${owner} in this database`);
  if (row.wrapped === null)
    throw new Unreadable("destroyed", `The key of ${owner} has been destroyed`);
  const wrapper = wrappingKeys.find(({ name }) => name === row.wrappedBy);
  const key = wrapper?.unwrap(owner, row.wrapped);
  if (key) return key;
  throw new Unreadable(
    "other_data_key",
    `The key of ${owner} is wrapped under the DATA_KEY named ${row.wrappedBy}; this process has ` +
      wrappingKeys.map(({ name }) => name).join(" and "),
  );
}

/** Keeps an entry and forgets the oldest beyond the bound. */
function keep(kept: Map<string, Kept>, owner: string, entry: Kept): void {
  kept.delete(owner);
  kept.set(owner, entry);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_KEYS && oldest !== undefined) kept.delete(oldest);
}
