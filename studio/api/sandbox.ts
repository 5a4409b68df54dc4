import { queryOptions } from "@tanstack/react-query";
import { call } from "./http.js";
import { keys } from "./keys.js";
import { newKey } from "./new-key.js";

/** An SMS as it stands on a simulated phone. */
export type PhoneMessage = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly at: string;
};

/** Simulated phones have no live connection; the open one asks again this often. */
const POLL_MS = 1_500;

/** The numbers of the phones that have written or got something. */
export const phonesQuery = queryOptions({
  queryKey: keys.phones,
  queryFn: async ({ signal }) =>
    (await call<{ items: readonly string[] }>("/api/sandbox/phones", { signal })).items,
});

/** What one phone has sent and got, oldest first. */
export const phoneQuery = (number: string) =>
  queryOptions({
    queryKey: keys.phone(number),
    queryFn: async ({ signal }) =>
      (await call<{ items: readonly PhoneMessage[] }>(messagesOf(number), { signal })).items,
    refetchInterval: POLL_MS,
  });

/** Writes an SMS to the clinic from a simulated phone. @throws Problem */
export function writeSms(number: string, text: string): Promise<unknown> {
  return call(messagesOf(number), { method: "POST", body: { text }, idempotencyKey: newKey() });
}

function messagesOf(number: string): string {
  return `/api/sandbox/phones/${encodeURIComponent(number)}/messages`;
}
