import { lookup } from "node:dns";
import type { LookupFunction, Socket } from "node:net";
import { buildConnector, Client, type Dispatcher } from "undici";
import { isPublicAddress } from "./public-address.js";

/** A call as it goes out. */
export type WebhookPost = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** `inside` lets the address be one of this machine or of a network around it. */
  readonly reach: "public" | "inside";
};

/** What came of one call. `forbidden`: its host stands for an address that may not be reached. */
export type WebhookExchange =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Null when it is compressed, though nobody asked for that, or too long. */
      readonly text: string | null;
      readonly retryAfter?: string;
      readonly date?: string;
    }
  | { readonly kind: "forbidden" }
  | { readonly kind: "no_answer"; readonly why: string };

/** An answer that says more than this has not understood what it was asked. */
const MAX_ANSWER_BYTES = 256 * 1024;

/** Marks an address that may not be reached. */
class Forbidden extends Error {}

/**
 * Posts once, on a connection of its own: no redirects, no proxy, no decompression. Where it leads is checked three times: as
 * written, at every answer of the name service, and at the socket that came of it, since a name may stand for something
 * else a moment later.
 * @param resolve the name service
 */
export async function postWebhook(
  post: WebhookPost,
  resolve: LookupFunction = lookup,
): Promise<WebhookExchange> {
  const deadline = AbortSignal.timeout(post.timeoutMs);
  const client = new Client(post.url.origin, {
    connect: guarded(post, resolve),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    return await read(await client.request(requestOf(post, deadline)));
  } catch (error) {
    if (error instanceof Forbidden) return { kind: "forbidden" };
    return { kind: "no_answer", why: deadline.aborted ? "timeout" : codeOf(error) };
  } finally {
    await client.destroy();
  }
}

function requestOf(post: WebhookPost, signal: AbortSignal): Dispatcher.RequestOptions {
  const headers = {
    ...post.headers,
    "content-type": "application/json",
    "accept-encoding": "identity",
    "user-agent": "Casewright",
  };
  return { method: "POST", path: post.url.pathname, headers, body: post.body, signal, reset: true };
}

function guarded({ url, reach, timeoutMs }: WebhookPost, resolve: LookupFunction) {
  const mayReach = (address: string) => reach === "inside" || isPublicAddress(address);
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    autoSelectFamily: false,
    lookup: (name, options, done) => {
      resolve(name, { ...options, all: true }, (error, found) => {
        const all = typeof found === "string" ? [] : found;
        const [first] = all;
        if (error !== null || first === undefined) done(error ?? new Error("no address"), "", 4);
        else if (!all.every(({ address }) => mayReach(address))) done(new Forbidden(), "", 4);
        else if (options.all === true) done(null, all);
        else done(null, first.address, first.family);
      });
    },
  });
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  const isLiteral = /^[0-9.]+$|:/.test(literal);
  return ((options, done) => {
    if (isLiteral && !mayReach(literal)) {
      done(new Forbidden(), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error !== null) done(error, null);
      else if (!mayReach(socket.remoteAddress ?? "")) done(dropped(socket), null);
      else done(null, socket);
    });
  }) satisfies buildConnector.connector;
}

function dropped(socket: Socket): Error {
  socket.destroy();
  return new Forbidden();
}

async function read(answer: Dispatcher.ResponseData): Promise<WebhookExchange> {
  const { statusCode: status, headers } = answer;
  const { "retry-after": retryAfter, date, "content-encoding": coding = "identity" } = headers;
  const text = coding === "identity" ? await textOf(answer) : null;
  return {
    ...{ kind: "answer", status, text },
    ...(typeof retryAfter === "string" ? { retryAfter } : {}),
    ...(typeof date === "string" ? { date } : {}),
  };
}

async function textOf({ body }: Dispatcher.ResponseData): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Node's and undici's codes are capitals; anything else could hold text and is left out. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : "failed";
}
