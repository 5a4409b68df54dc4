import { join } from "node:path";
import type { DataConverter } from "@temporalio/common";
import { findProjectRoot } from "../config.js";
import type { Store } from "../store/store.js";
import { payloadCodec } from "./payload-codec.js";
import { type DataKeys, wrappingKeysOf } from "./wrapping-key.js";

/** What the data converter works with. */
export type ConverterParts = DataKeys & { readonly store: Store };

/**
 * Path of the module that keeps the words of errors out of clear text. The workflow bundle needs it too, since errors
 * are converted inside workflow code.
 */
export const FAILURE_CONVERTER_PATH = join(
  findProjectRoot(),
  "workflows/case/failure-converter.cjs",
);

/**
 * The data converter of every Temporal client and worker of an installation: nothing personal reaches Temporal readable
 * (rule of durability 14). All processes of an installation share store and DATA_KEY, and so read each other.
 */
export function dataConverterFor(parts: ConverterParts): DataConverter {
  const wrappingKeys = wrappingKeysOf(parts);
  return {
    payloadCodecs: [payloadCodec({ keys: parts.store.keys, wrappingKeys })],
    failureConverterPath: FAILURE_CONVERTER_PATH,
  };
}
