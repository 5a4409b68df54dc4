import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import { open, seal } from "./seal.js";

/** A key made from DATA_KEY. It wraps the keys of cases and never seals anything of a case itself. */
export type WrappingKey = {
  /** Tells one DATA_KEY from another without telling anything about it. */
  readonly name: string;
  /** A fresh key for one owner, wrapped for storage. */
  make(owner: string): { readonly key: KeyObject; readonly wrapped: string };
  wrap(owner: string, key: KeyObject): string;
  /** @returns null when it was wrapped under another DATA_KEY or for another owner */
  unwrap(owner: string, wrapped: string): KeyObject | null;
  /** For what belongs to no case: errors of our own while a case's key cannot be had. */
  readonly installation: KeyObject;
};

/** The DATA_KEYs that an installation may read with. */
export type DataKeys = { readonly dataKey: string; readonly previousDataKey?: string | undefined };

/** The wrapping keys of an installation: the one in use first, then the one before it. */
export function wrappingKeysOf(keys: DataKeys): readonly [WrappingKey, ...WrappingKey[]] {
  const { dataKey, previousDataKey } = keys;
  const before = previousDataKey === undefined ? [] : [wrappingKeyOf(previousDataKey)];
  return [wrappingKeyOf(dataKey), ...before];
}

const KEY_BYTES = 32;
const NAME_BYTES = 6;

/** Makes the wrapping key of a DATA_KEY: HKDF-SHA-256 (RFC 5869) with one label for each use. */
export function wrappingKeyOf(dataKey: string): WrappingKey {
  const derived = (label: string, length: number) =>
    Buffer.from(hkdfSync("sha256", dataKey, "", `casewright/${label}/1`, length));
  const secret = createSecretKey(derived("case-keys", KEY_BYTES));
  const wrap = (owner: string, key: KeyObject) =>
    seal(secret, key.export(), bindingOf(owner)).toString("base64");
  return {
    name: derived("name", NAME_BYTES).toString("hex"),
    make: (owner) => {
      const key = createSecretKey(randomBytes(KEY_BYTES));
      return { key, wrapped: wrap(owner, key) };
    },
    wrap,
    unwrap: (owner, wrapped) => {
      const bytes = open(secret, Buffer.from(wrapped, "base64"), bindingOf(owner));
      return bytes && createSecretKey(bytes);
    },
    installation: createSecretKey(derived("installation", KEY_BYTES)),
  };
}

function bindingOf(owner: string): string {
  return `case-key/${owner}`;
}
