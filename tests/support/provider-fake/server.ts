import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { postUntilTaken, receiptForm } from "./callbacks.js";
import { type FaultBook, faultBook } from "./faults.js";
import { type Ledger, openLedger } from "./ledger.js";
import type { Accepted, Control, Counts, Fault, ReceiptPlan } from "./rules.js";

/** A running fake in this process. */
export type FakeServer = {
  readonly port: number;
  control(control: Control): void;
  counts(): Counts;
  /** Resolves when every delivery report it owes was posted. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export type FakeOptions = {
  /** Folder of `accepted.jsonl`. */
  readonly folder: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Any key passes when absent. */
  readonly apiKey?: string;
};

type Fake = {
  readonly options: FakeOptions;
  readonly ledger: Ledger;
  readonly faults: FaultBook;
  readonly owed: Set<Promise<unknown>>;
  receipts: ReceiptPlan | undefined;
  requests: number;
  accepted: number;
};

/** How long delivery reports are repeated while the receiver is down. */
const RECEIPT_PATIENCE_MS = 60_000;

/** Africa's Talking's messaging API on 127.0.0.1, with faults on demand. */
export async function startFakeServer(options: FakeOptions): Promise<FakeServer> {
  const ledger = openLedger(options.folder);
  const fake: Fake = {
    options,
    ledger,
    faults: faultBook(),
    owed: new Set(),
    receipts: undefined,
    requests: 0,
    accepted: 0,
  };
  const server = createServer((request, response) => void route(fake, request, response));
  await listen(server, options.port ?? 0);
  return {
    port: (server.address() as AddressInfo).port,
    control: (control) => {
      applyControl(fake, control);
    },
    counts: () => countsOf(fake),
    settled: async () => {
      await Promise.all(fake.owed);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      ledger.close();
    },
  };
}

async function route(
  fake: Fake,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  switch (`${request.method ?? ""} ${request.url ?? ""}`) {
    case "POST /version1/messaging":
      await send(fake, request, response, body);
      break;
    case "GET /version1/user?username=clinic":
      if (isKnown(fake, request)) reply(response, 200, { UserData: { balance: "KES 100.0000" } });
      else reply(response, 401, "The supplied authentication is invalid");
      break;
    case "GET /control/settled":
      await Promise.all(fake.owed);
      reply(response, 200, countsOf(fake));
      break;
    case "GET /control/counts":
      reply(response, 200, countsOf(fake));
      break;
    case "POST /control":
      applyControl(fake, JSON.parse(body) as Control);
      reply(response, 200, countsOf(fake));
      break;
    default:
      reply(response, 404, "Not found");
  }
}

function applyControl(fake: Fake, { rules, receipts }: Control): void {
  if (rules !== undefined) fake.faults.replace(rules);
  if (receipts !== undefined) fake.receipts = receipts ?? undefined;
}

function countsOf({ requests, accepted }: Fake): Counts {
  return { requests, accepted };
}

async function send(
  fake: Fake,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  fake.requests += 1;
  const fields = new URLSearchParams(body);
  const refusal = refusalOf(fake, request, fields);
  if (refusal !== undefined) {
    reply(response, ...refusal);
    return;
  }
  const attemptId = request.headers["idempotency-key"];
  const message = readMessage(fields, typeof attemptId === "string" ? attemptId : "");
  const fault = fake.faults.next(message);
  if (fault === undefined) await accept(fake, response, message);
  else await fail(fake, response, { message, fault });
}

function refusalOf(
  { options }: Fake,
  { headers }: IncomingMessage,
  fields: URLSearchParams,
): [number, string] | undefined {
  if (!isKnown({ options }, { headers })) {
    return [401, "The supplied authentication is invalid"];
  }
  const missing = ["username", "to", "message"].find((name) => (fields.get(name) ?? "") === "");
  return missing === undefined
    ? undefined
    : [400, `Request is missing required form field '${missing}'`];
}

function isKnown(
  { options }: Pick<Fake, "options">,
  { headers: { apikey } }: Pick<IncomingMessage, "headers">,
): boolean {
  return typeof apikey === "string" && apikey === (options.apiKey ?? apikey);
}

type Failure = { readonly message: Accepted; readonly fault: Fault };

async function fail(fake: Fake, response: ServerResponse, failure: Failure): Promise<void> {
  const { message, fault } = failure;
  if ("at" in fault && fault.at === "after_accept") void take(fake, message);
  switch (fault.kind) {
    case "delay":
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      await accept(fake, response, message);
      break;
    case "throttle":
      if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
      reply(response, 429, "Too many requests");
      break;
    case "refuse":
      reply(response, 201, answer("Sent to 0/1 Total Cost: 0", [refused(message.to, fault)]));
      break;
    case "error":
      reply(response, fault.status ?? 500, "Internal server error");
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

async function accept(fake: Fake, response: ServerResponse, message: Accepted): Promise<void> {
  const reports = take(fake, message);
  if (fake.receipts?.when === "before_answer") await reports;
  const { to, messageId } = message;
  const recipient = {
    statusCode: 101,
    number: to,
    status: "Success",
    cost: "KES 0.8000",
    messageId,
  };
  reply(response, 201, answer("Sent to 1/1 Total Cost: KES 0.8000", [recipient]));
}

/** From here on the person gets the message, whatever the sender hears. */
function take(fake: Fake, message: Accepted): Promise<void> {
  fake.ledger.append(message);
  fake.accepted += 1;
  const reports = report(fake.receipts, message);
  const owed = reports.finally(() => fake.owed.delete(owed));
  fake.owed.add(owed);
  return reports;
}

async function report(plan: ReceiptPlan | undefined, message: Accepted): Promise<void> {
  for (const status of plan?.statuses ?? []) {
    await new Promise((resolve) => setTimeout(resolve, plan?.gapMs ?? 0));
    const form = receiptForm({ id: message.messageId, status, phoneNumber: message.to });
    await postUntilTaken(plan?.url ?? "", form, RECEIPT_PATIENCE_MS);
  }
}

function readMessage(fields: URLSearchParams, attemptId: string): Accepted {
  return {
    at: new Date().toISOString(),
    messageId: `ATXid_${randomBytes(16).toString("hex")}`,
    attemptId,
    username: fields.get("username") ?? "",
    from: fields.get("from") ?? "AFRICASTKNG",
    to: fields.get("to") ?? "",
    text: fields.get("message") ?? "",
  };
}

function refused(number: string, { statusCode, status }: Fault & { kind: "refuse" }): object {
  return { number, cost: "0", messageId: "None", status, statusCode };
}

function answer(message: string, recipients: readonly object[]): object {
  return { SMSMessageData: { Message: message, Recipients: recipients } };
}

function reply(response: ServerResponse, status: number, body: object | string): void {
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  response.writeHead(status, { "content-type": type });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
