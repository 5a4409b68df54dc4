import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { SendOutcome } from "../../engine/channels/contract.js";
import { waitOf } from "../../engine/channels/retry-after.js";
import { type Answer, outcomeOf } from "../outcome-of.js";
import type { Exchange } from "../post-once.js";

/** Their answer, as far as we read it: https://developers.africastalking.com/docs/sms/sending */
const recipientSchema = Type.Object({
  statusCode: Type.Integer(),
  messageId: Type.Optional(Type.String({ maxLength: 200 })),
  cost: Type.Optional(Type.String({ maxLength: 40 })),
});
const answerSchema = Type.Object({
  SMSMessageData: Type.Object({
    Message: Type.Optional(Type.String()),
    Recipients: Type.Array(recipientSchema, { maxItems: 10 }),
  }),
});
type Recipient = Static<typeof recipientSchema>;

/**
 * Says how a send ended. Only a clear answer is an outcome of its own: whatever leaves a doubt after the connection
 * stood is `unknown`, because a message sent twice cannot be taken back.
 */
export function classify(exchange: Exchange): SendOutcome {
  return outcomeOf(exchange, classifyAnswer);
}

/** Their JSON comes first: a refused recipient also stands in a 4xx, for instance 409. A 5xx tells nothing. */
function classifyAnswer({ status, headers, text }: Answer): SendOutcome {
  if (status === 429) return { status: "throttled", retryAfterMs: waitOf(headers) };
  if (status >= 500) return unknown(`http_${String(status)}`);
  const answer = parseAnswer(text);
  if (answer === undefined) return classifyStatus(status);
  const [recipient, second] = answer.Recipients;
  if (second !== undefined) return unknown("several_recipients");
  if (recipient !== undefined) return classifyRecipient(recipient);
  return answer.Message === "InvalidSenderId"
    ? misconfigured("InvalidSenderId")
    : unknown("no_recipient");
}

/** Plain text instead of their JSON: refused before it was read, unless the status says nothing of the kind. */
function classifyStatus(status: number): SendOutcome {
  const code = `http_${String(status)}`;
  if (status === 401 || status === 403) return misconfigured("credentials");
  if (status === 404 || status === 405) return misconfigured(code);
  if ([400, 411, 413, 414, 415, 422].includes(status)) return rejected(code);
  return unknown(code);
}

function classifyRecipient({ statusCode, messageId, cost }: Recipient): SendOutcome {
  switch (statusCode) {
    case 100:
    case 101:
    case 102:
      if (messageId === undefined || messageId === "" || messageId === "None")
        return unknown("no_message_id");
      return { status: "accepted", providerId: messageId, ...(cost === undefined ? {} : { cost }) };
    case 401:
      // Held for their review: it may still go out, so it must not be sent again.
      return unknown("RiskHold");
    case 402:
      return misconfigured("InvalidSenderId");
    case 403:
      return rejected("InvalidPhoneNumber");
    case 404:
      return rejected("UnsupportedNumberType");
    case 405:
      return misconfigured("InsufficientBalance");
    case 406:
      return { status: "opted_out" };
    case 407:
      return rejected("CouldNotRoute");
    case 409:
      return rejected("DoNotDisturbRejection");
    case 502:
      return rejected("RejectedByGateway");
    default:
      // 500 InternalServerError, 501 GatewayError and whatever they add: it may have left them.
      return unknown(`status_${String(statusCode)}`);
  }
}

function parseAnswer(text: string): Static<typeof answerSchema>["SMSMessageData"] | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return Value.Check(answerSchema, answer) ? answer.SMSMessageData : undefined;
  } catch {
    return undefined;
  }
}

function unknown(why: string): SendOutcome {
  return { status: "unknown", why };
}

function misconfigured(why: string): SendOutcome {
  return { status: "misconfigured", why };
}

/** The codes are the provider's words or an HTTP status; they hold no text of a person. */
function rejected(code: string): SendOutcome {
  return { status: "rejected", code, why: code };
}
