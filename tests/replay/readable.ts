import type { Client } from "@temporalio/client";
import type { Payload, PayloadCodec } from "@temporalio/common";
import type { History } from "./history.js";

/** The history of one run of a case, with every payload unsealed. */
export async function readableHistory(
  client: Client,
  workflowId: string,
  runId: string,
): Promise<History> {
  const sealed = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const codecs = client.options.loadedDataConverter.payloadCodecs;
  return (await unsealed(sealed, codecs, workflowId)) as History;
}

async function unsealed(
  part: unknown,
  codecs: readonly PayloadCodec[],
  workflowId: string,
): Promise<unknown> {
  if (isLeaf(part)) return part;
  if (Array.isArray(part)) return Promise.all(part.map((one) => unsealed(one, codecs, workflowId)));
  if (isPayload(part)) {
    let payloads: Payload[] = [part];
    for (const codec of codecs.toReversed())
      payloads = await codec.decode(payloads, {
        type: "workflow",
        namespace: "default",
        workflowId,
      });
    const [{ metadata, data } = part] = payloads;
    return { metadata, data };
  }
  const entries = Object.entries(part as object).map(
    async ([key, one]) => [key, await unsealed(one, codecs, workflowId)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

export function isPayload(part: unknown): part is Payload {
  const { metadata } = part as { readonly metadata?: unknown };
  return typeof metadata === "object" && metadata !== null && "encoding" in metadata;
}

/** Texts, numbers (of 64 bits, too) and bytes. */
export function isLeaf(part: unknown): part is string | number | Uint8Array | null {
  return (
    typeof part !== "object" || part === null || part instanceof Uint8Array || "toNumber" in part
  );
}
