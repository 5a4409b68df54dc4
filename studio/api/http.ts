import { Problem, problemOf } from "./problem.js";
import { accessToken, renew } from "./session.js";

/** A call to the API. Paths are absolute, without origin. */
export type Call = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON; a FormData as it is. */
  readonly body?: unknown;
  /** Makes a repeat of the same call harmless; 1 to 200 characters. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds until the call counts as unanswered. */
  readonly timeoutMs?: number;
};

/** Longer than the API's own limit for an action, so that its `outcome_unknown` arrives before we give up. */
const TIMEOUT_MS = 15_000;

/**
 * Calls the API as the person signed in, renewing the session once when it has run out.
 * @throws Problem
 */
export async function call<Answer>(path: string, options: Call = {}): Promise<Answer> {
  return answerOf<Answer>(await signedIn(path, options));
}

/** The bytes behind a path, as the person signed in. @throws Problem */
export async function download(path: string): Promise<ArrayBuffer> {
  const response = await signedIn(path, {});
  if (!response.ok) throw await problemOf(response);
  try {
    return await response.arrayBuffer();
  } catch {
    throw new Problem("network", 0);
  }
}

async function signedIn(path: string, options: Call): Promise<Response> {
  const first = await send(path, options, accessToken());
  if (first.status !== 401) return first;
  if (!(await renew())) throw await problemOf(first);
  return send(path, options, accessToken());
}

/** Calls the API as somebody with this token, or as nobody: the patient pages. @throws Problem */
export async function callOpenly<Answer>(
  path: string,
  options: Call & { readonly token?: string } = {},
): Promise<Answer> {
  return answerOf<Answer>(await send(path, options, options.token));
}

/** A path with those of the parameters that are set. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>) {
  const set = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set).toString()}`;
}

async function send(path: string, options: Call, token: string | undefined): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  try {
    return await fetch(path, {
      method: options.method ?? "GET",
      headers: headersOf(options, token),
      ...(options.body === undefined ? {} : { body: bodyOf(options.body) }),
      signal,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem("network", 0);
  }
}

function bodyOf(body: unknown): string | FormData {
  return body instanceof FormData ? body : JSON.stringify(body);
}

function headersOf(options: Call, token: string | undefined): Record<string, string> {
  return {
    accept: "application/json",
    // Of a FormData only the browser knows the boundary.
    ...(options.body === undefined || options.body instanceof FormData
      ? {}
      : { "content-type": "application/json" }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(options.idempotencyKey ? { "idempotency-key": options.idempotencyKey } : {}),
  };
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new Problem("network", 0);
  }
}
