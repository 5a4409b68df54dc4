import type { KeyObject } from "node:crypto";
import type { Payload, PayloadCodec, SerializationContext } from "@temporalio/common";
import type { KeyRing } from "./key-ring.js";
import { pack, type Packed, unpack } from "./payload-bytes.js";
import { open, seal } from "./seal.js";
import { isShown } from "./shown.js";
import { Unreadable } from "./unreadable.js";
import type { WrappingKey } from "./wrapping-key.js";

/** Metadata of a sealed payload; the names are those that Temporal's own pages know. */
const SEALED = "binary/encrypted";
const KEY_ID = "encryption-key-id";
const FORM = "encryption-form";

/** Key id of what belongs to no case: this and the name of the DATA_KEY. Case ids hold no colon. */
const INSTALLATION = "installation:";

/** What the codec works with. */
export type CodecParts = {
  readonly keys: KeyRing;
  readonly wrappingKeys: readonly [WrappingKey, ...WrappingKey[]];
};

/**
 * Seals everything that goes to Temporal under the key of its case, and opens it again. The case is the workflow that
 * Temporal's SDK names with each payload (its serialization context, experimental in 1.24); what comes without one, errors
 * of our own, is sealed under a key of the installation. A payload names its key; it cannot be moved to another case.
 *
 * Left in clear: payloads without data, and texts made for Temporal's pages. What comes in clear is taken as it is, so
 * that Temporal's own tools can signal a case.
 */
export function payloadCodec(parts: CodecParts): PayloadCodec {
  return {
    encode: (payloads, context) =>
      Promise.all(payloads.map((payload) => sealed(parts, payload, ownerOf(context)))),
    decode: (payloads, context) =>
      Promise.all(payloads.map((payload) => opened(parts, payload, ownerOf(context)))),
  };
}

function ownerOf(context: SerializationContext | undefined): string | undefined {
  return context?.workflowId;
}

async function sealed(
  { keys, wrappingKeys }: CodecParts,
  payload: Payload,
  owner: string | undefined,
): Promise<Payload> {
  if (!payload.data?.length || isShown(payload)) return payload;
  const [current] = wrappingKeys;
  const keyId = owner ?? INSTALLATION + current.name;
  const key = owner === undefined ? current.installation : await keys.toSeal(owner);
  const { bytes, form } = pack(payload);
  return {
    metadata: { encoding: encoded(SEALED), [KEY_ID]: encoded(keyId), [FORM]: encoded(form) },
    data: new Uint8Array(seal(key, bytes, bindingOf(keyId, form))),
  };
}

async function opened(
  parts: CodecParts,
  payload: Payload,
  owner: string | undefined,
): Promise<Payload> {
  const { metadata, data } = payload;
  if (decoded(metadata?.["encoding"]) !== SEALED) return payload;
  const keyId = decoded(metadata?.[KEY_ID]);
  const form = decoded(metadata?.[FORM]) === "deflated" ? "deflated" : "plain";
  const ofInstallation = keyId.startsWith(INSTALLATION);
  if (owner !== undefined && owner !== keyId && !ofInstallation)
    throw new Unreadable("moved", `A payload in ${owner} belongs to ${keyId}`);
  const key = ofInstallation ? installationKey(parts, keyId) : await parts.keys.toOpen(keyId);
  const bytes = open(key, data ?? new Uint8Array(), bindingOf(keyId, form));
  if (!bytes) throw new Unreadable("damaged", `A payload of ${keyId} has been changed`);
  return unpack({ bytes, form });
}

function installationKey({ wrappingKeys }: CodecParts, keyId: string): KeyObject {
  const wrapper = wrappingKeys.find(({ name }) => keyId === INSTALLATION + name);
  if (wrapper) return wrapper.installation;
  throw new Unreadable("other_data_key", `${keyId} names a DATA_KEY that this process has not`);
}

function bindingOf(keyId: string, form: Packed["form"]): string {
  return `payload/1/${form}/${keyId}`;
}

function encoded(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}

function decoded(bytes: Uint8Array | null | undefined): string {
  return bytes ? Buffer.from(bytes).toString() : "";
}
