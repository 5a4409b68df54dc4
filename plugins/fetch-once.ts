import { Client, type Dispatcher } from "undici";

/** A GET of a file. */
export type FileQuestion = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Time for all of it. */
  readonly timeoutMs: number;
  /** A longer file is given up. */
  readonly maxBytes: number;
};

/** How it ended: with an answer, or with a code. */
export type FetchedFile =
  | {
      readonly kind: "answer";
      readonly status: number;
      /** Where a redirect leads; nobody has followed it. */
      readonly location?: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: "failed"; readonly why: string };

/** Fetches a file once, on a connection of its own: never repeated, no redirects, no proxy, no decompression, within time and size. */
export async function fetchOnce(question: FileQuestion): Promise<FetchedFile> {
  const { url, headers, timeoutMs, maxBytes } = question;
  const signal = AbortSignal.timeout(timeoutMs);
  const client = new Client(url.origin, { allowH2: false });
  try {
    const answer = await client.request({
      method: "GET",
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, "accept-encoding": "identity" },
      signal,
      reset: true,
    });
    return await read(answer, maxBytes);
  } catch (error) {
    return { kind: "failed", why: signal.aborted ? "timeout" : codeOf(error) };
  } finally {
    await client.destroy();
  }
}

async function read(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<FetchedFile> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > maxBytes) return { kind: "failed", why: "too_large" };
    pieces.push(piece);
  }
  const { location } = headers;
  return {
    kind: "answer",
    status,
    ...(typeof location === "string" ? { location } : {}),
    bytes: Buffer.concat(pieces),
  };
}

/** Node's and undici's codes are capitals; anything else could hold text and is left out. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : "failed";
}
