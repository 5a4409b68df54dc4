import { type ClientSession, type QueryFilter, Schema } from "mongoose";
import type { LedgerAnswer, LedgerEffect } from "../interpreter/effect.js";
import { nothingPersonal } from "./sealing/privacy.js";
import { collection, operator, type Store } from "./store.js";

/** How much of a shared quantity is taken: reserved or used up. */
export type QuantityDoc = { _id: string; taken: number };

/** One effect on shared quantities with its answer, for ever; a reservation also says what has become of it. */
export type LedgerDoc = {
  /** Id of the effect: case, turn and place. */
  _id: string;
  caseId: string;
  turn: number;
  at: Date;
  answer: LedgerAnswer;
  /** Null for all but reservations. */
  reservation: Reservation | null;
};

type Reservation = {
  readonly quantity: string;
  readonly amount: number;
  readonly state: "held" | "used" | "returned" | "expired";
  /** Null when it is held until the case lets go. */
  readonly until: Date | null;
};

/** What an effect asks of the ledger, with what only the present moment knows. */
export type LedgerOrder =
  | Pick<Extract<LedgerEffect, { kind: "use" }>, "kind" | "quantity">
  | Pick<Extract<LedgerEffect, { kind: "release" }>, "kind" | "of">
  | {
      readonly kind: "reserve";
      readonly quantity: string;
      readonly amount: number;
      readonly until: Date | null;
      /** All there is of it. */
      readonly limit: number;
    };

/** An order with the effect that places it. */
export type LedgerRequest = {
  readonly id: string;
  readonly caseId: string;
  readonly turn: number;
  readonly at: Date;
  readonly order: LedgerOrder;
};

const quantitySchema = new Schema({
  _id: { type: String, required: true },
  taken: { type: Number, required: true },
});
export const quantityCollection = collection<QuantityDoc>(
  "quantities",
  quantitySchema,
  nothingPersonal("how much is taken"),
);

const ledgerSchema = new Schema({
  _id: { type: String, required: true },
  caseId: { type: String, required: true },
  turn: { type: Number, required: true },
  at: { type: Date, required: true },
  answer: { type: String, required: true },
  reservation: { type: Schema.Types.Mixed, default: null },
});
ledgerSchema.index({ caseId: 1, turn: 1 });
ledgerSchema.index({ "reservation.quantity": 1, "reservation.state": 1, "reservation.until": 1 });
export const ledgerCollection = collection<LedgerDoc>(
  "ledger",
  ledgerSchema,
  nothingPersonal("case ids and amounts"),
);

/**
 * Does what an effect asks in one transaction, once: the row under the effect's id keeps the answer, and a repeat returns
 * it (rule of durability 7). No more than the limit is ever taken, however many ask at once.
 */
export async function adjustLedger(store: Store, request: LedgerRequest): Promise<LedgerAnswer> {
  return store.transaction(async (session) => {
    const done = await store.of(ledgerCollection).findById(request.id, null, { session }).lean();
    if (done) return done.answer;
    const row = await rowOf({ store, session, request });
    await store.of(ledgerCollection).create([row], { session });
    return row.answer;
  });
}

/** How much of every quantity is taken. */
export async function takenQuantities(store: Store): Promise<ReadonlyMap<string, number>> {
  const docs = await store.of(quantityCollection).find().lean();
  return new Map(docs.map(({ _id, taken }) => [_id, taken]));
}

/** Whether a case holds something that it has reserved and not used. */
export async function holdsSomething(store: Store, caseId: string): Promise<boolean> {
  const held = { caseId, "reservation.state": "held" as const };
  return (await store.of(ledgerCollection).exists(held)) !== null;
}

type Work = {
  readonly store: Store;
  readonly session: ClientSession;
  readonly request: LedgerRequest;
};

async function rowOf(work: Work): Promise<LedgerDoc> {
  const { id: _id, caseId, turn, at, order } = work.request;
  const row = { _id, caseId, turn, at, reservation: null };
  switch (order.kind) {
    case "reserve": {
      const { quantity, amount, until } = order;
      if (!(await take(work, order))) return { ...row, answer: "refused" };
      const reservation = { quantity, amount, until, state: "held" as const };
      return { ...row, answer: "reserved", reservation };
    }
    case "use": {
      const { quantity } = order;
      await giveBack(work, "expired", overdue(quantity, at));
      const own = { ...earlier(work.request), "reservation.quantity": quantity };
      const used = await settle(work, "used", own);
      return { ...row, answer: used.length > 0 ? "used" : "refused" };
    }
    case "release":
      await giveBack(work, "returned", chosen(work.request, order.of));
      return { ...row, answer: "released" };
  }
}

/** Takes an amount if it is there; what others have held for too long goes back first. */
async function take(
  work: Work,
  { quantity, amount, limit }: Extract<LedgerOrder, { kind: "reserve" }>,
): Promise<boolean> {
  const { store, session, request } = work;
  const model = store.of(quantityCollection);
  const none = { $setOnInsert: { taken: 0 } };
  await model.updateOne({ _id: quantity }, none, { upsert: true, session });
  const takeIt = async () => {
    const room = { _id: quantity, taken: operator({ $lte: limit - amount }) };
    const taken = await model.updateOne(room, { $inc: { taken: amount } }, { session });
    return taken.modifiedCount === 1;
  };
  if (await takeIt()) return true;
  const back = await giveBack(work, "expired", overdue(quantity, request.at));
  return back > 0 && (await takeIt());
}

/** Which reservations are meant; only held ones ever are. */
type Which = QueryFilter<LedgerDoc>;

function overdue(quantity: string, at: Date): Which {
  return { "reservation.quantity": quantity, "reservation.until": operator({ $lte: at }) };
}

/** What the case reserved before this turn: a repeat that comes late must not touch what it has reserved since. */
function earlier({ caseId, turn }: LedgerRequest): Which {
  return { caseId, turn: operator({ $lt: turn }) };
}

function chosen(
  request: LedgerRequest,
  of: Extract<LedgerOrder, { kind: "release" }>["of"],
): Which {
  if (of === "everything") return earlier(request);
  return "quantity" in of
    ? { ...earlier(request), "reservation.quantity": of.quantity }
    : { _id: of.reservation };
}

/** Ends held reservations and gives back what they took; answers how many. */
async function giveBack(work: Work, state: "returned" | "expired", which: Which): Promise<number> {
  const ended = await settle(work, state, which);
  const { store, session } = work;
  for (const { quantity, amount } of ended)
    await store
      .of(quantityCollection)
      .updateOne({ _id: quantity }, { $inc: { taken: -amount } }, { session });
  return ended.length;
}

/**
 * Moves held reservations to another state; answers those that moved. The transaction makes it a compare-and-set: if
 * somebody else moves one of them meanwhile, it starts again.
 */
async function settle(
  { store, session }: Work,
  state: Reservation["state"],
  which: Which,
): Promise<Reservation[]> {
  const model = store.of(ledgerCollection);
  const held = { ...which, "reservation.state": "held" as const };
  const found = await model.find(held, null, { session }).lean<LedgerDoc[]>();
  const ids = operator({ $in: found.map(({ _id }) => _id) });
  await model.updateMany({ _id: ids }, { $set: { "reservation.state": state } }, { session });
  return found.flatMap(({ reservation }) => reservation ?? []);
}
