import mongoose, { type Aggregate, type Connection, type Query, Schema } from "mongoose";
import type { SealedMembers } from "./privacy.js";
import {
  isSealedPath,
  refuseSealedFilter,
  refuseSealedPipeline,
  refuseSealedSort,
} from "./refuse.js";
import { type Bound, type Members, sealerOf } from "./sealer.js";

type AnyQuery = Query<unknown, unknown>;

const READS = ["find", "findOne", "findOneAndUpdate", "findOneAndDelete"] as const;
const WRITES = ["updateOne", "updateMany", "findOneAndUpdate"] as const;
const OTHERS = ["countDocuments", "deleteOne", "deleteMany", "distinct"] as const;
const BARRED = ["replaceOne", "findOneAndReplace"] as const;

/**
 * Makes a schema seal what is written and open what is read, whoever calls which method of its model. What could carry
 * a sealed member past it is refused: documents with a life of their own (`create`, `save`, reads that are not lean),
 * replacements, filters and sorts by a sealed member.
 */
export function sealSchema(schema: Schema, plan: SealedMembers): void {
  for (const member of plan.members) schema.path(member, Schema.Types.Mixed);
  sealWrites(schema, plan);
  openReads(schema, plan);
  refuseOthers(schema, plan);
}

/**
 * A document with its sealed members sealed now, for whoever has to see what MongoDB gets. Written through the store it is
 * not sealed again.
 */
export async function sealedDocument<Doc extends object>(
  { connection }: { readonly connection: Connection },
  { sealed }: { readonly sealed: SealedMembers | null },
  document: Doc,
): Promise<Doc> {
  if (!sealed) return document;
  const members = document as Members;
  return (await sealerOf(connection).sealed(sealed, members, boundOf(sealed, members))) as Doc;
}

function sealWrites(schema: Schema, plan: SealedMembers): void {
  schema.pre("insertMany", async function (documents: unknown) {
    const list = (Array.isArray(documents) ? documents : [documents]) as Members[];
    const sealer = sealerOf(connectionOf(this));
    const sealed = await Promise.all(
      list.map((each) => sealer.sealed(plan, each, boundOf(plan, each))),
    );
    return mongoose.overwriteMiddlewareArguments(sealed) as never;
  });
  schema.pre("bulkWrite", async function (...args: unknown[]) {
    const [operations, options] = args as [Operation[], object | undefined];
    const connection = connectionOf(this);
    const sealed = await Promise.all(
      operations.map((each) => sealedOperation(connection, plan, each)),
    );
    const overwrite = mongoose.overwriteMiddlewareArguments as (...all: unknown[]) => unknown;
    return overwrite(sealed, options) as never;
  });
  schema.pre([...WRITES], { query: true, document: false }, async function (this: AnyQuery) {
    const update = this.getUpdate();
    if (update === null) return;
    if (Array.isArray(update)) throw new TypeError(`${plan.collection} takes no pipeline updates`);
    const connection = this.model.db;
    this.setUpdate(await sealedUpdate(connection, plan, { filter: this.getFilter(), update }));
  });
}

function openReads(schema: Schema, plan: SealedMembers): void {
  schema.pre([...READS], { query: true, document: false }, function (this: AnyQuery) {
    if (this.mongooseOptions().lean === undefined)
      throw new TypeError(`${plan.collection} is read lean`);
    const sort: unknown = this.getOptions().sort;
    if (typeof sort === "object" && sort !== null) refuseSealedSort(plan, sort);
  });
  schema.post([...READS], { query: true, document: false }, async function (this: AnyQuery, found) {
    const documents = (Array.isArray(found) ? found : [found]) as (object | null)[];
    await sealerOf(this.model.db).open(
      plan,
      documents.filter((each) => each !== null),
    );
  });
}

function refuseOthers(schema: Schema, plan: SealedMembers): void {
  const filters = [...READS, ...WRITES, ...OTHERS];
  schema.pre(filters, { query: true, document: false }, function (this: AnyQuery) {
    refuseSealedFilter(plan, this.getFilter());
  });
  schema.pre("distinct", { query: true, document: false }, function (this: AnyQuery) {
    const { _distinct: member } = this as unknown as { readonly _distinct: string };
    refuseSealedSort(plan, { [member]: 1 });
  });
  schema.pre("aggregate", function (this: Aggregate<unknown>) {
    refuseSealedPipeline(plan, this.pipeline());
  });
  schema.pre([...BARRED], { query: true, document: false }, () => {
    throw new TypeError(`${plan.collection} is changed member by member`);
  });
  schema.pre("save", () => {
    throw new TypeError(`${plan.collection} is written by insertMany or an update`);
  });
}

type Change = { readonly filter: Members; readonly update: object };

type Operation = {
  readonly [kind: string]: {
    readonly filter?: Members;
    readonly update?: object;
    readonly document?: Members;
  };
};

async function sealedOperation(
  connection: Connection,
  plan: SealedMembers,
  operation: Operation,
): Promise<Operation> {
  const [[kind, parts] = ["", {}]] = Object.entries(operation);
  const { filter = {}, update, document } = parts;
  refuseSealedFilter(plan, filter);
  if (kind === "replaceOne") throw new TypeError(`${plan.collection} is changed member by member`);
  if (document !== undefined) {
    const sealed = await sealerOf(connection).sealed(plan, document, boundOf(plan, document));
    return { [kind]: { ...parts, document: sealed } };
  }
  if (update === undefined) return operation;
  return { [kind]: { ...parts, update: await sealedUpdate(connection, plan, { filter, update }) } };
}

/** Operators that give a member a whole new value. */
const SETS: readonly string[] = ["$set", "$setOnInsert"];

/** An update with the sealed members of its `$set` and `$setOnInsert` replaced. */
async function sealedUpdate(
  connection: Connection,
  plan: SealedMembers,
  { filter, update }: Change,
): Promise<Members> {
  const { $set, $setOnInsert, ...others } = update as { readonly [operator: string]: Members };
  const bare = Object.entries(others).filter(([name]) => !name.startsWith("$"));
  const operators = Object.entries(others).filter(([name]) => name.startsWith("$"));
  for (const [name, members] of operators)
    for (const path of Object.keys(members))
      if (name !== "$unset" && isSealedPath(plan, path))
        throw new TypeError(`${plan.collection}.${path} is sealed: ${name} cannot change it`);
  const set = { ...$set, ...(Object.fromEntries(bare) as Members) };
  for (const path of [...Object.keys(set), ...Object.keys($setOnInsert ?? {})])
    if (isSealedPath(plan, path) && !plan.members.has(path))
      throw new TypeError(`${plan.collection}.${path} is inside a sealed member`);
  const bound = boundOf(plan, { ...equalities(filter), ...$setOnInsert, ...set });
  const sealer = sealerOf(connection);
  const sealed = {
    $set: await sealer.sealed(plan, set, bound),
    $setOnInsert: await sealer.sealed(plan, $setOnInsert ?? {}, bound),
  };
  const used = SETS.filter((name) => Object.keys(sealed[name as keyof typeof sealed]).length > 0);
  return {
    ...(Object.fromEntries(operators) as Members),
    ...Object.fromEntries(used.map((name) => [name, sealed[name as keyof typeof sealed]])),
  };
}

function equalities(filter: Members): Members {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => typeof value === "string"),
  );
}

function boundOf({ keyOf }: SealedMembers, members: Members): Bound {
  return { id: members["_id"], owner: keyOf === null ? null : members[keyOf] };
}

function connectionOf(model: unknown): Connection {
  return (model as { readonly db: Connection }).db;
}
