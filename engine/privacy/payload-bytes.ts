import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import type { Payload } from "@temporalio/common";

/** Values above this many bytes are worth the time that compressing takes. */
const COMPRESS_ABOVE = 1_024;

/** Nothing of ours is larger; a bound on what a few bytes can blow up to. */
const LARGEST = 16_000_000;

const LENGTH_BYTES = 4;

/** A payload as bytes, compressed when that is worth while. */
export type Packed = { readonly bytes: Uint8Array; readonly form: "plain" | "deflated" };

/** Packs a payload with its metadata: length of the header, header (JSON), data. */
export function pack({ metadata, data }: Payload): Packed {
  const header = Buffer.from(JSON.stringify(textual(metadata ?? {})));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(header.length);
  const bytes = Buffer.concat([length, header, data ?? new Uint8Array()]);
  if (bytes.length <= COMPRESS_ABOVE) return { bytes, form: "plain" };
  return {
    bytes: deflateRawSync(bytes, { level: constants.Z_BEST_SPEED }),
    form: "deflated",
  };
}

/** Unpacks what {@link pack} made. @throws RangeError or SyntaxError when it did not */
export function unpack({ bytes, form }: Packed): Payload {
  const whole =
    form === "deflated"
      ? inflateRawSync(bytes, { maxOutputLength: LARGEST })
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = LENGTH_BYTES + whole.readUInt32BE();
  const header = JSON.parse(whole.subarray(LENGTH_BYTES, start).toString()) as Header;
  return { metadata: binary(header), data: new Uint8Array(whole.subarray(start)) };
}

type Header = { readonly [name: string]: string };

function textual(metadata: NonNullable<Payload["metadata"]>): Header {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value).toString("latin1")]),
  );
}

function binary(header: Header): { [name: string]: Uint8Array } {
  return Object.fromEntries(
    Object.entries(header).map(([name, value]) => [
      name,
      new Uint8Array(Buffer.from(value, "latin1")),
    ]),
  );
}
