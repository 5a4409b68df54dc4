/**
 * What goes wrong with a send. `after accept` means that the provider has taken the message: it stands in
 * `accepted.jsonl`, and the person will get it.
 */
export type Fault =
  | { readonly kind: "delay"; readonly ms: number }
  /** 429; `retryAfter` as the header's text, seconds or an HTTP date. */
  | { readonly kind: "throttle"; readonly retryAfter?: string }
  /** Answered as documented with a status code that refuses the receiver, for instance 403 or 406. */
  | { readonly kind: "refuse"; readonly statusCode: number; readonly status: string }
  | { readonly kind: "error"; readonly at: AcceptPoint; readonly status?: number }
  | { readonly kind: "reset"; readonly at: AcceptPoint }
  | { readonly kind: "hang"; readonly at: AcceptPoint }
  /** Any answer instead of the right one. */
  | { readonly kind: "answer"; readonly at: AcceptPoint; readonly answer: RawAnswer };

/** On which side of taking the message it happens. */
export type AcceptPoint = "before_accept" | "after_accept";

/** An answer byte for byte. */
export type RawAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bodyBase64: string;
};

/** For which requests a fault applies; the first rule that fits decides. */
export type Rule = {
  /** Only this receiver. */
  readonly to?: string;
  /** Only texts that hold this. */
  readonly textIncludes?: string;
  /** Requests that fit and still pass before the first fault. */
  readonly skip?: number;
  /** How often it applies; for ever when absent. */
  readonly times?: number;
  readonly fault: Fault;
};

/** Delivery reports that follow every message taken, in this order; a status may stand twice. */
export type ReceiptPlan = {
  /** The callback address, with `/receipts`. */
  readonly url: string;
  readonly statuses: readonly string[];
  /** `before_answer`: the reports arrive before the sender knows the message id. */
  readonly when: "before_answer" | "after_answer";
  /** Between two reports. */
  readonly gapMs?: number;
};

/** A message that the fake has taken, as it stands in `accepted.jsonl`. */
export type Accepted = {
  readonly at: string;
  readonly messageId: string;
  /** The sender's Idempotency-Key, so that a test can count per attempt; "" when there was none. */
  readonly attemptId: string;
  readonly username: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
};

/** Everything that can be set while it runs; what is absent stays. */
export type Control = {
  readonly rules?: readonly Rule[];
  readonly receipts?: ReceiptPlan | null;
};

/** How often anybody asked it to send, taken or not. */
export type Counts = { readonly requests: number; readonly accepted: number };

/** The fault of answering with these bytes. */
export function answering(
  at: AcceptPoint,
  status: number,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Fault {
  const bodyBase64 = Buffer.from(body).toString("base64");
  return { kind: "answer", at, answer: { status, headers, bodyBase64 } };
}
