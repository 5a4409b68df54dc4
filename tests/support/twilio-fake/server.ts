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
export type TwilioFake = FaultyServer<TakenSms> & {
  /** What its list says of every message from now on; it begins with `delivered`. */
  lists(status: string): void;
};

/** Twilio's `Messages.json` on 127.0.0.1, with faults on demand; it takes one account only. */
export async function startTwilioFake(account: TwilioAccount): Promise<TwilioFake> {
  let status = "delivered";
  const server = await startFaultyServer<TakenSms>({
    read: (request, before) =>
      listOf(account, request, { before, status }) ?? read(account, request),
    accept: ({ sid, to, from, text }) => ({
      status: 201,
      body: { sid, to, from, body: text, status: "queued", error_code: null, price: null },
    }),
    refuse: ({ statusCode, status }) => refusal(statusCode, Number(status)),
    throttle: () => refusal(429, 20_429),
  });
  return {
    ...server,
    lists: (now) => {
      status = now;
    },
  };
}

type Listed = TakenSms & { readonly takenAt: number };

/** Their list of what was sent to a person, newest first; undefined when the request asks for something else. */
function listOf(
  account: TwilioAccount,
  { method, path, headers }: FakeRequest,
  { before, status }: { readonly before: readonly Listed[]; readonly status: string },
): { readonly answer: FakeAnswer } | undefined {
  const { pathname, searchParams } = new URL(path, "http://127.0.0.1");
  const isList = pathname === `/2010-04-01/Accounts/${account.accountSid}/Messages.json`;
  if (method !== "GET" || !isList) return undefined;
  if (!isKnown(account, headers)) return { answer: refusal(401, 20_003) };
  const messages = before
    .filter(({ to, from }) => to === searchParams.get("To") && from === searchParams.get("From"))
    .map(({ sid, to, from, text, takenAt }) => ({
      ...{ sid, to, from, body: text, status, direction: "outbound-api", error_code: null },
      date_created: new Date(takenAt).toUTCString(),
    }))
    .toReversed()
    .slice(0, Number(searchParams.get("PageSize")));
  return { answer: { status: 200, body: { messages, page: 0, next_page_uri: null } } };
}

function isKnown(
  { accountSid, authToken }: TwilioAccount,
  { authorization }: FakeRequest["headers"],
): boolean {
  return authorization === `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
}

function read(
  account: TwilioAccount,
  { method, path, headers, body }: FakeRequest,
): { readonly taken: TakenSms } | { readonly answer: FakeAnswer } {
  const { accountSid } = account;
  const known = isKnown(account, headers);
  if (`${method} ${path}` === `GET /2010-04-01/Accounts/${accountSid}.json` && known)
    return { answer: { status: 200, body: { sid: accountSid, status: "active" } } };
  if (`${method} ${path}` !== `POST /2010-04-01/Accounts/${accountSid}/Messages.json`)
    return { answer: known ? refusal(404, 20_404) : refusal(401, 20_003) };
  if (!known) return { answer: refusal(401, 20_003) };
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
