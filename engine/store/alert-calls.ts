import { Schema } from "mongoose";
import { isDuplicate } from "./duplicate.js";
import { insertMessages, type MessageDoc } from "./messages.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** One call of an alert: who was called on which rung of the ladder. What was sent are messages of the alert. */
export type AlertCallDoc = {
  /** Alert and attempt. */
  _id: string;
  alert: string;
  /** From 1, without gaps. */
  attempt: number;
  /** Place on the ladder, from 1; rungs on which nobody could be reached are passed over. */
  rung: number;
  tier: number;
  /** Ids of the people called. */
  people: readonly string[];
  /** Messages to send, with the plugins that carry them. */
  messages: readonly { readonly id: string; readonly channel: string }[];
  at: Date;
};

const schema = new Schema({
  _id: { type: String, required: true },
  alert: { type: String, required: true },
  attempt: { type: Number, required: true },
  rung: { type: Number, required: true },
  tier: { type: Number, required: true },
  people: { type: [String], required: true },
  messages: { type: [Schema.Types.Mixed], required: true },
  at: { type: Date, required: true },
});
schema.index({ alert: 1, attempt: 1 });
schema.index({ people: 1, at: -1 });

export const alertCallCollection = collection<AlertCallDoc>(
  "alert_calls",
  schema,
  nothingPersonal("ids of alerts, staff and messages"),
);

/** Id of an attempt's call. */
export function callId(alert: string, attempt: number): string {
  return `${alert}.${String(attempt)}`;
}

/** The call of an attempt, when it has been made. */
export async function alertCall(
  store: Store,
  alert: string,
  attempt: number,
): Promise<AlertCallDoc | null> {
  return store.of(alertCallCollection).findById(callId(alert, attempt)).lean<AlertCallDoc>();
}

/** Writes a call with its messages, once for each attempt; a repeat, or a second worker, gets the first one. */
export async function insertCallOnce(
  store: Store,
  call: AlertCallDoc,
  messages: readonly MessageDoc[],
): Promise<AlertCallDoc> {
  try {
    await store.transaction(async (session) => {
      await store.of(alertCallCollection).create([call], { session });
      await insertMessages(store, messages, session);
    });
    return call;
  } catch (error) {
    const first = isDuplicate(error) ? await alertCall(store, call.alert, call.attempt) : null;
    if (first === null) throw error;
    return first;
  }
}

/** The calls of some alerts, in order. */
export async function callsOf(store: Store, alerts: readonly string[]): Promise<AlertCallDoc[]> {
  return store
    .of(alertCallCollection)
    .find({ alert: operator({ $in: [...alerts] }) })
    .sort({ alert: 1, attempt: 1 })
    .lean<AlertCallDoc[]>();
}
