import mongoose, { type ClientSession, type Connection, type Model, type Schema } from "mongoose";
import type { KeyRing } from "../privacy/key-ring.js";
import { sealSchema } from "./sealing/hooks.js";
import { type Privacy, type SealedMembers, sealedMembersOf } from "./sealing/privacy.js";

/**
 * A collection: its name, its schema, and which of its members are sealed before they reach MongoDB. Every file of this
 * folder declares one and the functions that touch it.
 */
export type Collection<Doc> = {
  readonly name: string;
  readonly schema: Schema;
  /** Null when it holds nothing about patients. */
  readonly sealed: SealedMembers | null;
  /** Carries the document type alone; never set. */
  readonly doc?: Doc;
};

/** A transaction under way, handed from function to function. */
export type Session = ClientSession;

/** The open database. The only way to any collection; nothing outside this folder sees mongoose. */
export type Store = {
  readonly connection: Connection;
  /** The keys of cases and contacts, under which members are sealed. */
  readonly keys: KeyRing;
  /** The mongoose model of a collection on this connection. */
  of<Doc>(collection: Collection<Doc>): Model<Doc>;
  /** Runs work in one majority-committed transaction, repeated when MongoDB asks for it. */
  transaction<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/**
 * Declares a collection. Documents carry their own string `_id` or let MongoDB make one.
 * @param privacy which members are sealed; whoever reads and writes through the store sees them open
 */
export function collection<Doc>(
  name: string,
  schema: Schema,
  privacy: Privacy<Doc>,
): Collection<Doc> {
  schema.set("collection", name);
  schema.set("strict", "throw");
  schema.set("strictQuery", "throw");
  schema.set("autoIndex", false);
  schema.set("autoCreate", false);
  schema.set("versionKey", false);
  schema.set("minimize", false);
  const sealed = sealedMembersOf(name, privacy);
  if (sealed) sealSchema(schema, sealed);
  return { name, schema, sealed };
}

/** What there is of a store before it has its keys: enough to look keys up. */
export type Models = Pick<Store, "of">;

/** The store on an open connection. */
export function storeOn(connection: Connection, keysFrom: (models: Models) => KeyRing): Store {
  const models = {
    of: <Doc>({ name, schema }: Collection<Doc>) =>
      (connection.models[name] ?? connection.model(name, schema)) as unknown as Model<Doc>,
  };
  return {
    connection,
    ...models,
    keys: keysFrom(models),
    transaction: async (work) =>
      connection.withSession((session) => session.withTransaction(() => work(session))),
    close: () => connection.close(),
  };
}

/**
 * Marks a query operator as ours. Every other object with `$` keys in a filter is taken for a value, so that nothing a
 * caller sends can become an operator.
 */
export const operator: <Operator extends object>(operator: Operator) => Operator = mongoose.trusted;
