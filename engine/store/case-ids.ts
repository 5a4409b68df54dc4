import { Schema } from "mongoose";
import { caseIdOf } from "../cases/case-id.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, type Store } from "./store.js";

/** A sequence that hands out numbers once. */
export type CounterDoc = { _id: string; value: number };

const schema = new Schema({
  _id: { type: String, required: true },
  value: { type: Number, required: true },
});

export const counterCollection = collection<CounterDoc>(
  "counters",
  schema,
  nothingPersonal("numbers handed out"),
);

/** A fresh case id. Numbers are never handed out twice; one may be lost when a case is not started after all. */
export async function nextCaseId(store: Store, prefix: string): Promise<string> {
  const counter = await store
    .of(counterCollection)
    .findOneAndUpdate(
      { _id: "case" },
      { $inc: { value: 1 } },
      { upsert: true, returnDocument: "after" },
    )
    .lean<CounterDoc>();
  return caseIdOf(prefix, counter.value);
}
