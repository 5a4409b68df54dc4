import type { Socket } from "node:net";
import { type buildConnector as Connector, buildConnector, Client, type Dispatcher } from "undici";

/** How one HTTP exchange ended. The codes are Node's or ours and hold nothing of the request or the answer. */
export type Exchange =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly text: string;
    }
  /** No connection was made, so not one byte of the message left. */
  | { readonly kind: "not_connected"; readonly why: string }
  /** Connected, and then no whole answer: the provider may have taken the message. */
  | { readonly kind: "no_answer"; readonly why: string };

/** The answer's headers that classification reads. */
export type AnswerHeaders = {
  readonly retryAfter?: string;
  readonly date?: string;
  /** When a rate limit ends, as the provider counts it. */
  readonly rateLimitReset?: string;
};

/** A POST as it goes out. */
export type Post = Question & { readonly body: string };

/** A GET as it goes out. */
export type Question = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

/** A real answer has a few hundred bytes. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Posts once, on a connection of its own: never repeated, no redirects, no proxy, no decompression. A kept-alive
 * connection could be closed by the other side while we write, and then nobody knows whether the message left.
 */
export function postOnce(post: Post): Promise<Exchange> {
  return exchangeOnce(post, { method: "POST", body: post.body });
}

/** Asks once, under the same rules. */
export function askOnce(question: Question): Promise<Exchange> {
  return exchangeOnce(question, { method: "GET" });
}

type Asked = Pick<Dispatcher.RequestOptions, "method" | "body">;

async function exchangeOnce(post: Question, asked: Asked): Promise<Exchange> {
  const line = { connected: false };
  const deadline = AbortSignal.timeout(post.timeoutMs);
  const client = new Client(post.url.origin, {
    connect: noteConnection(post.timeoutMs, deadline, line),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    return await readAnswer(await client.request(requestOf(post, asked, deadline)));
  } catch (error) {
    const why = deadline.aborted ? "timeout" : codeOf(error);
    return { kind: line.connected ? "no_answer" : "not_connected", why };
  } finally {
    await client.destroy();
  }
}

function requestOf(post: Question, asked: Asked, signal: AbortSignal): Dispatcher.RequestOptions {
  const headers = { ...post.headers, "accept-encoding": "identity" };
  const { pathname, search } = post.url;
  return { ...asked, path: `${pathname}${search}`, headers, signal, reset: true };
}

/** Marks the moment from which bytes can leave. A connection that comes after the deadline is closed unused. */
function noteConnection(
  timeout: number,
  deadline: AbortSignal,
  line: { connected: boolean },
): Connector.connector {
  const connect = buildConnector({ timeout, allowH2: false });
  return (options, done) => {
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        done(error, null);
      } else if (deadline.aborted) {
        done(closed(socket), null);
      } else {
        line.connected = true;
        done(null, socket);
      }
    });
  };
}

function closed(socket: Socket): Error {
  socket.destroy();
  return new Error("too late");
}

async function readAnswer(answer: Dispatcher.ResponseData): Promise<Exchange> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) return noAnswer("long_answer");
    chunks.push(chunk);
  }
  return {
    kind: "answer",
    status: answer.statusCode,
    headers: headersOf(answer),
    text: Buffer.concat(chunks).toString("utf8"),
  };
}

function headersOf({ headers }: Dispatcher.ResponseData): AnswerHeaders {
  const { "retry-after": retryAfter, date, "x-ratelimit-reset": rateLimitReset } = headers;
  const found = Object.entries({ retryAfter, date, rateLimitReset });
  return Object.fromEntries(found.filter(([, value]) => typeof value === "string"));
}

function noAnswer(why: string): Exchange {
  return { kind: "no_answer", why };
}

/** Node's and undici's codes are capitals; anything else could hold text and is left out. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : "failed";
}
