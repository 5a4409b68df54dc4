import { readFormBody } from "../../engine/channels/form-body.js";
import { toE164 } from "../../engine/channels/phone.js";
import { isSameSecret } from "../../engine/channels/secret.js";
import type { Callback } from "../callback.js";
import type { PhoneMessage, PhoneStore } from "./phone-store.js";

/** A request to the sandbox, with the path below where it is mounted: `/version1/messaging`. */
export type SandboxRequest = {
  readonly method: string;
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** What to answer, and what to post to the webhook afterwards, in this order. */
export type SandboxAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly callbacks: readonly Callback[];
};

/** What the sandbox needs from where it is mounted. */
export type SandboxWorld = {
  readonly phones: PhoneStore;
  /** The key that the endpoint's settings hold. */
  readonly apiKey: string;
  /** Unique per message; becomes part of the provider's id. */
  newId(): string;
  now(): Date;
};

/** Their own name for a network that is none: https://developers.africastalking.com/docs/sms/notifications */
const SANDBOX_NETWORK = "99999";

/** An SMS in the sandbox costs nothing, in their notation. */
const NO_COST = "KES 0.0000";

/** Who a message comes from when the app has no sender of its own. */
const DEFAULT_SENDER = "AFRICASTKNG";

/** We send to one at a time; the bound keeps one request small. */
const MAX_RECEIVERS = 100;

/**
 * Africa's Talking's messaging API, as far as we call it, with a phone simulator behind it. Our sending code does not
 * know the difference. Real format: https://developers.africastalking.com/docs/sms/sending
 */
export async function answerAsProvider(
  request: SandboxRequest,
  world: SandboxWorld,
): Promise<SandboxAnswer> {
  if (request.path !== "/version1/messaging") return plain(404, "Not Found");
  if (request.method !== "POST") return plain(405, "Method Not Allowed");
  if (!isSameSecret(request.headers["apikey"] ?? "", world.apiKey)) {
    return plain(401, "The supplied authentication is invalid");
  }
  const fields = fieldsOf(request.body);
  const missing = ["username", "to", "message"].find((name) => (fields.get(name) ?? "") === "");
  if (missing !== undefined) {
    return plain(400, `Request is missing required form field '${missing}'`);
  }
  return hand(fields, world);
}

/** An incoming SMS as a callback: what happens when somebody writes on the simulated phone. */
export function inboundCallback(message: PhoneMessage): Callback {
  return callback("", {
    date: message.at,
    from: message.from,
    id: message.id,
    linkId: message.id,
    text: message.text,
    to: message.to,
    networkCode: SANDBOX_NETWORK,
    cost: NO_COST,
  });
}

/** A delivery report for a message that the phone has got. */
export function receiptCallback(message: PhoneMessage, status: "Sent" | "Success"): Callback {
  return callback("receipts", {
    id: message.id,
    status,
    phoneNumber: message.to,
    networkCode: SANDBOX_NETWORK,
    retryCount: "0",
  });
}

async function hand(
  fields: ReadonlyMap<string, string>,
  world: SandboxWorld,
): Promise<SandboxAnswer> {
  const receivers = (fields.get("to") ?? "").split(",").slice(0, MAX_RECEIVERS);
  const taken: PhoneMessage[] = [];
  const recipients: object[] = [];
  for (const receiver of receivers) {
    const message = messageTo(receiver, fields, world);
    recipients.push(recipientOf(receiver, message));
    if (message !== undefined) taken.push(message);
  }
  for (const message of taken) await world.phones.record(message);
  const summary = `Sent to ${String(taken.length)}/${String(receivers.length)} Total Cost: ${NO_COST}`;
  return {
    status: 201,
    contentType: "application/json",
    body: JSON.stringify({ SMSMessageData: { Message: summary, Recipients: recipients } }),
    callbacks: taken.flatMap((message) => [
      receiptCallback(message, "Sent"),
      receiptCallback(message, "Success"),
    ]),
  };
}

/** The message for one receiver, or undefined when the number cannot be one. */
function messageTo(
  receiver: string,
  fields: ReadonlyMap<string, string>,
  world: SandboxWorld,
): PhoneMessage | undefined {
  const to = toE164(receiver);
  if (to === undefined) return undefined;
  return {
    id: `ATXid_${world.newId()}`,
    from: fields.get("from") ?? DEFAULT_SENDER,
    to,
    text: fields.get("message") ?? "",
    at: world.now().toISOString(),
  };
}

function recipientOf(number: string, message: PhoneMessage | undefined): object {
  return message === undefined
    ? { statusCode: 403, number, cost: "0", status: "InvalidPhoneNumber", messageId: "None" }
    : { statusCode: 101, number, cost: NO_COST, status: "Success", messageId: message.id };
}

function callback(
  subpath: Callback["subpath"],
  fields: Readonly<Record<string, string>>,
): Callback {
  const parts = Object.entries(fields).map((pair) => pair.map(encodeURIComponent).join("="));
  return { subpath, contentType: "application/x-www-form-urlencoded", body: parts.join("&") };
}

/** An unreadable body has no fields, so the answer names the first that is missing. */
function fieldsOf(body: Uint8Array): ReadonlyMap<string, string> {
  try {
    return readFormBody(body);
  } catch {
    return new Map();
  }
}

function plain(status: number, body: string): SandboxAnswer {
  return { status, contentType: "text/plain; charset=utf-8", body, callbacks: [] };
}
