import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { postUntilTaken, receiptForm } from "./callbacks.js";
import { type FaultBook, faultBook } from "./faults.js";
import { type Ledger, openLedger } from "./ledger.js";
import type { Accepted, Control, Fault, ReceiptPlan } from "./rules.js";

/** A running fake in this process. */
export type FakeServer = {
  readonly port: number;
  control(control: Control): void;
  counts(): { readonly requests: number; readonly accepted: number };
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
    counts: () => ({ requests: fake.requests, accepted: fake.accepted }),
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
  const path = `${request.method ?? ""} ${request.url ?? ""}`;
  if (path === "POST /version1/messaging") return send(fake, request, response, body);
  if (path === "GET /control/counts") return reply(response, 200, pick(fake));
  if (path === "GET /control/settled") {
    await Promise.all(fake.owed);
    return reply(response, 200, pick(fake));
  }
  if (path === "POST /control") {
    applyControl(fake, JSON.parse(body) as Control);
    return reply(response, 200, pick(fake));
  }
  reply(response, 404, "Not found");
}

function applyControl(fake: Fake, { rules, receipts }: Control): void {
  if (rules !== undefined) fake.faults.replace(rules);
  if (receipts !== undefined) fake.receipts = receipts ?? undefined;
}

function pick({ requests, accepted }: Fake): { requests: number; accepted: number } {
  return { requests, accepted };
}

async function send(
  fake: Fake,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  fake.requests += 1;
  const { apikey } = request.headers;
  if (typeof apikey !== "string" || apikey !== (fake.options.apiKey ?? apikey)) {
    return reply(response, 401, "The supplied authentication is invalid");
  }
  const fields = new URLSearchParams(body);
  const missing = ["username", "to", "message"].find((name) => !fields.get(name));
  if (missing !== undefined) {
    return reply(response, 400, `Request is missing required form field '${missing}'`);
  }
  const message = readMessage(fields, String(request.headers["idempotency-key"] ?? ""));
  const fault = fake.faults.next(message);
  if (fault === undefined) return accept(fake, response, message);
  await fail(fake, response, { message, fault });
}

type Failure = { readonly message: Accepted; readonly fault: Fault };

async function fail(fake: Fake, response: ServerResponse, failure: Failure): Promise<void> {
  const { message, fault } = failure;
  if ("at" in fault && fault.at === "after_accept") void take(fake, message);
  switch (fault.kind) {
    case "delay":
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return accept(fake, response, message);
    case "throttle":
      if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
      return reply(response, 429, "Too many requests");
    case "refuse": {
      const { statusCode, status } = fault;
      const refused = { number: message.to, cost: "0", messageId: "None", status, statusCode };
      return reply(response, 201, answer("Sent to 0/1 Total Cost: 0", [refused]));
    }
    case "error":
      return reply(response, fault.status ?? 500, "Internal server error");
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "hang":
      return;
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
