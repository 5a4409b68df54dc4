/** A request that a simulated provider posts to our own webhook, in the provider's format. */
export type Callback = {
  /** Below the endpoint: "" for messages, "receipts" for delivery reports. */
  readonly subpath: "" | "receipts";
  readonly contentType: string;
  readonly body: string | Uint8Array;
};
