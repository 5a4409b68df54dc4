import { Schema } from "mongoose";
import { isIntact, releaseHash, sortedBody } from "../definition/release-hash.js";
import type { PinnedPlugin, Release, ReleaseBody } from "../definition/release.js";
import { CasewrightError } from "../protocol/errors.js";
import { isDuplicate } from "./duplicate.js";
import { insertRamp, type RampDoc } from "./ramps.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** A release as stored: immutable from the moment it is written. */
export type ReleaseDoc = {
  _id: number;
  hash: string;
  body: ReleaseBody;
  by: string;
  reason: string;
  at: Date;
  /** What it used of plugins when it was published; absent where it used none. */
  plugins?: readonly PinnedPlugin[];
};

const schema = new Schema({
  _id: { type: Number, required: true },
  hash: { type: String, required: true },
  body: { type: Schema.Types.Mixed, required: true },
  by: { type: String, required: true },
  reason: { type: String, required: true },
  at: { type: Date, required: true },
  plugins: { type: [{ _id: false, id: String, version: String }], default: undefined },
});

export const releaseCollection = collection<ReleaseDoc>(
  "releases",
  schema,
  nothingPersonal("definitions"),
);

/** Releases by store and number. They never change, so they are kept; an installation has hundreds, of some 100 KB. */
const kept = new WeakMap<Store, Map<number, Release>>();

/**
 * A release by number.
 * @throws CasewrightError `not_found` when there is none, `invalid_definition` when its content does not match its hash
 */
export async function releaseByNumber(store: Store, number: number): Promise<Release> {
  const known = kept.get(store)?.get(number);
  if (known) return known;
  const doc = await store.of(releaseCollection).findById(number).lean<ReleaseDoc>();
  if (!doc) throw new CasewrightError("not_found", { detail: `release ${String(number)}` });
  return keep(store, doc);
}

/** Whether there is a release of a number. */
export async function isPublished(store: Store, number: number): Promise<boolean> {
  return (await store.of(releaseCollection).exists({ _id: number })) !== null;
}

/** The newest release: the one that new cases start under, unless a ramp says otherwise. @throws CasewrightError `not_found` before the first */
export async function currentRelease(store: Store): Promise<Release> {
  const top = await store
    .of(releaseCollection)
    .findOne({}, { _id: 1 })
    .sort({ _id: -1 })
    .lean<{ _id: number }>();
  if (!top) throw new CasewrightError("not_found", { detail: "no release is published" });
  return releaseByNumber(store, top._id);
}

/** What is published, by whom and why. */
export type Publication = {
  readonly body: ReleaseBody;
  /** The release it was made from; a newer one in between is a conflict. 0 for the first. */
  readonly base: number;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
  /** What it uses of plugins. */
  readonly plugins?: readonly PinnedPlugin[];
  /** Which new cases start under it; all when left out. */
  readonly ramp?: RampDoc | undefined;
};

/**
 * Publishes the next release, together with the ramp to it: no case starts under it in between.
 * @throws CasewrightError `already_exists` when somebody published since `base`
 */
export async function publishRelease(store: Store, publication: Publication): Promise<Release> {
  const { base, by, reason, at, plugins = [], ramp } = publication;
  const body = sortedBody(publication.body);
  const doc: ReleaseDoc = {
    ...{ _id: base + 1, hash: releaseHash(body), body, by, reason, at },
    ...(plugins.length === 0 ? {} : { plugins }),
  };
  try {
    await store.transaction(async (session) => {
      await store.of(releaseCollection).create([doc], { session });
      if (ramp) await insertRamp(store, ramp, session);
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new CasewrightError("already_exists", {
      detail: `release ${String(base + 1)} was published meanwhile`,
    });
  }
  return keep(store, doc);
}

/** Numbers of the releases that use something of plugins. */
export async function releasesWithPlugins(store: Store): Promise<readonly number[]> {
  const docs = await store
    .of(releaseCollection)
    .find({ plugins: operator({ $exists: true }) }, { _id: 1 })
    .sort({ _id: 1 })
    .lean<{ _id: number }[]>();
  return docs.map(({ _id }) => _id);
}

/** Ids of all plugins that any release used something of. */
export async function pluginsOfReleases(store: Store): Promise<readonly string[]> {
  const ids = await store.of(releaseCollection).distinct("plugins.id");
  return ids.map(String);
}

/** Releases, newest first, without their bodies. */
export async function releaseHistory(
  store: Store,
  page: { readonly limit: number; readonly before: number },
): Promise<Omit<ReleaseDoc, "body">[]> {
  return store
    .of(releaseCollection)
    .find({ _id: operator({ $lt: page.before }) }, { body: 0 })
    .sort({ _id: -1 })
    .limit(page.limit)
    .lean<ReleaseDoc[]>();
}

function keep(store: Store, doc: ReleaseDoc): Release {
  if (!isIntact(doc))
    throw new CasewrightError("invalid_definition", {
      detail: `release ${String(doc._id)} does not match its hash`,
    });
  const release = { number: doc._id, hash: doc.hash, body: doc.body };
  const releases = kept.get(store) ?? new Map<number, Release>();
  kept.set(store, releases.set(doc._id, release));
  return release;
}
