import { Schema } from "mongoose";
import { linkOf } from "./chain.js";
import { sealedDocument } from "./sealing/hooks.js";
import { collection, operator, type Store } from "./store.js";

/**
 * One entry of the audit trail: somebody was shown personal data, erased it or forbade to, moved a case to another release, or said
 * under which release new cases start. Entries are added and never changed; those of one
 * process are a chain, so that a missing or altered one is found (`casewright verify-log`).
 */
export type AuditDoc = {
  /** Chain and number, so that ids in order are a chain in order. */
  _id: string;
  /** Made anew at every start of a process. */
  chain: string;
  /** From 1, without gaps. */
  n: number;
  at: Date;
  what:
    | "read"
    | "erased"
    | "held"
    | "released"
    | "moved"
    | "repairing"
    | "repaired"
    | "not_repaired"
    | "ramped";
  /** The member of staff; null for a patient with a tracking link, and for what the system does by itself. */
  by: string | null;
  /** Their sign-in session. */
  session: string | null;
  /** Id of the route that answered. */
  route: string;
  /** The cases and contacts whose data it was, or the ramp: opaque ids. */
  subjects: string[];
  /** The collections that it came from. */
  kinds: string[];
  /** Where staff called from. Patients' addresses are not kept. */
  address: string | null;
  /** Why it was erased or held. */
  reason: string | null;
  /** sha-256 over the entry before in the chain and this one as it is stored ({@link linkOf}). */
  hash: string;
};

const schema = new Schema({
  _id: { type: String, required: true },
  chain: { type: String, required: true },
  n: { type: Number, required: true },
  at: { type: Date, required: true },
  what: { type: String, required: true },
  by: { type: String, default: null },
  session: { type: String, default: null },
  route: { type: String, required: true },
  subjects: { type: [String], required: true },
  kinds: { type: [String], required: true },
  address: { type: String, default: null },
  reason: { type: String, default: null },
  hash: { type: String, required: true },
});
schema.index({ subjects: 1, at: -1, _id: -1 });
schema.index({ by: 1, at: -1, _id: -1 });
schema.index({ at: -1, _id: -1 });

export const auditCollection = collection<AuditDoc>("audit", schema, {
  keyOf: null,
  members: {
    chain: "clear",
    n: "clear",
    at: "clear",
    what: "clear",
    by: "clear",
    session: "clear",
    route: "clear",
    subjects: "clear",
    kinds: "clear",
    address: "sealed",
    reason: "sealed",
    hash: "clear",
  },
});

/** What is written down. */
export type AuditEntry = Omit<AuditDoc, "_id" | "chain" | "n" | "hash">;

/** The end of the audit trail to which one process adds. */
export type AuditTrail = {
  /** Adds an entry; resolves when a majority has it. @throws what MongoDB says; the entry may be there all the same */
  add(entry: AuditEntry): Promise<void>;
};

type Waiting = {
  readonly entry: AuditEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** Entries written in one go. */
const MAX_BATCH = 200;

/** Digits of a number in an id: ids sort as numbers do. */
const DIGITS = 12;

/**
 * Opens a chain of this process. Entries that come while others are being written wait for them and are written together,
 * so that many readers cost one write. After a failed write nobody knows what is there: a new chain begins.
 */
export function openAuditTrail(store: Store, newId: () => string): AuditTrail {
  let end = { chain: newId(), n: 0, hash: "" };
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      try {
        const rows = await chained(
          store,
          end,
          batch.map(({ entry }) => entry),
        );
        await store.of(auditCollection).insertMany(rows, { lean: true });
        end = rows.at(-1) ?? end;
        for (const { resolve } of batch) resolve();
      } catch (error) {
        end = { chain: newId(), n: 0, hash: "" };
        for (const { reject } of batch) reject(error);
      }
    }
    writing = false;
  }

  return {
    add: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        if (!writing) void writeAll();
      }),
  };
}

async function chained(
  store: Store,
  { chain, n, hash }: Pick<AuditDoc, "chain" | "n" | "hash">,
  entries: readonly AuditEntry[],
): Promise<AuditDoc[]> {
  let head = hash;
  const rows: AuditDoc[] = [];
  for (const [i, entry] of entries.entries()) {
    const number = n + i + 1;
    const _id = `${chain}.${String(number).padStart(DIGITS, "0")}`;
    const sealed = await sealedDocument(store, auditCollection, {
      _id,
      chain,
      n: number,
      ...entry,
    });
    head = linkOf(head, sealed);
    rows.push({ ...sealed, hash: head });
  }
  return rows;
}

/** Which entries a list wants; what is left out narrows nothing. */
export type AuditFilter = {
  /** Id of a case or a contact. */
  readonly subject?: string;
  readonly by?: string;
  readonly route?: string;
  readonly what?: AuditDoc["what"];
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
};

/** Place after which a page starts: instant and id of the last entry seen. */
export type AuditCursor = { readonly at: Date; readonly id: string };

/** One page of the trail, newest first. */
export async function listAudit(
  store: Store,
  { subject, by, route, what, from, to }: AuditFilter,
  page: { readonly limit: number; readonly after: AuditCursor | null },
): Promise<AuditDoc[]> {
  const equal = { subjects: subject, by, route, what };
  const clauses = [
    Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined)),
    ...(from ? [{ at: operator({ $gte: from }) }] : []),
    ...(to ? [{ at: operator({ $lt: to }) }] : []),
    ...(page.after ? [before(page.after)] : []),
  ];
  return store
    .of(auditCollection)
    .find({ $and: clauses })
    .sort({ at: -1, _id: -1 })
    .limit(page.limit)
    .lean<AuditDoc[]>();
}

/** Whether something is written down of a subject since an instant: what must be written once is looked for first. */
export async function isAudited(
  store: Store,
  { subject, what, since }: { subject: string; what: AuditDoc["what"]; since: Date },
): Promise<boolean> {
  const entry = { subjects: subject, what, at: operator({ $gte: since }) };
  return (await store.of(auditCollection).exists(entry)) !== null;
}

function before({ at, id }: AuditCursor): object {
  return { $or: [{ at: operator({ $lt: at }) }, { at, _id: operator({ $lt: id }) }] };
}
