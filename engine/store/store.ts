import mongoose, { type ClientSession, type Connection, type Model, type Schema } from "mongoose";

/** A collection: its name and schema. Every file of this folder declares one and the functions that touch it. */
export type Collection<Doc> = {
  readonly name: string;
  readonly schema: Schema;
  /** Carries the document type alone; never set. */
  readonly doc?: Doc;
};

/** A transaction under way, handed from function to function. */
export type Session = ClientSession;

/** The open database. The only way to any collection; nothing outside this folder sees mongoose. */
export type Store = {
  readonly connection: Connection;
  /** The mongoose model of a collection on this connection. */
  of<Doc>(collection: Collection<Doc>): Model<Doc>;
  /** Runs work in one majority-committed transaction, repeated when MongoDB asks for it. */
  transaction<Result>(work: (session: ClientSession) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/** Time after which a database that does not answer counts as down. */
const SELECTION_TIMEOUT_MS = 5_000;

/** Declares a collection. Documents carry their own string `_id` or let MongoDB make one. */
export function collection<Doc>(name: string, schema: Schema): Collection<Doc> {
  schema.set("collection", name);
  schema.set("strict", "throw");
  schema.set("strictQuery", "throw");
  schema.set("autoIndex", false);
  schema.set("autoCreate", false);
  schema.set("versionKey", false);
  schema.set("minimize", false);
  return { name, schema };
}

/**
 * Connects to MongoDB with majority, journaled writes (rule of durability: no 2xx without them).
 * @throws when no primary answers within 5 s
 */
export async function openStore(uri: string): Promise<Store> {
  const connection = await mongoose
    .createConnection(uri, {
      serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
      writeConcern: { w: "majority", journal: true },
      readConcern: { level: "majority" },
      retryWrites: true,
      sanitizeFilter: true,
      bufferCommands: false,
      maxPoolSize: 50,
    })
    .asPromise();
  return storeOn(connection);
}

function storeOn(connection: Connection): Store {
  return {
    connection,
    of: <Doc>({ name, schema }: Collection<Doc>) =>
      (connection.models[name] ?? connection.model(name, schema)) as unknown as Model<Doc>,
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
