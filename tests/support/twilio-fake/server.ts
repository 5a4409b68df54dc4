import { randomBytes } from "node:crypto";
import {
  type FakeAnswer,
  type FakeRequest,
  type FaultyServer,
  startFaultyServer,
} from "../provider-fake/faulty-http.js";

/** A message that the fake has taken. */
export type TakenSms = {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly text: string;
  /** Where it would report the delivery; empty for nowhere. */
  readonly statusCallback: string;
};

/** An account as the fake knows it. */
export type TwilioAccount = { readonly accountSid: string; readonly authToken: string };

/** A running fake in this process; its `url` goes into `TWILIO_BASE_URL`. */
export type TwilioFake = FaultyServer<TakenSms>;

/** Twilio's `Messages.json` on 127.0.0.1, with faults on demand; it takes one account only. */
export function startTwilioFake(account: TwilioAccount): Promise<TwilioFake> {
  return startFaultyServer<TakenSms>({
    read: (request) => read(account, request),
    accept: ({ sid, to, from, text }) => ({
      status: 201,
      body: { sid, to, from, body: text, status: "queued", error_code: null, price: null },
    }),
    refuse: ({ statusCode, status }) => refusal(statusCode, Number(status)),
    throttle: () => refusal(429, 20_429),
  });
}

function read(
  { accountSid, authToken }: TwilioAccount,
  { method, path, headers, body }: FakeRequest,
): { readonly taken: TakenSms } | { readonly answer: FakeAnswer } {
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  const isKnown = headers.authorization === `Basic ${credentials}`;
  if (`${method} ${path}` === `GET /2010-04-01/Accounts/${accountSid}.json` && isKnown)
    return { answer: { status: 200, body: { sid: accountSid, status: "active" } } };
  if (`${method} ${path}` !== `POST /2010-04-01/Accounts/${accountSid}/Messages.json`)
    return { answer: isKnown ? refusal(404, 20_404) : refusal(401, 20_003) };
  if (!isKnown) return { answer: refusal(401, 20_003) };
  const fields = new URLSearchParams(body);
  const field = (name: string) => fields.get(name) ?? "";
  if (field("To") === "") return { answer: refusal(400, 21_604) };
  return {
    taken: {
      sid: `SM${randomBytes(16).toString("hex")}`,
      to: fields.getAll("To").join(","),
      from: field("From"),
      text: field("Body"),
      statusCallback: field("StatusCallback"),
    },
  };
}

/** A refusal as documented, in words that must appear nowhere. */
function refusal(status: number, code: number): FakeAnswer {
  const more = `https://www.twilio.com/docs/errors/${String(code)}`;
  return { status, body: { code, message: "made-up words of Twilio", more_info: more, status } };
}
