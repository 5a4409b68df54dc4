import type { KeyObject } from "node:crypto";
import type { Connection } from "mongoose";
import type { KeyRing } from "../../privacy/key-ring.js";
import { Unreadable } from "../../privacy/unreadable.js";
import { isSealed, openValue, ownerOf, sealValue } from "./envelope.js";
import { sayOpened } from "./opened.js";
import type { SealedMembers } from "./privacy.js";

/** A document on its way: members by name. */
export type Members = { readonly [member: string]: unknown };

/** Told when stored bytes cannot be read: somebody may have changed the database by hand. Ids only. */
export type Alarm = (error: Unreadable, place: { collection: string; id: string }) => void;

/** Seals and opens the members of one database's documents. */
export type Sealer = {
  /** The members with the sealed ones replaced; those that are sealed already stay. `id` and `owner` bind them. */
  sealed(plan: SealedMembers, members: Members, bound: Bound): Promise<Members>;
  /** Opens the sealed members of documents that were read, in place. @throws Unreadable, after the alarm */
  open(plan: SealedMembers, documents: readonly object[]): Promise<void>;
};

/** What a document's sealed members are bound to. `owner` is empty or null when it belongs to nobody. */
export type Bound = { readonly id: unknown; readonly owner: unknown };

/** Owners with a colon are no case and no contact. */
export const SHARED = "installation:";

/** Makes the sealer of a database. */
export function openSealer(keys: KeyRing, alarm: Alarm): Sealer {
  return {
    async sealed(plan, members, { id, owner }) {
      const open = Object.entries(members).filter(
        ([member, value]) => plan.members.has(member) && !isNothing(value) && !isSealed(value),
      );
      if (open.length === 0) return members;
      if (typeof id !== "string")
        throw new TypeError(`${plan.collection}: a sealed member needs an _id`);
      if (owner === undefined && plan.keyOf !== null)
        throw new TypeError(`${plan.collection}: a sealed member needs ${plan.keyOf}`);
      const name = typeof owner === "string" && owner !== "" ? owner : SHARED + plan.collection;
      const key = await keys.toSeal(name);
      const { collection } = plan;
      const sealed = open.map(([member, value]) => [
        member,
        sealValue({ key, owner: name }, value, { collection, id, member }),
      ]);
      return { ...members, ...(Object.fromEntries(sealed) as Members) };
    },
    async open(plan, documents) {
      const owners = new Set(documents.flatMap((document) => ownersIn(plan, document)));
      const found = await Promise.all(
        [...owners].map(async (owner) => [owner, await keyOrReason(keys, owner)] as const),
      );
      const opened = new Map(found);
      for (const document of documents) openDocument({ plan, alarm, opened }, document);
      sayOpened(plan.collection, [...owners]);
    },
  };
}

async function keyOrReason(keys: KeyRing, owner: string): Promise<KeyObject | Unreadable> {
  return keys.toOpen(owner).catch((error: unknown) => {
    if (error instanceof Unreadable) return error;
    throw error;
  });
}

type Opening = {
  readonly plan: SealedMembers;
  readonly alarm: Alarm;
  readonly opened: ReadonlyMap<string, KeyObject | Unreadable>;
};

function openDocument({ plan, alarm, opened }: Opening, document: object): void {
  const { collection, members } = plan;
  const row = document as { [member: string]: unknown };
  const id = String(row["_id"]);
  for (const member of members) {
    const value = row[member];
    if (isNothing(value)) continue;
    const read = valueOf(value, { collection, id, member }, opened);
    if (read instanceof Unreadable) {
      alarm(read, { collection, id });
      throw read;
    }
    row[member] = read.value;
  }
}

function valueOf(
  value: unknown,
  place: { readonly collection: string; readonly id: string; readonly member: string },
  opened: Opening["opened"],
): { readonly value: unknown } | Unreadable {
  const where = `${place.collection}/${place.id}/${place.member}`;
  if (!isSealed(value)) return new Unreadable("in_clear", `${where} is stored in clear`);
  const key = opened.get(ownerOf(value));
  if (key instanceof Unreadable) return key;
  return (
    (key && openValue(key, value, place)) ??
    new Unreadable("damaged", `${where} has been changed or moved`)
  );
}

function ownersIn(plan: SealedMembers, document: object): string[] {
  const row = document as Members;
  return [...plan.members].flatMap((member) => {
    const value = row[member];
    return isSealed(value) ? ownerOf(value) : [];
  });
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** The sealer of each open connection: the hooks of a schema know only the connection that they run on. */
const sealers = new WeakMap<Connection, Sealer>();

/** Gives a connection its sealer. */
export function setSealer(connection: Connection, sealer: Sealer): void {
  sealers.set(connection, sealer);
}

/** @throws TypeError for a connection that was opened past the store */
export function sealerOf(connection: Connection): Sealer {
  const sealer = sealers.get(connection);
  if (!sealer) throw new TypeError("this connection has no keys");
  return sealer;
}
