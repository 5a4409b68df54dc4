import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type FaultBook, faultBook } from "../provider-fake/faults.js";
import type { Fault, Rule } from "../provider-fake/rules.js";

/** A mail that the fake has taken. */
export type TakenMail = {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly customArgs: Readonly<Record<string, string>>;
  /** The whole body as it came. */
  readonly body: Readonly<Record<string, unknown>>;
};

/** A running fake in this process. */
export type SendgridFake = {
  /** SendGrid's base URL, for `SENDGRID_BASE_URL`. */
  readonly url: string;
  /** Replaces all rules and starts their counts anew. */
  rules(...rules: readonly Rule[]): void;
  /** Every mail taken, oldest first. */
  accepted(): readonly TakenMail[];
  /** Headers of the last request, taken or not. */
  lastHeaders(): Readonly<Record<string, unknown>>;
  close(): Promise<void>;
};

type Fake = {
  readonly apiKey: string;
  readonly scopes: readonly string[];
  readonly faults: FaultBook;
  readonly taken: TakenMail[];
  lastHeaders: Readonly<Record<string, unknown>>;
};

/** SendGrid's `v3/mail/send` on 127.0.0.1, with faults on demand; it takes one key only. */
export async function startSendgridFake(
  apiKey: string,
  scopes: readonly string[] = ["mail.send"],
): Promise<SendgridFake> {
  const fake: Fake = { apiKey, scopes, faults: faultBook(), taken: [], lastHeaders: {} };
  const server = createServer((request, response) => void answer(fake, request, response));
  await listen(server);
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    rules: (...rules) => {
      fake.faults.replace(rules);
    },
    accepted: () => [...fake.taken],
    lastHeaders: () => fake.lastHeaders,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  fake: Fake,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readBody(request);
  fake.lastHeaders = request.headers;
  const isKnown = request.headers.authorization === `Bearer ${fake.apiKey}`;
  if (request.url === "/v3/scopes" && isKnown) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ scopes: fake.scopes }));
  } else if (request.url === "/v3/scopes") {
    refuse(response, 401, null);
  } else if (`${request.method ?? ""} ${request.url ?? ""}` !== "POST /v3/mail/send") {
    refuse(response, 404, "path");
  } else if (!isKnown) {
    refuse(response, 401, null);
  } else {
    const mail = readMail(text);
    const fault = fake.faults.next(mail);
    if (fault === undefined) accept(fake, response, mail);
    else await fail(fake, response, { mail, fault });
  }
}

function accept(fake: Fake, response: ServerResponse, mail: TakenMail): void {
  fake.taken.push(mail);
  response.writeHead(202, { "x-message-id": randomBytes(16).toString("base64url") }).end();
}

type Failure = { readonly mail: TakenMail; readonly fault: Fault };

async function fail(fake: Fake, response: ServerResponse, failure: Failure): Promise<void> {
  const { mail, fault } = failure;
  if ("at" in fault && fault.at === "after_accept") fake.taken.push(mail);
  switch (fault.kind) {
    case "delay":
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      accept(fake, response, mail);
      break;
    case "throttle":
      if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
      refuse(response, 429, null);
      break;
    case "refuse":
      refuse(response, fault.statusCode, fault.status);
      break;
    case "error":
      refuse(response, fault.status ?? 500, null);
      break;
    case "reset":
      response.socket?.resetAndDestroy();
      break;
    case "hang":
      break;
    case "answer":
      response.writeHead(fault.answer.status, { ...fault.answer.headers });
      response.end(Buffer.from(fault.answer.bodyBase64, "base64"));
  }
}

/** A refusal as documented: a list of errors, each with the field it is about. */
function refuse(response: ServerResponse, status: number, field: string | null): void {
  const errors = [{ message: "made-up words of the provider", field, help: null }];
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ errors }));
}

type MailBody = Readonly<Record<string, unknown>> & {
  readonly personalizations: readonly [{ readonly to: readonly { readonly email: string }[] }];
  readonly from: { readonly email: string };
  readonly subject: string;
  readonly content: readonly { readonly type: string; readonly value: string }[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly custom_args?: Readonly<Record<string, string>>;
};

function readMail(text: string): TakenMail {
  const body = JSON.parse(text) as MailBody;
  return {
    to: body.personalizations[0].to.map(({ email }) => email).join(","),
    from: body.from.email,
    subject: body.subject,
    text: body.content.find(({ type }) => type === "text/plain")?.value ?? "",
    headers: body.headers ?? {},
    customArgs: body.custom_args ?? {},
    body,
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
}
