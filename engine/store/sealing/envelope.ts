import type { KeyObject } from "node:crypto";
import { mongo } from "mongoose";
import { open, seal } from "../../privacy/seal.js";

/** Where a sealed value lives. It opens nowhere else. */
export type Place = {
  readonly collection: string;
  readonly id: string;
  readonly member: string;
};

/** BSON's first subtype for users: tells a sealed value from other bytes. */
const SUBTYPE = 0x80;

/** The form of the envelope, its first byte. */
const FORM = 1;

/** A member as MongoDB gets it: form, length of the key's owner, owner, nonce, ciphertext, tag. */
export type Sealed = mongo.Binary;

/** Whether a stored value is an envelope of ours. */
export function isSealed(value: unknown): value is Sealed {
  return value instanceof mongo.Binary && value.sub_type === SUBTYPE && value.buffer[0] === FORM;
}

/** Seals a JSON value for one place, under the key of an owner. @throws TypeError for what JSON cannot say */
export function sealValue(
  { key, owner }: { readonly key: KeyObject; readonly owner: string },
  value: unknown,
  place: Place,
): Sealed {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`${place.member} cannot be written as JSON`);
  const name = Buffer.from(owner);
  if (name.length > 255) throw new TypeError("the owner of a key has too long an id");
  const bytes = seal(key, Buffer.from(text), bindingOf(owner, place));
  return new mongo.Binary(Buffer.concat([Buffer.from([FORM, name.length]), name, bytes]), SUBTYPE);
}

/** The owner of the key that a value was sealed under. */
export function ownerOf({ buffer }: Sealed): string {
  return Buffer.from(buffer.subarray(2, 2 + (buffer[1] ?? 0))).toString();
}

/** Opens what {@link sealValue} made for this place; null when it was made for another, or a bit was changed. */
export function openValue(
  key: KeyObject,
  sealed: Sealed,
  place: Place,
): { readonly value: unknown } | null {
  const owner = ownerOf(sealed);
  const start = 2 + (sealed.buffer[1] ?? 0);
  const bytes = open(key, sealed.buffer.subarray(start, sealed.length()), bindingOf(owner, place));
  return bytes && { value: JSON.parse(bytes.toString()) as unknown };
}

function bindingOf(owner: string, { collection, id, member }: Place): string {
  return `field/${String(FORM)}/${JSON.stringify([owner, collection, id, member])}`;
}
