import { createHmac } from "node:crypto";

/** A form as Twilio posts it, and the header that signs it. */
export type SignedForm = {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Fields in the order in which they are posted. */
export type Fields = Readonly<Record<string, string>>;

/** Fields of an incoming message, as documented, with made-up people. */
export function inboundFields(message: {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}): Fields {
  return {
    ToCountry: "US",
    SmsMessageSid: message.sid,
    NumMedia: "0",
    ToCity: "",
    SmsSid: message.sid,
    SmsStatus: "received",
    Body: message.text,
    FromCountry: "KE",
    To: message.to,
    NumSegments: "1",
    MessageSid: message.sid,
    AccountSid: "AC00000000000000000000000000000001",
    From: message.from,
    ApiVersion: "2010-04-01",
  };
}

/** Fields of a status callback. */
export function statusFields(sid: string, status: string, more: Fields = {}): Fields {
  return {
    SmsSid: sid,
    SmsStatus: status,
    MessageStatus: status,
    To: "+254700000001",
    MessageSid: sid,
    AccountSid: "AC00000000000000000000000000000001",
    From: "+15005550006",
    ApiVersion: "2010-04-01",
    ...more,
  };
}

/**
 * Signs as Twilio does, written from its documentation and not from our check:
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function signedForm(url: string, fields: Fields, authToken: string): SignedForm {
  const names = Object.keys(fields).sort();
  const signed = names.reduce((text, name) => text + name + (fields[name] ?? ""), url);
  const signature = createHmac("sha1", authToken).update(Buffer.from(signed, "utf8"));
  return {
    body: new URLSearchParams(fields).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "x-twilio-signature": signature.digest("base64"),
    },
  };
}
