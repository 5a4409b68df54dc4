import { Schema } from "mongoose";
import type { RampPlaces, RampStanding } from "../ramping/release-for.js";
import type { StopRule } from "../ramping/stop-rule.js";
import { isDuplicate } from "./duplicate.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Session, type Store } from "./store.js";

/** What was done with a ramp. */
export type RampStepKind = "started" | "widened" | "stopped" | "taken_back" | "finished";

/** One step of a ramp: what, who, why, when, and how far it reached from then on. */
export type RampStepDoc = {
  readonly what: RampStepKind;
  /** Null for what its rule did by itself. */
  readonly by: string | null;
  readonly reason: string;
  readonly at: Date;
  readonly share: number;
  readonly places?: RampPlaces;
};

/** New cases of a workflow start on a later release little by little, and on the one before otherwise. */
export type RampDoc = {
  _id: string;
  workflow: string;
  /** The release that cases start on which the ramp does not reach, and the one that is ramped. */
  from: number;
  to: number;
  /** Percent of the cases of these places; of all places when none are named. */
  share: number;
  places?: RampPlaces;
  rule?: StopRule;
  standing: RampStanding;
  /** Number of steps so far: whoever does the next one says which they have seen. */
  version: number;
  steps: readonly RampStepDoc[];
  at: Date;
  /** It was stopped by its rule, and not everybody has been told yet. */
  untold?: true;
};

const schema = new Schema({
  _id: { type: String, required: true },
  workflow: { type: String, required: true },
  from: { type: Number, required: true },
  to: { type: Number, required: true },
  share: { type: Number, required: true },
  places: { type: Schema.Types.Mixed },
  rule: { type: Schema.Types.Mixed },
  standing: { type: String, required: true },
  version: { type: Number, required: true },
  steps: { type: [Schema.Types.Mixed], required: true },
  at: { type: Date, required: true },
  untold: { type: Boolean },
});
schema.index({ to: 1, workflow: 1, at: -1 });
schema.index({ at: -1, _id: -1 });
schema.index({ untold: 1 }, { sparse: true });
// Two at once would divide the same cases.
schema.index(
  { workflow: 1, to: 1 },
  { unique: true, partialFilterExpression: { standing: { $in: ["running", "stopped"] } } },
);

export const rampCollection = collection<RampDoc>(
  "ramps",
  schema,
  nothingPersonal("ids of definitions and of staff, choices that are free of personal data"),
);

/**
 * Stores a ramp.
 * @returns false when another one of its workflow and release is running or stopped
 */
export async function insertRamp(store: Store, doc: RampDoc, session?: Session): Promise<boolean> {
  try {
    await store.of(rampCollection).create([doc], session ? { session } : {});
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** A ramp by its id. */
export async function rampById(store: Store, id: string): Promise<RampDoc | null> {
  return store.of(rampCollection).findById(id).lean<RampDoc>();
}

/** The latest ramps, newest first. */
export async function latestRamps(store: Store, limit: number): Promise<RampDoc[]> {
  return store.of(rampCollection).find({}).sort({ at: -1, _id: -1 }).limit(limit).lean<RampDoc[]>();
}

/**
 * The ramps that say which release new cases start under: the last one of each workflow to the newest release, unless it is
 * finished. A newer release ends them all, because nothing was ramped to that one.
 */
export async function rampsInForce(store: Store, newest: number): Promise<RampDoc[]> {
  const docs = await store
    .of(rampCollection)
    .find({ to: newest })
    .sort({ workflow: 1, at: -1, _id: -1 })
    .lean<RampDoc[]>();
  const last = docs.filter(({ workflow }, n) => docs[n - 1]?.workflow !== workflow);
  return last.filter(({ standing }) => standing !== "finished");
}

/** The ramp in force of one workflow; null when all its new cases start under the newest release. */
export async function rampOf(
  store: Store,
  { workflow, newest }: { readonly workflow: string; readonly newest: number },
): Promise<RampDoc | null> {
  const last = await store
    .of(rampCollection)
    .findOne({ to: newest, workflow })
    .sort({ at: -1, _id: -1 })
    .lean<RampDoc>();
  return last === null || last.standing === "finished" ? null : last;
}

/** Ramps that were stopped by their rule and of which not everybody has been told. */
export async function untoldRamps(store: Store): Promise<RampDoc[]> {
  return store.of(rampCollection).find({ untold: true }).lean<RampDoc[]>();
}

/** Notes that everybody has been told. */
export async function noteTold(store: Store, id: string): Promise<void> {
  await store.of(rampCollection).updateOne({ _id: id }, { $unset: { untold: 1 } });
}

/** What a step changes of a ramp. */
export type RampTurn = Pick<RampDoc, "standing" | "share"> & {
  readonly places: RampPlaces | undefined;
  readonly step: RampStepDoc;
  readonly untold?: true;
};

/** Takes the next step of a ramp, if it stands as the caller has seen it. @returns the ramp after it, or null */
export async function turnRamp(
  store: Store,
  { _id, version }: Pick<RampDoc, "_id" | "version">,
  { standing, share, places, step, untold }: RampTurn,
): Promise<RampDoc | null> {
  const members = { standing, share, ...(places === undefined ? {} : { places }) };
  return store
    .of(rampCollection)
    .findOneAndUpdate(
      { _id, version },
      {
        $set: { ...members, ...(untold === undefined ? {} : { untold }) },
        $inc: { version: 1 },
        $push: { steps: step },
        ...(places === undefined ? { $unset: { places: 1 } } : {}),
      },
      { returnDocument: "after" },
    )
    .lean<RampDoc>();
}
