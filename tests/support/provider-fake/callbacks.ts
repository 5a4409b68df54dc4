/** An incoming message as Africa's Talking posts it. */
export type InboundFields = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** ISO 8601; a fixed instant when absent. */
  readonly date?: string;
};

/** A delivery report as Africa's Talking posts it. */
export type ReceiptFields = {
  readonly id: string;
  readonly status: string;
  readonly phoneNumber: string;
  readonly failureReason?: string;
};

/** The body of an incoming message. */
export function inboundForm({ id, from, to, text, date }: InboundFields): string {
  return form({
    date: date ?? "2026-03-02T08:15:00Z",
    from,
    id,
    linkId: `link-${id}`,
    text,
    to,
    networkCode: "63902",
    cost: "KES 0.0000",
  });
}

/** The body of a delivery report. */
export function receiptForm({ id, status, phoneNumber, failureReason }: ReceiptFields): string {
  return form({
    id,
    status,
    phoneNumber,
    networkCode: "63902",
    retryCount: "0",
    ...(failureReason === undefined ? {} : { failureReason }),
  });
}

/** Posts a callback. @returns the HTTP status @throws when nothing answers */
export async function postForm(url: string, body: string): Promise<number> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
  await answer.arrayBuffer();
  return answer.status;
}

/**
 * Posts until it is taken (2xx), as the provider does while the receiver is down.
 * @returns the last HTTP status, 0 when nothing answered within `forMs`
 */
export async function postUntilTaken(url: string, body: string, forMs: number): Promise<number> {
  const end = Date.now() + forMs;
  for (;;) {
    const status = await postForm(url, body).catch(() => 0);
    if ((status >= 200 && status < 300) || Date.now() > end) return status;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function form(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}
